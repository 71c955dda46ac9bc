#include "models/base/timeformat.h"
#include "models/detection/exception.h"
#include "models/detection/jsonfields.h"

#include <QJsonArray>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::ExceptionReader)
};

using Type = ExceptionEntry::Type;
using Presence = JsonFields::Presence;

struct TypeSpec
{
    Type type;
    const char *name;
};

constexpr TypeSpec types[] = {
    {Type::Match, "match"},       {Type::MatchAny, "match_any"}, {Type::Exists, "exists"},
    {Type::Wildcard, "wildcard"}, {Type::List, "list"},          {Type::Nested, "nested"},
};

// Kibana nests one level; more is damage.
constexpr int deepestEntry = 4;

/// A draft says in a tag which rule it is for: an item has no other room for it.
QString ruleTag()
{
    return QStringLiteral("wirecase.rule_id:");
}

std::vector<ExceptionEntry> readEntries(const JsonFields &fields, ExceptionItem &item, int depth);

ExceptionEntry readEntry(const JsonFields &fields, ExceptionItem &item, int depth)
{
    ExceptionEntry entry;
    const QString type = fields.text(QStringLiteral("type"), Presence::Required);
    const auto *spec = std::find_if(std::begin(types), std::end(types),
                                    [&type](const TypeSpec &known) { return type == QLatin1StringView(known.name); });
    if (spec == std::end(types)) {
        fields.fail(QStringLiteral("type"), Text::tr("An entry of the type “%1” is not known.").arg(type));
        return entry;
    }
    entry.type = spec->type;
    const QString field = fields.text(QStringLiteral("field"), Presence::Required);
    entry.field = field.trimmed();
    if (entry.field != field)
        item.remarks << Text::tr("The field “%1” is written with blanks around it: in Elastic the entry never matches.")
                            .arg(field);
    entry.excluded = fields.text(QStringLiteral("operator")) == QLatin1String("excluded");
    const QString value = QStringLiteral("value");
    if (entry.type == Type::Match || entry.type == Type::Wildcard) {
        entry.values << fields.scalar(value, Presence::Required);
    } else if (entry.type == Type::MatchAny) {
        entry.values = fields.textOrTexts(value);
    } else if (entry.type == Type::List) {
        const JsonFields list = fields.table(QStringLiteral("list"));
        entry.listId = list.text(QStringLiteral("id"));
        entry.listType = list.text(QStringLiteral("type"));
        item.notApplicable =
            Text::tr("The exception asks the value list “%1”, which is not in this file; it is not applied.")
                .arg(entry.listId);
    } else if (entry.type == Type::Nested) {
        if (depth >= deepestEntry)
            fields.fail(QStringLiteral("entries"), Text::tr("The entries are nested too deep."));
        else
            entry.entries = readEntries(fields, item, depth + 1);
    }
    return entry;
}

std::vector<ExceptionEntry> readEntries(const JsonFields &fields, ExceptionItem &item, int depth)
{
    std::vector<ExceptionEntry> entries;
    for (const JsonFields &entry : fields.tables(QStringLiteral("entries")))
        entries.push_back(readEntry(entry, item, depth));
    // An item without conditions would silence everything.
    if (entries.empty())
        fields.fail(QStringLiteral("entries"), Text::tr("The exception has no entries."));
    return entries;
}

QStringList readComments(const QJsonArray &comments)
{
    QStringList texts;
    for (const QJsonValue comment : comments)
        texts << (comment.isObject() ? comment.toObject().value(QLatin1String("comment")).toString()
                                     : comment.toString());
    return texts;
}

void readTags(const JsonFields &fields, ExceptionItem &item)
{
    for (const QString &tag : fields.texts(QStringLiteral("tags"))) {
        if (tag.startsWith(ruleTag()))
            item.ruleId = tag.mid(ruleTag().size());
        else
            item.tags << tag;
    }
}

QJsonObject entryJson(const ExceptionEntry &entry)
{
    const auto *spec = std::find_if(std::begin(types), std::end(types),
                                    [&entry](const TypeSpec &known) { return known.type == entry.type; });
    QJsonObject json{{QStringLiteral("type"), QString::fromLatin1(spec->name)}, {QStringLiteral("field"), entry.field}};
    if (entry.type != Type::Nested)
        json.insert(QStringLiteral("operator"),
                    entry.excluded ? QStringLiteral("excluded") : QStringLiteral("included"));
    if (entry.type == Type::MatchAny)
        json.insert(QStringLiteral("value"), QJsonArray::fromStringList(entry.values));
    else if (entry.type == Type::Match || entry.type == Type::Wildcard)
        json.insert(QStringLiteral("value"), entry.values.value(0));
    else if (entry.type == Type::List)
        json.insert(QStringLiteral("list"),
                    QJsonObject{{QStringLiteral("id"), entry.listId}, {QStringLiteral("type"), entry.listType}});
    QJsonArray inner;
    for (const ExceptionEntry &part : entry.entries)
        inner.append(entryJson(part));
    if (entry.type == Type::Nested)
        json.insert(QStringLiteral("entries"), inner);
    return json;
}

} // namespace

Result<ExceptionItem> readExceptionItem(const QJsonObject &json)
{
    std::optional<FieldProblem> problem;
    const JsonFields fields(json, {}, problem);
    ExceptionItem item;
    item.itemId = fields.text(QStringLiteral("item_id"));
    item.listId = fields.text(QStringLiteral("list_id"));
    item.name = fields.text(QStringLiteral("name"));
    item.description = fields.text(QStringLiteral("description"));
    item.namespaceType = fields.textOr(QStringLiteral("namespace_type"), item.namespaceType);
    item.osTypes = fields.texts(QStringLiteral("os_types"));
    readTags(fields, item);
    item.comments = readComments(json.value(QLatin1String("comments")).toArray());
    item.entries = readEntries(fields, item, 0);
    const QString expires = fields.text(QStringLiteral("expire_time"));
    item.expireNs = parseIsoTime(expires);
    if (!expires.isEmpty() && !item.expireNs)
        fields.fail(QStringLiteral("expire_time"), Text::tr("“%1” is no time.").arg(expires));
    if (problem)
        return Error{Error::Code::Format, problem->message, {}, -1};
    return item;
}

QJsonObject exceptionJson(const ExceptionItem &item)
{
    QJsonArray entries;
    for (const ExceptionEntry &entry : item.entries)
        entries.append(entryJson(entry));
    QJsonArray comments;
    for (const QString &comment : item.comments)
        comments.append(QJsonObject{{QStringLiteral("comment"), comment}});
    QStringList tags = item.tags;
    if (!item.ruleId.isEmpty())
        tags << ruleTag() + item.ruleId;
    QJsonObject json{
        {QStringLiteral("item_id"), item.itemId},
        {QStringLiteral("list_id"), item.listId},
        {QStringLiteral("name"), item.name},
        {QStringLiteral("description"), item.description.isEmpty() ? item.name : item.description},
        {QStringLiteral("type"), QStringLiteral("simple")},
        {QStringLiteral("namespace_type"), item.namespaceType},
        {QStringLiteral("os_types"), QJsonArray::fromStringList(item.osTypes)},
        {QStringLiteral("tags"), QJsonArray::fromStringList(tags)},
        {QStringLiteral("comments"), comments},
        {QStringLiteral("entries"), entries},
    };
    if (item.expireNs)
        json.insert(QStringLiteral("expire_time"), isoTime(*item.expireNs, 3));
    return json;
}

} // namespace wirecase
