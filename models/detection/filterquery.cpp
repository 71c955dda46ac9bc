#include "models/detection/filterquery.h"

#include "models/kql/kqlbuild.h"

#include <QCoreApplication>
#include <QJsonObject>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::FilterQuery)
};

using Node = Result<KqlNodePtr>;
using Nodes = Result<std::vector<KqlNodePtr>>;

constexpr int deepestFilter = 32;

Error unknown(const QString &kind)
{
    return {
        Error::Code::Unsupported,
        Text::tr("Not evaluable here: the rule has a filter of the kind “%1” beside its query; without it, it would "
                 "raise too much.")
            .arg(kind.isEmpty() ? Text::tr("custom") : kind),
        {},
        -1};
}

QString textOf(const QJsonValue &value)
{
    return value.toVariant().toString();
}

/// The only member of an object, which is how the query language names things.
std::optional<std::pair<QString, QJsonValue>> onlyMember(const QJsonValue &value, const QStringList &aside = {})
{
    QJsonObject object = value.toObject();
    for (const QString &key : aside)
        object.remove(key);
    if (object.size() != 1)
        return std::nullopt;
    return std::pair(object.begin().key(), QJsonValue(object.begin().value()));
}

Node valueNode(const QString &kind, const QJsonValue &body, const QStringList &keys)
{
    const auto member = onlyMember(body, {QStringLiteral("boost"), QStringLiteral("_name")});
    if (!member)
        return unknown(kind);
    QJsonValue value = member->second;
    for (const QString &key : keys) {
        if (value.isObject() && value.toObject().contains(key))
            value = value.toObject().value(key);
    }
    if (value.isObject() || value.isArray() || value.isNull())
        return unknown(kind);
    return kqlIs(member->first, textOf(value));
}

Node anyOfNode(const QString &kind, const QString &field, const QJsonValue &values)
{
    if (!values.isArray() || values.toArray().isEmpty())
        return unknown(kind);
    std::vector<KqlNodePtr> parts;
    for (const QJsonValue value : values.toArray()) {
        if (value.isObject() || value.isArray() || value.isNull())
            return unknown(kind);
        parts.push_back(kqlIs(field, textOf(value)));
    }
    return kqlAny(std::move(parts));
}

Node rangeNode(const QString &field, const QJsonValue &bounds)
{
    struct Bound
    {
        const char *key;
        KqlOrder order;
    };
    constexpr Bound known[] = {{"gt", KqlOrder::Greater},
                               {"gte", KqlOrder::GreaterOrEqual},
                               {"lt", KqlOrder::Less},
                               {"lte", KqlOrder::LessOrEqual}};
    std::vector<KqlNodePtr> parts;
    QJsonObject rest = bounds.toObject();
    for (const char *harmless : {"format", "boost"})
        rest.remove(QLatin1StringView(harmless));
    for (const Bound &bound : known) {
        const QJsonValue value = rest.take(QLatin1StringView(bound.key));
        if (!value.isUndefined() && !value.isNull())
            parts.push_back(kqlRange(field, bound.order, textOf(value)));
    }
    if (parts.empty() || !rest.isEmpty())
        return unknown(QStringLiteral("range"));
    return kqlAll(std::move(parts));
}

Node queryNode(const QJsonValue &query, int depth);

Nodes queryNodes(const QJsonValue &queries, int depth)
{
    std::vector<KqlNodePtr> nodes;
    const QJsonArray list = queries.isArray() ? queries.toArray() : QJsonArray{queries};
    for (const QJsonValue query : list) {
        const Node node = queryNode(query, depth + 1);
        if (!node)
            return node.error();
        nodes.push_back(*node);
    }
    return nodes;
}

/// Conditions of `should` are optional beside others, unless their least number is said (Elasticsearch, bool query).
Node boolNode(const QJsonObject &body, int depth)
{
    std::vector<KqlNodePtr> parts;
    bool hasOthers = false;
    QJsonObject rest = body;
    for (const char *key : {"must", "filter", "must_not"}) {
        const QJsonValue queries = rest.take(QLatin1StringView(key));
        if (queries.isUndefined())
            continue;
        auto nodes = queryNodes(queries, depth);
        if (!nodes)
            return nodes.error();
        const bool isNot = QLatin1StringView(key) == QLatin1StringView("must_not");
        for (const KqlNodePtr &node : *nodes)
            parts.push_back(isNot ? kqlNot(node) : node);
        hasOthers = hasOthers || (!isNot && !nodes->empty());
    }
    const QJsonValue should = rest.take(QLatin1StringView("should"));
    const QJsonValue least = rest.take(QLatin1StringView("minimum_should_match"));
    auto anyOf = should.isUndefined() ? Nodes(std::vector<KqlNodePtr>()) : queryNodes(should, depth);
    if (!anyOf)
        return anyOf.error();
    rest.remove(QLatin1StringView("boost"));
    bool isNumber = true; // and not a percentage
    const int wanted = least.isUndefined() ? (hasOthers ? 0 : 1) : textOf(least).toInt(&isNumber);
    if (!rest.isEmpty() || !isNumber || wanted < 0 || wanted > 1)
        return unknown(QStringLiteral("bool"));
    if (wanted == 1 && !anyOf->empty())
        parts.push_back(kqlAny(std::move(*anyOf)));
    return kqlAll(std::move(parts));
}

