#include "models/kql/kqlparser.h"

#include "models/kql/kqlproblem.h"

namespace wirecase {

namespace {

/// Deeper queries are nobody's: the limit keeps the recursion off the end of the stack.
constexpr int deepestNesting = 256;

KqlNodePtr nodeOf(auto content)
{
    return std::make_shared<const KqlNode>(KqlNode{std::move(content)});
}

KqlNodePtr matchAll()
{
    const KqlWildcard star{{QString(), QString()}};
    return nodeOf(KqlIs{star, star});
}

QString tr(const char *text)
{
    return QCoreApplication::translate("wirecase::KqlQuery", text);
}

} // namespace

Result<KqlNodePtr> KqlParser::parse()
{
    m_scanner.skipSpace();
    KqlNodePtr root = orQuery();
    if (!root)
        root = matchAll();
    m_scanner.skipSpace();
    if (m_tooDeep) {
        return Error{Error::Code::Limit,
                     tr(QT_TRANSLATE_NOOP("wirecase::KqlQuery", "the query is nested too deeply")),
                     {},
                     m_scanner.farthest()};
    }
    if (!m_scanner.takeEnd()) {
        return Error{Error::Code::Format, kqlProblemText(m_scanner), {}, m_scanner.farthest()};
    }
    return root;
}

template <typename Chain, typename Part>
KqlNodePtr KqlParser::chain(KqlScanner::Keyword keyword, Part part)
{
    Chain all;
    KqlNodePtr node = part();
    while (node) {
        all.parts.push_back(node);
        const qsizetype before = m_scanner.position();
        if (!m_scanner.takeKeyword(keyword))
            break;
        node = part();
        if (!node)
            m_scanner.returnTo(before);
    }
    if (all.parts.size() < 2)
        return all.parts.empty() ? nullptr : all.parts.front();
    return nodeOf(std::move(all));
}

template <typename Inner>
KqlNodePtr KqlParser::enclosed(char16_t open, char16_t close, Inner inner)
{
    const qsizetype start = m_scanner.position();
    if (!m_scanner.take(open))
        return nullptr;
    KqlNodePtr node;
    if (++m_depth > deepestNesting)
        m_tooDeep = true;
    if (!m_tooDeep) {
        m_scanner.skipSpace();
        node = inner();
        m_scanner.skipSpace();
    }
    --m_depth;
    if (node && m_scanner.take(close))
        return node;
    m_scanner.returnTo(start);
    return nullptr;
}

KqlNodePtr KqlParser::orQuery()
{
    return chain<KqlOr>(KqlScanner::Keyword::Or, [this] { return andQuery(); });
}

KqlNodePtr KqlParser::andQuery()
{
    return chain<KqlAnd>(KqlScanner::Keyword::And, [this] { return notQuery(); });
}

KqlNodePtr KqlParser::notQuery()
{
    const qsizetype start = m_scanner.position();
    if (m_scanner.takeKeyword(KqlScanner::Keyword::Not)) {
        if (const KqlNodePtr inner = subQuery())
            return nodeOf(KqlNot{inner});
        m_scanner.returnTo(start);
    }
    return subQuery();
}

KqlNodePtr KqlParser::subQuery()
{
    if (const KqlNodePtr group = enclosed(u'(', u')', [this] { return orQuery(); }))
        return group;
    return expression();
}

KqlNodePtr KqlParser::expression()
{
    const auto term = m_scanner.takeTerm(KqlScanner::ExpectedName);
    if (!term)
        return nullptr;
    const qsizetype behindTerm = m_scanner.position();
    m_scanner.skipSpace();
    if (const auto order = m_scanner.takeOrder()) {
        m_scanner.skipSpace();
        if (const auto value = m_scanner.takeTerm(KqlScanner::ExpectedValue))
            return nodeOf(KqlRange{term->term, *order, value->term, term->at, value->at});
    } else if (m_scanner.take(u':')) {
        m_scanner.skipSpace();
        if (const KqlNodePtr inner = nested(*term))
            return inner;
        if (const KqlNodePtr values = valueList(*term))
            return values;
    }
    // Nothing that needs a field name followed: the term is free text, and what stands behind it is for the caller.
    m_scanner.returnTo(behindTerm);
    return nodeOf(KqlIs{KqlNull{}, term->term, {}, term->at});
}

KqlNodePtr KqlParser::nested(const KqlPlacedTerm &path)
{
    const KqlNodePtr inner = enclosed(u'{', u'}', [this] { return orQuery(); });
    return inner ? nodeOf(KqlNested{path.term, inner}) : nullptr;
}

KqlNodePtr KqlParser::orList(const KqlPlacedTerm &field)
{
    return chain<KqlOr>(KqlScanner::Keyword::Or, [this, &field] { return andList(field); });
}

KqlNodePtr KqlParser::andList(const KqlPlacedTerm &field)
{
    return chain<KqlAnd>(KqlScanner::Keyword::And, [this, &field] { return notList(field); });
}

KqlNodePtr KqlParser::notList(const KqlPlacedTerm &field)
{
    const qsizetype start = m_scanner.position();
    if (m_scanner.takeKeyword(KqlScanner::Keyword::Not)) {
        if (const KqlNodePtr inner = valueList(field))
            return nodeOf(KqlNot{inner});
        m_scanner.returnTo(start);
    }
    return valueList(field);
}

KqlNodePtr KqlParser::valueList(const KqlPlacedTerm &field)
{
    if (const KqlNodePtr list = enclosed(u'(', u')', [this, &field] { return orList(field); }))
        return list;
    const auto value = m_scanner.takeTerm(KqlScanner::ExpectedValue);
    return value ? nodeOf(KqlIs{field.term, value->term, field.at, value->at}) : nullptr;
}

} // namespace wirecase
