#include "models/kql/jsonmapping.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

constexpr int deepestMapping = 32;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::JsonMapping)
};

class MappingReader
{
public:
    explicit MappingReader(JsonMapping &mapping)
        : m_mapping(mapping)
    {
    }

    void addFields(const QJsonObject &fields, const QString &prefix = {}, int depth = 0)
    {
        for (auto field = fields.begin(); field != fields.end() && depth < deepestMapping; ++field) {
            const QString name = prefix + field.key();
            if (field.value().isObject())
                addField(name, field.value().toObject(), depth);
            else if (field.value().isString())
                addType(name, field.value().toString());
            else if (!field.value().isBool()) // a setting of the object: dynamic, enabled
                m_mapping.notCompared.append(name);
        }
    }

    /// Aliases take the type of what they stand for, which may be named after them.
    void resolveAliases()
    {
        for (auto alias = m_aliases.begin(); alias != m_aliases.end(); ++alias) {
            const auto type = m_mapping.types.constFind(alias.value());
            if (type == m_mapping.types.constEnd())
                continue;
            m_mapping.types.insert(alias.key(), *type);
            m_mapping.valuesFrom.insert(alias.key(), alias.value());
        }
    }

private:
    void addField(const QString &name, const QJsonObject &field, int depth)
    {
        const QString type = field.value(QLatin1String("type")).toString();
        const QString path = field.value(QLatin1String("path")).toString();
        if (type == QLatin1String("alias") && !path.isEmpty())
            m_aliases.insert(name, path);
        else if (!type.isEmpty())
            addType(name, type);
        if (const QJsonValue value = field.value(QLatin1String("value")); !value.isUndefined())
            m_mapping.constants.insert(name, value.toVariant().toString());
        if (const int longest = field.value(QLatin1String("ignore_above")).toInt(); longest > 0)
            m_mapping.longest.insert(name, longest);
        const QJsonObject variants = field.value(QLatin1String("fields")).toObject();
        for (auto variant = variants.begin(); variant != variants.end(); ++variant) {
            const QString variantName = name + u'.' + variant.key();
            addField(variantName, variant.value().toObject(), depth + 1);
            m_mapping.valuesFrom.insert(variantName, name);
        }
        if (field.value(QLatin1String("properties")).isObject())
            addFields(field.value(QLatin1String("properties")).toObject(), name + u'.', depth + 1);
        else if (type.isEmpty()) // an object that names its fields without saying that it is one
            addFields(field, name + u'.', depth + 1);
    }

    void addType(const QString &name, const QString &typeText)
    {
        const QString type = typeText.section(u'=', 0, 0).trimmed();
        if (typeText.contains(u'='))
            m_mapping.constants.insert(name, typeText.section(u'=', 1));
        else if (type == QLatin1String("constant_keyword"))
            m_mapping.constants.insert(name, QString());
        if (type == QLatin1String("nested"))
            m_mapping.nestedPaths.append(name);
        else if (const auto known = fieldTypeNamed(type))
            m_mapping.types.insert(name, *known);
        else if (type != QLatin1String("object"))
            m_mapping.notCompared.append(QStringLiteral("%1: %2").arg(name, typeText));
    }

    JsonMapping &m_mapping;
    QHash<QString, QString> m_aliases;
};

/// The object that holds the fields: the document itself when it is a plain list of fields and types.
QJsonObject fieldsOf(QJsonObject json)
{
    for (int depth = 0; depth < 4; ++depth) {
        const QJsonValue properties = json.value(QLatin1String("properties"));
        const QJsonValue mappings = json.value(QLatin1String("mappings"));
        if (properties.isObject() && !properties.toObject().value(QLatin1String("type")).isString())
            return properties.toObject();
        if (mappings.isObject())
            json = mappings.toObject();
        else if (json.size() == 1 && json.begin()->toObject().value(QLatin1String("mappings")).isObject())
            json = json.begin()->toObject(); // the answer of GET index/_mapping
        else
            break;
    }
    return json;
}

} // namespace

Result<JsonMapping> readJsonMapping(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError) {
        const auto line = json.left(problem.offset).count('\n') + 1;
        return Error{Error::Code::Format, Text::tr("the mapping is no JSON: %1").arg(problem.errorString()), {}, line};
    }
    if (!document.isObject())
        return Error{Error::Code::Format, Text::tr("the mapping is no JSON object of fields and types"), {}, 1};
    JsonMapping mapping;
    MappingReader reader(mapping);
    reader.addFields(fieldsOf(document.object()));
    reader.resolveAliases();
    mapping.nestedPaths.sort();
    mapping.notCompared.sort();
    return mapping;
}

std::optional<FieldType> fieldTypeNamed(const QString &elasticsearchType)
{
    struct TypeName
    {
        QLatin1String name;
        FieldType type;
    };
    static constexpr std::array types{
        TypeName{QLatin1String("keyword"), FieldType::Keyword},
        TypeName{QLatin1String("constant_keyword"), FieldType::Flattened},
        TypeName{QLatin1String("wildcard"), FieldType::Flattened},
        TypeName{QLatin1String("counted_keyword"), FieldType::Flattened},
        TypeName{QLatin1String("flattened"), FieldType::Flattened},
        TypeName{QLatin1String("text"), FieldType::Text},
        TypeName{QLatin1String("match_only_text"), FieldType::Text},
        TypeName{QLatin1String("search_as_you_type"), FieldType::Text},
        TypeName{QLatin1String("ip"), FieldType::Ip},
        TypeName{QLatin1String("date"), FieldType::Date},
        TypeName{QLatin1String("date_nanos"), FieldType::Date},
        TypeName{QLatin1String("boolean"), FieldType::Boolean},
        TypeName{QLatin1String("byte"), FieldType::Number},
        TypeName{QLatin1String("short"), FieldType::Number},
        TypeName{QLatin1String("integer"), FieldType::Number},
        TypeName{QLatin1String("long"), FieldType::Number},
        TypeName{QLatin1String("unsigned_long"), FieldType::Number},
        TypeName{QLatin1String("half_float"), FieldType::Number},
        TypeName{QLatin1String("float"), FieldType::Number},
        TypeName{QLatin1String("double"), FieldType::Number},
        TypeName{QLatin1String("scaled_float"), FieldType::Number},
        TypeName{QLatin1String("token_count"), FieldType::Number},
    };
    const auto *found =
        std::find_if(types.begin(), types.end(), [&](const TypeName &type) { return type.name == elasticsearchType; });
    return found == types.end() ? std::nullopt : std::optional(found->type);
}

} // namespace wirecase
