#include "models/activity/ecsidentity.h"

#include "models/base/ipaddress.h"

namespace wirecase {

namespace {

using View = EcsSink::View;

constexpr std::string_view claimSchema = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";
/// Stands in the authorization and belongs to the caller.
constexpr std::string_view evidenceKey = "evidence";

void emitAddress(const ActivityRecord &record, EcsSink &sink)
{
    EcsOutput out(sink);
    const auto put = [&out](std::string_view address, View view) {
        if (!IpAddress::parse(address))
            return out.text("source.address", address, view);
        out.text("source.ip", address, view);
        out.text("client.ip", address, view);
        out.listed("related.ip", address, view);
    };
    const CallerAddress found = splitAddress(callerAddressOf(record));
    if (found.address == record.address)
        return put(found.address, View::Both);
    put(record.address, View::Faithful);
    put(found.address, View::Normalised);
    if (!found.port.empty())
        sink.number("source.port", numberIn(found.port).value_or(0), View::Normalised);
}

void emitClaims(const ActivityRecord &record, EcsSink &sink)
{
    if (!isObject(record.claims))
        return;
    const bool hasName = !record.claim.name.empty();
    for (const auto [key, value] : simdjson::dom::object(*record.claims)) {
        if (key != "name" || !hasName)
            sink.tree(EcsSink::Tree::Claims, key, value);
    }
}

void emitEvidence(const ActivityRecord &record, EcsSink &sink)
{
    const JsonElement evidence = memberOf(record.authorization, evidenceKey);
    if (!isObject(evidence))
        return;
    for (const auto [key, value] : simdjson::dom::object(*evidence))
        sink.tree(EcsSink::Tree::Evidence, key, value);
}

/// user.name and user.domain out of "name@domain"; a text without @ is a name.
void emitUser(std::string_view name, EcsOutput &out, View view)
{
    const std::size_t at = name.find('@');
    if (at != std::string_view::npos && at > 0 && at + 1 < name.size()) {
        out.text("user.name", name.substr(0, at), view);
        out.text("user.domain", name.substr(at + 1), view);
        out.text("user.email", name, view);
    } else {
        out.text("user.name", name, view);
    }
    out.listed("related.user", name, view);
}

void emitInitiator(const ActivityRecord &record, EcsSink &sink)
{
    // Service principals have no `name` claim, and therefore none of this (elastic.md 5.2).
    EcsOutput out(sink);
    const std::string prefix = "azure.activitylogs.identity.claims_initiated_by_user.";
    const ClaimTexts &claim = record.claim;
    if (!claim.name.empty()) {
        out.text(prefix + "fullname", claim.name);
        out.text("user.full_name", claim.name);
        out.text(prefix + "schema", claimSchema);
        out.text(prefix + "name", claim.nameAddress);
        out.text(prefix + "surname", claim.surname);
        out.text(prefix + "givenname", claim.givenName);
    }
    if (!claim.name.empty() && !claim.nameAddress.empty())
        emitUser(claim.nameAddress, out, View::Both);
    else
        emitUser(callerOf(record), out, View::Normalised);
    // ECS has no one field for who called: users, service principals and managed identities differ.
    out.text("wirecase.caller", callerOf(record), View::Normalised);
    out.text("azure.activitylogs.identity_name", record.identityName);
    if (isObject(record.authorization))
        out.listed("related.entity", record.principalId);
}

} // namespace

void emitCaller(const ActivityRecord &record, EcsSink &sink)
{
    emitAddress(record, sink);
    emitClaims(record, sink);
    emitEvidence(record, sink);
    emitInitiator(record, sink);
}

void addCaller(const ActivityRecord &record, EcsInputs inputs)
{
    inputs << record.address << record.caller << record.identityName << record.principalId;
    if (record.claimsNumber != 0)
        inputs.addNumber(record.claimsNumber);
    else
        inputs.addMembers(record.claims);
    inputs.addMembers(memberOf(record.authorization, evidenceKey));
}

void emitAuthorization(const ActivityRecord &record, EcsSink &sink)
{
    if (!isObject(record.authorization))
        return;
    for (const auto [key, value] : simdjson::dom::object(*record.authorization)) {
        if (key != evidenceKey || !value.is_object())
            sink.tree(EcsSink::Tree::Authorization, key, value);
    }
}

void addAuthorization(const ActivityRecord &record, EcsInputs inputs)
{
    const bool hasEvidence = isObject(memberOf(record.authorization, evidenceKey));
    inputs.addMembers(record.authorization, hasEvidence ? evidenceKey : std::string_view());
}

} // namespace wirecase
