#include "models/activity/elasticview.h"

#include "models/activity/exporttime.h"

#include <algorithm>
#include <map>
#include <set>

namespace wirecase {

namespace {

/// The fields in which the two vocabularies differ (elastic.md 5.3).
bool isFolded(std::string_view field)
{
    static const std::set<std::string_view> fields{"azure.activitylogs.operation_name",
                                                   "event.action",
                                                   "azure.activitylogs.result_type",
                                                   "event.outcome",
                                                   "azure.subscription_id",
                                                   "cloud.account.id",
                                                   "azure.resource.group",
                                                   "azure.resource_group.name",
                                                   "azure.resource.provider",
                                                   "azure.resource_provider.namespace",
                                                   "azure.resource.namespace",
                                                   "azure.resource.authorization_rule",
                                                   "azure.resource.name",
                                                   "source.ip",
                                                   "client.ip",
                                                   "source.port",
                                                   "wirecase.caller"};
    return fields.contains(field);
}

/// What the normalised view of the record has in those fields.
class FoldedValues final : public EcsSink
{
public:
    void text(std::string_view field, std::string_view value, View view) override
    {
        if (view != View::Faithful && isFolded(field))
            values.insert_or_assign(std::string(field), std::string(value));
    }
    void listed(std::string_view, std::string_view, View) override {}
    void number(std::string_view field, double value, View view) override
    {
        if (view != View::Faithful && isFolded(field))
            numbers.insert_or_assign(std::string(field), value);
    }
    void time(std::string_view, qint64) override {}
    void tree(Tree, std::string_view, const simdjson::dom::element &) override {}

    std::map<std::string, std::string, std::less<>> values;
    std::map<std::string, double, std::less<>> numbers;
};

class DocumentEmitter
{
public:
    DocumentEmitter(EcsSink &sink, FoldedValues &folded)
        : m_sink(sink)
        , m_folded(folded)
    {
    }

    void emitObject(std::string &path, const simdjson::dom::element &object)
    {
        const std::size_t length = path.size();
        for (const auto [key, value] : simdjson::dom::object(object)) {
            path += path.empty() ? "" : ".";
            path += key;
            if (value.is_object())
                emitObject(path, value);
            else
                emitLeaf(path, value);
            path.resize(length);
        }
    }

private:
    void emitLeaf(const std::string &path, const simdjson::dom::element &value)
    {
        const auto folded = m_folded.values.find(path);
        if (path == "@timestamp" && value.is_string()) {
            const ExportTime time = parseExportTime(std::string_view(value));
            if (time.ns != noTime)
                return m_sink.time(path, time.ns);
        }
        m_folded.numbers.erase(path);
        if (folded == m_folded.values.end())
            return m_sink.tree(EcsSink::Tree::Document, path, value);
        const std::string now = std::exchange(folded->second, {});
        m_folded.values.erase(folded);
        const std::string was = scalarText(value);
        if (was.empty() || was == now)
            return m_sink.tree(EcsSink::Tree::Document, path, value);
        m_sink.text(path, was, EcsSink::View::Faithful);
        m_sink.text(path, now, EcsSink::View::Normalised);
    }

    EcsSink &m_sink;
    FoldedValues &m_folded;
};

} // namespace

void emitDocumentEcs(const ActivityRecord &record, EcsSink &sink)
{
    FoldedValues folded;
    emitRecordEcs(record, folded);
    std::string path;
    DocumentEmitter(sink, folded).emitObject(path, *record.document);
    for (const auto &[field, value] : folded.values)
        sink.text(field, value, EcsSink::View::Normalised);
    for (const auto &[field, value] : folded.numbers)
        sink.number(field, value, EcsSink::View::Normalised);
}

} // namespace wirecase
