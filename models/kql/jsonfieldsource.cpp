#include "models/kql/jsonfieldsource.h"

#include "models/kql/datemath.h"
#include "models/kql/functioncolumn.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <functional>

namespace wirecase {

namespace {

using Leaf = std::function<void(const QString &field, const QJsonValue &value)>;

constexpr int deepestDocument = 64;

void visitLeaves(const QJsonValue &value, const QString &path, const Leaf &leaf, int depth = 0)
{
    if (depth > deepestDocument)
        return;
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue element : array)
            visitLeaves(element, path, leaf, depth + 1);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            visitLeaves(member.value(), path.isEmpty() ? member.key() : path + u'.' + member.key(), leaf, depth + 1);
    } else if (!value.isNull() && !value.isUndefined()) {
        leaf(path, value);
    }
}

/// The objects at `path`, through arrays and dotted keys.
void visitObjects(const QJsonValue &value, const QString &path, const std::function<void(const QJsonObject &)> &found,
                  int depth = 0)
{
    if (depth > deepestDocument)
        return;
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue element : array)
            visitObjects(element, path, found, depth + 1);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        if (path.isEmpty())
            return found(object);
        for (auto member = object.begin(); member != object.end(); ++member) {
            if (member.key() == path)
                visitObjects(member.value(), {}, found, depth + 1);
            else if (path.startsWith(member.key() + u'.'))
                visitObjects(member.value(), path.mid(member.key().size() + 1), found, depth + 1);
        }
    }
}

FieldType guessedType(const QJsonValue &value)
{
    if (value.isBool())
        return FieldType::Boolean;
    if (value.isDouble())
        return FieldType::Number;
    return IpAddress::parse(value.toString()) ? FieldType::Ip : FieldType::Keyword;
}

std::string textOfValue(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? "true" : "false";
    if (!value.isDouble())
        return value.toString().toStdString();
    return QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).chopped(1).mid(1).toStdString();
}

template <FieldType Type>
void acceptValue(const QJsonValue &value, const auto &accept)
{
    if constexpr (Type == FieldType::Number) {
        bool isNumber = value.isDouble();
        const double number = isNumber ? value.toDouble() : value.toString().toDouble(&isNumber);
        if (isNumber)
            accept(number);
    } else if constexpr (Type == FieldType::Boolean) {
        accept(value.isBool() ? value.toBool() : value.toString() == QLatin1String("true"));
    } else if constexpr (Type == FieldType::Ip) {
        if (const auto address = IpAddress::parse(value.toString()))
            accept(*address);
    } else if constexpr (Type == FieldType::Date) {
        const QString text = QString::fromStdString(textOfValue(value));
        if (const auto time = parseDateMath(text, 0))
            accept(time->beginNs);
    } else {
        accept(std::string_view(textOfValue(value)));
    }
}

template <FieldType Type>
FieldColumnPtr columnOf(std::vector<std::vector<QJsonValue>> values)
{
    const auto rows = static_cast<quint32>(values.size());
    return makeFunctionColumn<Type>(rows, [values = std::move(values)](quint32 row, const auto &accept) {
        for (const QJsonValue &value : values[row])
            acceptValue<Type>(value, accept);
    });
}

} // namespace

JsonFieldSource::JsonFieldSource(std::vector<QJsonObject> documents, const Mapping &mapping,
                                 const QStringList &nestedPaths)
    : m_documents(std::move(documents))
    , m_types(mapping)
    , m_nestedPaths(nestedPaths)
    , m_guessed(mapping.isEmpty())
{
    if (!m_guessed)
        return;
    for (const QJsonObject &document : m_documents) {
        visitLeaves(document, {}, [this](const QString &field, const QJsonValue &value) {
            if (!m_types.contains(field))
                m_types.insert(field, guessedType(value));
        });
    }
}

FieldColumnPtr JsonFieldSource::column(const QString &field) const
{
    const auto type = m_types.constFind(field);
    if (type == m_types.constEnd())
        return nullptr;
    std::vector<std::vector<QJsonValue>> values(m_documents.size());
    for (std::size_t row = 0; row < m_documents.size(); ++row) {
        visitLeaves(m_documents[row], {}, [&](const QString &name, const QJsonValue &value) {
            if (name == field)
                values[row].push_back(value);
        });
    }
    switch (*type) {
    case FieldType::Keyword:
        return columnOf<FieldType::Keyword>(std::move(values));
    case FieldType::Text:
        return columnOf<FieldType::Text>(std::move(values));
    case FieldType::Ip:
        return columnOf<FieldType::Ip>(std::move(values));
    case FieldType::Number:
        return columnOf<FieldType::Number>(std::move(values));
    case FieldType::Date:
        return columnOf<FieldType::Date>(std::move(values));
    case FieldType::Boolean:
        return columnOf<FieldType::Boolean>(std::move(values));
    case FieldType::Flattened:
        return columnOf<FieldType::Flattened>(std::move(values));
    }
    return nullptr;
}

QStringList JsonFieldSource::fields() const
{
    QStringList names = m_types.keys();
    names.sort();
    return names;
}

std::optional<NestedRows> JsonFieldSource::nested(const QString &path) const
{
    if (!m_guessed && !m_nestedPaths.contains(path))
        return std::nullopt;
    NestedRows rows;
    std::vector<QJsonObject> objects;
    for (std::size_t row = 0; row < m_documents.size(); ++row) {
        visitObjects(m_documents[row], path, [&](const QJsonObject &object) {
            objects.push_back(QJsonObject{{path, object}});
            rows.rowOf.push_back(static_cast<quint32>(row));
        });
    }
    rows.objects =
        std::make_shared<JsonFieldSource>(std::move(objects), m_guessed ? Mapping() : m_types, m_nestedPaths);
    return rows;
}

std::optional<FieldType> JsonFieldSource::typeNamed(const QString &elasticsearchType)
{
    static const QHash<QString, FieldType> types{{QStringLiteral("keyword"), FieldType::Keyword},
                                                 {QStringLiteral("constant_keyword"), FieldType::Keyword},
                                                 {QStringLiteral("wildcard"), FieldType::Keyword},
                                                 {QStringLiteral("text"), FieldType::Text},
                                                 {QStringLiteral("match_only_text"), FieldType::Text},
                                                 {QStringLiteral("ip"), FieldType::Ip},
                                                 {QStringLiteral("date"), FieldType::Date},
                                                 {QStringLiteral("date_nanos"), FieldType::Date},
                                                 {QStringLiteral("boolean"), FieldType::Boolean},
                                                 {QStringLiteral("flattened"), FieldType::Flattened},
                                                 {QStringLiteral("byte"), FieldType::Number},
                                                 {QStringLiteral("short"), FieldType::Number},
                                                 {QStringLiteral("integer"), FieldType::Number},
                                                 {QStringLiteral("long"), FieldType::Number},
                                                 {QStringLiteral("unsigned_long"), FieldType::Number},
                                                 {QStringLiteral("half_float"), FieldType::Number},
                                                 {QStringLiteral("float"), FieldType::Number},
                                                 {QStringLiteral("double"), FieldType::Number},
                                                 {QStringLiteral("scaled_float"), FieldType::Number}};
    const auto type = types.constFind(elasticsearchType);
    return type == types.constEnd() ? std::nullopt : std::optional(*type);
}

} // namespace wirecase
