#include "models/kql/kqlast.h"

#include "models/kql/kqlnode.h"
#include "models/kql/query.h"
#include "models/kql/visit.h"

#include <QJsonArray>

namespace wirecase {

namespace {

QJsonObject literalJson(const QJsonValue &value, bool quoted)
{
    return {{QStringLiteral("type"), QStringLiteral("literal")},
            {QStringLiteral("value"), value},
            {QStringLiteral("isQuoted"), quoted}};
}

QJsonObject termJson(const KqlTerm &term)
{
    return std::visit(Visitor{
                          [](KqlNull) { return literalJson(QJsonValue::Null, false); },
                          [](bool value) { return literalJson(value, false); },
                          [](const KqlLiteral &literal) { return literalJson(literal.text, literal.quoted); },
                          [](const KqlWildcard &wildcard) {
                              QString text = wildcard.parts.front();
                              for (std::size_t i = 1; i < wildcard.parts.size(); ++i)
                                  text += QStringLiteral("@kuery-wildcard@") + wildcard.parts[i];
                              return QJsonObject{{QStringLiteral("type"), QStringLiteral("wildcard")},
                                                 {QStringLiteral("value"), text}};
                          },
                      },
                      term);
}

QString orderName(KqlOrder order)
{
    switch (order) {
    case KqlOrder::Less:
        return QStringLiteral("lt");
    case KqlOrder::LessOrEqual:
        return QStringLiteral("lte");
    case KqlOrder::Greater:
        return QStringLiteral("gt");
    case KqlOrder::GreaterOrEqual:
        return QStringLiteral("gte");
    }
    return {};
}

QJsonObject functionJson(const QString &name, const QJsonArray &arguments)
{
    return {{QStringLiteral("type"), QStringLiteral("function")},
            {QStringLiteral("function"), name},
            {QStringLiteral("arguments"), arguments}};
}

QJsonObject nodeJson(const KqlNode &node);

QJsonArray partsJson(const std::vector<KqlNodePtr> &parts)
{
    QJsonArray array;
    for (const KqlNodePtr &part : parts)
        array.append(nodeJson(*part));
    return array;
}

QJsonObject nodeJson(const KqlNode &node)
{
    return std::visit(
        Visitor{
            [](const KqlIs &is) {
                return functionJson(QStringLiteral("is"), {termJson(is.field), termJson(is.value)});
            },
            [](const KqlRange &range) {
                return functionJson(QStringLiteral("range"),
                                    {termJson(range.field), orderName(range.order), termJson(range.value)});
            },
            [](const KqlNested &nested) {
                return functionJson(QStringLiteral("nested"), {termJson(nested.path), nodeJson(*nested.inner)});
            },
            [](const KqlNot &no) { return functionJson(QStringLiteral("not"), {nodeJson(*no.inner)}); },
            [](const KqlAnd &all) { return functionJson(QStringLiteral("and"), partsJson(all.parts)); },
            [](const KqlOr &any) { return functionJson(QStringLiteral("or"), partsJson(any.parts)); },
        },
        node.content);
}

} // namespace

QJsonObject kqlAst(const KqlQuery &query)
{
    return nodeJson(query.root());
}

} // namespace wirecase
