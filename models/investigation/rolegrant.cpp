#include "models/investigation/rolegrant.h"

#include "models/activity/activityindex.h"

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

struct RoleName
{
    const char *id;
    const char *name;
};

// Azure's built-in roles that matter most here; their ids are the same everywhere.
constexpr std::array<RoleName, 8> roleNames{{
    {"8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner"},
    {"b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor"},
    {"acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader"},
    {"18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "User Access Administrator"},
    {"4d97b98b-1d4f-4787-a291-c67834d212e7", "Network Contributor"},
    {"9980e02c-c2be-4d73-94e8-173b1dc7cf3c", "Virtual Machine Contributor"},
    {"17d1049b-9a84-46fb-8f53-869881c3d3ab", "Storage Account Contributor"},
    {"ba92f5b4-2d11-453d-a403-e96b0029c9fe", "Storage Blob Data Contributor"},
}};

QJsonValue member(const QJsonObject &object, QLatin1StringView key)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key().compare(key, Qt::CaseInsensitive) == 0)
            return it.value();
    }
    return {};
}

QString roleText(const QString &definition)
{
    const QString id = definition.section(u'/', -1);
    const auto known = std::ranges::find_if(
        roleNames, [&](const RoleName &role) { return id.compare(QLatin1String(role.id), Qt::CaseInsensitive) == 0; });
    return known == roleNames.end() ? id : QLatin1String(known->name);
}

/// The part of the assignment's own id before the provider: where it was made.
QString scopeOf(const QString &resourceId)
{
    const qsizetype provider =
        resourceId.lastIndexOf(QLatin1String("/providers/Microsoft.Authorization/"), -1, Qt::CaseInsensitive);
    return provider < 0 ? resourceId : resourceId.left(provider);
}

void readRequest(const QJsonObject &body, RoleGrant &grant)
{
    const QJsonObject properties = member(body, QLatin1StringView("properties")).toObject();
    grant.principalId = member(properties, QLatin1StringView("principalId")).toString();
    grant.role = roleText(member(properties, QLatin1StringView("roleDefinitionId")).toString());
    if (const QString scope = member(properties, QLatin1StringView("scope")).toString(); !scope.isEmpty())
        grant.scope = scope;
}

} // namespace

RoleGrant roleGrant(const ActivityIndex &activity, EventId id)
{
    const ActivityEvent event = activity.event(id);
    RoleGrant grant{id,
                    event.timeNs,
                    event.caller,
                    callerTitle(event.caller, event.callerName),
                    event.callerId,
                    {},
                    {},
                    scopeOf(event.resourceId)};
    std::vector<EventId> operation{id};
    if (!event.correlationId.isEmpty()) {
        const std::vector<EventId> others = activity.withCorrelation(event.correlationId);
        operation.insert(operation.end(), others.begin(), others.end());
    }
    const QString resource = event.resourceId;
    for (const EventId each : operation) {
        // One operation may assign several roles, each with a name of its own.
        if (activity.event(each).resourceId.compare(resource, Qt::CaseInsensitive) != 0)
            continue;
        if (const QJsonObject body = activity.requestBody(each); !body.isEmpty()) {
            readRequest(body, grant);
            break;
        }
    }
    return grant;
}

bool holdsFor(const QString &scope, const QString &resourceId)
{
    QString place = scope;
    while (place.endsWith(u'/'))
        place.chop(1);
    return !resourceId.isEmpty()
           && (resourceId.compare(place, Qt::CaseInsensitive) == 0
               || resourceId.startsWith(place + u'/', Qt::CaseInsensitive));
}

} // namespace wirecase