Node queryNode(const QJsonValue &query, int depth)
{
    const auto member = onlyMember(query);
    if (!member || depth > deepestFilter)
        return unknown(member ? member->first : Text::tr("custom"));
    const auto &[kind, body] = *member;
    if (kind == QLatin1String("match_all"))
        return kqlAll({});
    if (kind == QLatin1String("exists") && body.toObject().value(QLatin1String("field")).isString())
        return kqlExists(body.toObject().value(QLatin1String("field")).toString());
    if (kind == QLatin1String("match_phrase") || kind == QLatin1String("match") || kind == QLatin1String("term"))
        return valueNode(kind, body, {QStringLiteral("query"), QStringLiteral("value")});
    const auto field = onlyMember(body, {QStringLiteral("boost"), QStringLiteral("_name")});
    if (kind == QLatin1String("terms") && field)
        return anyOfNode(kind, field->first, field->second);
    if (kind == QLatin1String("range") && field)
        return rangeNode(field->first, field->second);
    if (kind == QLatin1String("bool"))
        return boolNode(body.toObject(), depth);
    return unknown(kind);
}

Node filterNode(const QJsonObject &filter, int depth);

Node combinedNode(const QJsonObject &meta, int depth)
{
    std::vector<KqlNodePtr> parts;
    for (const QJsonValue part : meta.value(QLatin1String("params")).toArray()) {
        const Node node = filterNode(part.toObject(), depth + 1);
        if (!node)
            return node.error();
        parts.push_back(*node);
    }
    if (parts.empty())
        return unknown(QStringLiteral("combined"));
    const bool any = meta.value(QLatin1String("relation")).toString().compare(u"or", Qt::CaseInsensitive) == 0;
    return any ? kqlAny(std::move(parts)) : kqlAll(std::move(parts));
}

/// By what Kibana shows of the filter, when there is no query to it.
Node metaNode(const QJsonObject &meta)
{
    const QString kind = meta.value(QLatin1String("type")).toString();
    const QString field = meta.value(QLatin1String("key")).toString();
    const QJsonValue params = meta.value(QLatin1String("params"));
    if (field.isEmpty())
        return unknown(kind);
    if (kind == QLatin1String("phrase")) {
        const QJsonValue value = params.isObject() ? params.toObject().value(QLatin1String("query")) : params;
        return valueNode(kind, QJsonObject{{field, value}}, {});
    }
    if (kind == QLatin1String("phrases"))
        return anyOfNode(kind, field, params);
    if (kind == QLatin1String("exists"))
        return kqlExists(field);
    return kind == QLatin1String("range") ? rangeNode(field, params) : unknown(kind);
}

/// Filters from before version 8 have their query beside `meta` under its own name.
QJsonValue queryOf(const QJsonObject &filter)
{
    const QJsonValue query = filter.value(QLatin1String("query"));
    if (query.isObject() && !query.toObject().isEmpty())
        return query;
    QJsonObject rest = filter;
    for (const char *other : {"meta", "$state", "query"})
        rest.remove(QLatin1StringView(other));
    return rest.isEmpty() ? QJsonValue() : QJsonValue(rest);
}

Node filterNode(const QJsonObject &filter, int depth)
{
    const QJsonObject meta = filter.value(QLatin1String("meta")).toObject();
    if (depth > deepestFilter)
        return unknown(QStringLiteral("combined"));
    if (meta.value(QLatin1String("disabled")).toBool())
        return kqlAll({});
    const bool isCombined = meta.value(QLatin1String("type")).toString() == QLatin1String("combined");
    const QJsonValue query = queryOf(filter);
    Node node = isCombined ? combinedNode(meta, depth) : query.isObject() ? queryNode(query, depth) : metaNode(meta);
    if (node && meta.value(QLatin1String("negate")).toBool())
        return kqlNot(*node);
    return node;
}

} // namespace

Result<std::vector<KqlNodePtr>> filterNodes(const QJsonArray &filters)
{
    std::vector<KqlNodePtr> nodes;
    for (const QJsonValue filter : filters) {
        const QJsonObject object = filter.toObject();
        if (object.value(QLatin1String("meta")).toObject().value(QLatin1String("disabled")).toBool())
            continue;
        const Node node = filterNode(object, 0);
        if (!node)
            return node.error();
        nodes.push_back(*node);
    }
    return nodes;
}

} // namespace wirecase
