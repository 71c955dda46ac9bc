#include "models/flowlog/flowrecordreader.h"

#include "models/flowlog/recordscanner.h"

#include <simdjson.h>

namespace wirecase {

static_assert(RecordScanner::padding >= simdjson::SIMDJSON_PADDING);

struct FlowRecordReader::Parser
{
    simdjson::dom::parser json;
};

namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

std::string_view textAt(const object &from, std::string_view key)
{
    std::string_view text;
    return from[key].get(text) == simdjson::SUCCESS ? text : std::string_view{};
}

/// The groups of a record down to its tuples: two levels whose names differ between the two families.
class Walk
{
public:
    Walk(const FlowRecordReader::OnTuple &onTuple, const FlowRecordReader::OnFlaw &onFlaw)
        : m_onTuple(onTuple)
        , m_onFlaw(onFlaw)
    {
    }

    /// properties.flows[] {rule, flows[] {mac, flowTuples[]}}
    void nsg(const object &record, const object &properties)
    {
        const std::string_view recordMac = textAt(record, "macAddress");
        TupleSite site{FlowLogFamily::Nsg, recordMac, textAt(record, "resourceId"), {}};
        each(properties, "flows", [&](const object &rule) {
            site.rule = textAt(rule, "rule");
            each(rule, "flows", [&](const object &perMac) {
                const std::string_view mac = textAt(perMac, "mac");
                site.mac = mac.empty() ? recordMac : mac;
                tuples(perMac, site);
            });
        });
    }

    /// flowRecords.flows[] {aclID, flowGroups[] {rule, flowTuples[]}}
    void vnet(const object &record, const object &flowRecords)
    {
        TupleSite site{FlowLogFamily::Vnet, textAt(record, "macAddress"), {}, {}};
        each(flowRecords, "flows", [&](const object &acl) {
            site.acl = textAt(acl, "aclID");
            each(acl, "flowGroups", [&](const object &group) {
                site.rule = textAt(group, "rule");
                tuples(group, site);
            });
        });
    }

private:
    template <typename Visit>
    void each(const object &from, std::string_view key, Visit visit)
    {
        array parts;
        if (from[key].get(parts) != simdjson::SUCCESS) {
            m_onFlaw(RecordFlaw::WrongType);
            return;
        }
        for (const element part : parts) {
            object inner;
            if (part.get(inner) == simdjson::SUCCESS)
                visit(inner);
            else
                m_onFlaw(RecordFlaw::WrongType);
        }
    }

    void tuples(const object &group, const TupleSite &site)
    {
        array texts;
        if (group["flowTuples"].get(texts) != simdjson::SUCCESS) {
            m_onFlaw(RecordFlaw::WrongType);
            return;
        }
        for (const element part : texts) {
            std::string_view text;
            if (part.get(text) == simdjson::SUCCESS)
                m_onTuple(site, text);
            else
                m_onFlaw(RecordFlaw::WrongType);
        }
    }

    const FlowRecordReader::OnTuple &m_onTuple;
    const FlowRecordReader::OnFlaw &m_onFlaw;
};

} // namespace

FlowRecordReader::FlowRecordReader()
    : m_parser(std::make_unique<Parser>())
{
}

FlowRecordReader::~FlowRecordReader() = default;

bool FlowRecordReader::read(std::string_view json, const OnTuple &onTuple, const OnFlaw &onFlaw)
{
    element root;
    if (m_parser->json.parse(json.data(), json.size(), false).get(root) != simdjson::SUCCESS)
        return false;
    object record;
    object body;
    if (root.get(record) != simdjson::SUCCESS)
        onFlaw(RecordFlaw::NoFlows);
    else if (record["flowRecords"].get(body) == simdjson::SUCCESS)
        Walk(onTuple, onFlaw).vnet(record, body);
    else if (record["properties"].get(body) == simdjson::SUCCESS && body["flows"].error() == simdjson::SUCCESS)
        Walk(onTuple, onFlaw).nsg(record, body);
    else
        onFlaw(RecordFlaw::NoFlows);
    return true;
}

} // namespace wirecase
