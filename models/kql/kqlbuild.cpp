#include "models/kql/kqlbuild.h"

#include "models/kql/fieldvalues.h"
#include "models/kql/kqlquoting.h"
#include "models/kql/visit.h"

#include <QStringList>

namespace wirecase {

namespace {

template <typename Content>
KqlNodePtr made(Content content)
{
    return std::make_shared<const KqlNode>(KqlNode{std::move(content)});
}

KqlTerm fieldTerm(const QString &field)
{
    return KqlLiteral{field, false};
}

KqlTerm lone()
{
    return KqlWildcard{{QString(), QString()}};
}

/// Unquoted text; what has a meaning there is escaped.
QString bare(const QString &text)
{
    QString result;
    for (const QChar c : text) {
        if (QStringView(u"\\():<>\"*{}").contains(c))
            result += u'\\';
        if (c == u'\t' || c == u'\r' || c == u'\n' || c.isSpace())
            result += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            result += c;
    }
    return result;
}

QString termText(const KqlTerm &term)
{
    if (const auto *literal = std::get_if<KqlLiteral>(&term)) {
        const QStringList words{QStringLiteral("true"), QStringLiteral("false"), QStringLiteral("null")};
        return literal->quoted || words.contains(literal->text) ? kqlQuoted(literal->text) : kqlValue(literal->text);
    }
    const auto *wildcard = std::get_if<KqlWildcard>(&term);
    if (wildcard == nullptr)
        return kqlTermText(term);
    QStringList parts;
    for (const QString &part : wildcard->parts)
        parts << bare(part);
    return parts.join(u'*');
}

QString fieldText(const KqlTerm &field)
{
    return std::holds_alternative<KqlNull>(field) ? QString() : termText(field);
}

QLatin1StringView orderText(KqlOrder order)
{
    switch (order) {
    case KqlOrder::Less:
        return QLatin1StringView("<");
    case KqlOrder::LessOrEqual:
        return QLatin1StringView("<=");
    case KqlOrder::Greater:
        return QLatin1StringView(">");
    case KqlOrder::GreaterOrEqual:
        return QLatin1StringView(">=");
    }
    return {};
}

QString enclosed(const KqlNode &node)
{
    const bool isChain = std::holds_alternative<KqlAnd>(node.content) || std::holds_alternative<KqlOr>(node.content)
                         || std::holds_alternative<KqlNot>(node.content);
    return isChain ? u'(' + kqlText(node) + u')' : kqlText(node);
}

/// `field : (a or b)` where every part asks the same field.
QString valuesText(const KqlOr &any)
{
    QStringList values;
    const auto *first = std::get_if<KqlIs>(&any.parts.front()->content);
    for (const KqlNodePtr &part : any.parts) {
        const auto *is = std::get_if<KqlIs>(&part->content);
        if (is == nullptr || is->field != first->field || std::holds_alternative<KqlNull>(is->field))
            return {};
        values << termText(is->value);
    }
    return fieldText(first->field) + QLatin1String(": (") + values.join(QLatin1String(" or ")) + u')';
}

QString chainText(const std::vector<KqlNodePtr> &parts, QLatin1StringView word)
{
    QStringList texts;
    for (const KqlNodePtr &part : parts)
        texts << enclosed(*part);
    return texts.join(word);
}

} // namespace

KqlNodePtr kqlIs(const QString &field, const QString &value)
{
    return made(KqlIs{fieldTerm(field), KqlLiteral{value, true}});
}

KqlNodePtr kqlExists(const QString &field)
{
    return made(KqlIs{fieldTerm(field), lone()});
}

KqlNodePtr kqlRange(const QString &field, KqlOrder order, const QString &value)
{
    return made(KqlRange{fieldTerm(field), order, KqlLiteral{value, true}});
}

KqlNodePtr kqlNot(KqlNodePtr inner)
{
    return made(KqlNot{std::move(inner)});
}

KqlNodePtr kqlAll(std::vector<KqlNodePtr> parts)
{
    if (parts.empty())
        return made(KqlIs{lone(), lone()});
    return parts.size() == 1 ? parts.front() : made(KqlAnd{std::move(parts)});
}

KqlNodePtr kqlAny(std::vector<KqlNodePtr> parts)
{
    if (parts.empty())
        return kqlNot(kqlAll({}));
    return parts.size() == 1 ? parts.front() : made(KqlOr{std::move(parts)});
}

std::vector<KqlNodePtr> kqlConjuncts(const KqlNodePtr &root)
{
    const auto *all = std::get_if<KqlAnd>(&root->content);
    if (all == nullptr)
        return {root};
    std::vector<KqlNodePtr> parts;
    for (const KqlNodePtr &part : all->parts) {
        const std::vector<KqlNodePtr> inner = kqlConjuncts(part);
        parts.insert(parts.end(), inner.begin(), inner.end());
    }
    return parts;
}

QString kqlText(const KqlNode &node)
{
    return std::visit(
        Visitor{
            [](const KqlIs &is) {
                const QString field = fieldText(is.field);
                return field.isEmpty() ? termText(is.value) : field + QLatin1String(": ") + termText(is.value);
            },
            [](const KqlRange &range) {
                return QStringLiteral("%1 %2 %3")
                    .arg(fieldText(range.field), orderText(range.order), termText(range.value));
            },
            [](const KqlNested &nested) {
                return fieldText(nested.path) + QLatin1String(": { ") + kqlText(*nested.inner) + QLatin1String(" }");
            },
            [](const KqlNot &no) { return QLatin1String("not ") + enclosed(*no.inner); },
            [](const KqlAnd &all) { return chainText(all.parts, QLatin1StringView(" and ")); },
            [](const KqlOr &any) {
                const QString values =
                    std::holds_alternative<KqlIs>(any.parts.front()->content) ? valuesText(any) : QString();
                return values.isEmpty() ? chainText(any.parts, QLatin1StringView(" or ")) : values;
            },
        },
        node.content);
}

} // namespace wirecase
