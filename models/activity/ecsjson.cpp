#include "models/activity/ecsjson.h"

#include "models/base/timeformat.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <map>

namespace wirecase {

namespace {

QString textIn(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// Names with more dots than this keep the rest of them: nobody nests so deep.
constexpr int deepestName = 32;

/// A document that grows: Qt's objects would copy a whole level for each value put into it.
struct DocumentNode
{
    std::map<QString, DocumentNode> members;
    QJsonArray list;
    QJsonValue value;

    DocumentNode &at(QStringView path, int depth = 0)
    {
        const qsizetype dot = depth < deepestName ? path.indexOf(u'.') : -1;
        if (dot < 0)
            return members[path.toString()];
        return members[path.left(dot).toString()].at(path.mid(dot + 1), depth + 1);
    }
    [[nodiscard]] QJsonValue toJson() const
    {
        if (!list.isEmpty())
            return list;
        if (members.empty())
            return value;
        QJsonObject object = value.toObject();
        for (const auto &[key, member] : members)
            object.insert(key, member.toJson());
        return object;
    }
};

class DocumentSink final : public EcsSink
{
public:
    explicit DocumentSink(bool normalised)
        : m_other(normalised ? View::Faithful : View::Normalised)
    {
    }

    void text(std::string_view field, std::string_view value, View view) override
    {
        put(field, textIn(value), view, false);
    }
    void listed(std::string_view field, std::string_view value, View view) override
    {
        put(field, textIn(value), view, true);
    }
    void number(std::string_view field, double value, View view) override { put(field, value, view, false); }
    void time(std::string_view field, qint64 timeNs) override
    {
        const qint64 rest = (timeNs % nsPerMs + nsPerMs) % nsPerMs;
        put(field, isoTime(timeNs - rest, 3), View::Both, false);
    }
    void tree(Tree tree, std::string_view key, const simdjson::dom::element &value) override
    {
        if (!value.is_null())
            put(treeField(tree, key), jsonValueOf(value), View::Both, false);
    }

    [[nodiscard]] QJsonObject document() const { return m_root.toJson().toObject(); }

private:
    void put(std::string_view field, const QJsonValue &value, View view, bool listed)
    {
        if (view == m_other)
            return;
        DocumentNode &node = m_root.at(textIn(field));
        if (!listed)
            node.value = value;
        else if (!node.list.contains(value))
            node.list.append(value);
    }

    View m_other; ///< the view that is not wanted
    DocumentNode m_root;
};

} // namespace

QJsonValue jsonValueOf(const simdjson::dom::element &element)
{
    if (element.is_string())
        return textIn(std::string_view(element));
    const std::string json = '[' + std::string(simdjson::minify(element)) + ']';
    return QJsonDocument::fromJson(QByteArray::fromStdString(json)).array().at(0);
}

QJsonObject ecsDocument(const ActivityRecord &record, bool normalised)
{
    DocumentSink sink(normalised);
    emitEcs(record, sink);
    return sink.document();
}

} // namespace wirecase
