#include "models/kql/jsonfieldsource.h"

#include "models/kql/datemath.h"
#include "models/kql/functioncolumn.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <functional>
#include <limits>

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

/// Whole numbers of 64 bits are kept exactly.
std::optional<long double> numberOf(const QJsonValue &value)
{
    bool isNumber = value.isDouble();
    if (isNumber && value.toInteger(1) == value.toInteger(2))
        return static_cast<long double>(value.toInteger());
    if (isNumber)
        return value.toDouble();
    const QString text = value.toString();
    if (const qlonglong whole = text.toLongLong(&isNumber); isNumber)
        return static_cast<long double>(whole);
    if (const qulonglong whole = text.toULongLong(&isNumber); isNumber)
        return static_cast<long double>(whole);
    const double number = text.toDouble(&isNumber);
    return isNumber ? std::optional<long double>(number) : std::nullopt;
}

template <FieldType Type>
void acceptValue(const QJsonValue &value, const auto &accept)
{
    if constexpr (Type == FieldType::Number) {
        if (const auto number = numberOf(value))
            accept(*number);
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

/// What a constant field is in every document: as mapped, or as the first document with a value has it.
std::vector<QJsonValue> constantOf(const QString &mapped, const std::vector<std::vector<QJsonValue>> &values)
{
    if (!mapped.isNull())
        return {QJsonValue(mapped)};
    const auto first = std::find_if(values.begin(), values.end(), [](const auto &row) { return !row.empty(); });
    return first == values.end() ? std::vector<QJsonValue>() : *first;
}

} // namespace

JsonFieldSource::JsonFieldSource(std::vector<QJsonObject> documents, JsonMapping mapping)
    : m_documents(std::move(documents))
    , m_mapping(std::move(mapping))
    , m_guessed(m_mapping.isEmpty())
{
    if (!m_guessed)
        return;
    for (const QJsonObject &document : m_documents) {
        visitLeaves(document, {}, [this](const QString &field, const QJsonValue &value) {
            if (!m_mapping.types.contains(field))
                m_mapping.types.insert(field, guessedType(value));
        });
    }
}

JsonFieldSource::JsonFieldSource(std::vector<QJsonObject> documents, const Mapping &types,
                                 const QStringList &nestedPaths)
    : JsonFieldSource(std::move(documents), JsonMapping{types, nestedPaths, {}, {}, {}, {}})
{
}

std::optional<FieldType> JsonFieldSource::typeOf(const QString &field) const
{
    if (const auto type = m_mapping.types.constFind(field); type != m_mapping.types.constEnd())
        return *type;
    for (qsizetype dot = field.lastIndexOf(u'.'); dot > 0; dot = field.lastIndexOf(u'.', dot - 1)) {
        if (m_mapping.types.value(field.left(dot), FieldType::Keyword) == FieldType::Flattened)
            return FieldType::Flattened;
    }
    return std::nullopt;
}

std::vector<std::vector<QJsonValue>> JsonFieldSource::valuesOf(const QString &field) const
{
    std::vector<std::vector<QJsonValue>> values(m_documents.size());
    const QString source = m_mapping.valuesFrom.value(field, field);
    const bool withKeys = m_mapping.types.value(field, FieldType::Keyword) == FieldType::Flattened;
    const qsizetype longest = m_mapping.longest.value(field, std::numeric_limits<qsizetype>::max());
    for (std::size_t row = 0; row < m_documents.size(); ++row) {
        visitLeaves(m_documents[row], {}, [&](const QString &name, const QJsonValue &value) {
            const bool isKey =
                withKeys && name.size() > source.size() && name.startsWith(source) && name[source.size()] == u'.';
            if ((name == source || isKey) && value.toString().size() <= longest)
                values[row].push_back(value);
        });
    }
    if (const auto constant = m_mapping.constants.constFind(field); constant != m_mapping.constants.constEnd())
        std::fill(values.begin(), values.end(), constantOf(*constant, values));
    return values;
}

FieldColumnPtr JsonFieldSource::column(const QString &field) const
{
    const auto type = typeOf(field);
    if (!type)
        return nullptr;
    std::vector<std::vector<QJsonValue>> values = valuesOf(field);
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
    QStringList names = m_mapping.types.keys();
    names.sort();
    return names;
}

std::optional<NestedRows> JsonFieldSource::nested(const QString &path) const
{
    if (!m_guessed && !m_mapping.nestedPaths.contains(path))
        return std::nullopt;
    NestedRows rows;
    std::vector<QJsonObject> objects;
    for (std::size_t row = 0; row < m_documents.size(); ++row) {
        visitObjects(m_documents[row], path, [&](const QJsonObject &object) {
            objects.push_back(QJsonObject{{path, object}});
            rows.rowOf.push_back(static_cast<quint32>(row));
        });
    }
    rows.objects = std::make_shared<JsonFieldSource>(std::move(objects), m_guessed ? JsonMapping() : m_mapping);
    return rows;
}

} // namespace wirecase
