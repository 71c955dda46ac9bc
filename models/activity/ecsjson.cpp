#include "models/activity/ecsjson.h"

#include "models/base/timeformat.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace wirecase {

namespace {

QString textIn(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// Names with more dots than this keep the rest of them: nobody nests so deep.
constexpr int deepestName = 32;

void insertAt(QJsonObject &object, QStringView path, const QJsonValue &value, bool listed, int depth = 0)
{
    const qsizetype dot = depth < deepestName ? path.indexOf(u'.') : -1;
    const QString key = path.left(dot < 0 ? path.size() : dot).toString();
    if (dot >= 0) {
        QJsonObject inner = object.value(key).toObject();
        insertAt(inner, path.mid(dot + 1), value, listed, depth + 1);
        object.insert(key, inner);
    } else if (listed) {
        QJsonArray values = object.value(key).toArray();
        if (!values.contains(value))
            values.append(value);
        object.insert(key, values);
    } else {
        object.insert(key, value);
    }
}

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
    void tree(const std::string &field, const simdjson::dom::element &value) override
    {
        if (!value.is_null())
            put(field, jsonValueOf(value), View::Both, false);
    }

    [[nodiscard]] const QJsonObject &document() const { return m_document; }

private:
    void put(std::string_view field, const QJsonValue &value, View view, bool listed)
    {
        if (view != m_other)
            insertAt(m_document, textIn(field), value, listed);
    }

    View m_other; ///< the view that is not wanted
    QJsonObject m_document;
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
