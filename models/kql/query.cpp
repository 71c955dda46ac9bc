#include "models/kql/query.h"

#include "models/kql/evaluator.h"
#include "models/kql/kqlbuild.h"
#include "models/kql/kqlparser.h"
#include "models/kql/queryfields.h"

namespace wirecase {

namespace {

KqlNodePtr matchAll()
{
    static const KqlNodePtr node = *KqlParser(QStringView()).parse();
    return node;
}

} // namespace

KqlQuery::KqlQuery()
    : m_root(matchAll())
{
}

Result<KqlQuery> KqlQuery::parse(const QString &text)
{
    auto root = KqlParser(text).parse();
    if (!root)
        return root.error();
    KqlQuery query;
    query.m_text = text;
    query.m_root = *std::move(root);
    return query;
}

KqlQuery KqlQuery::of(std::shared_ptr<const KqlNode> root)
{
    KqlQuery query;
    query.m_text = kqlText(*root);
    query.m_root = std::move(root);
    return query;
}

bool KqlQuery::isEmpty() const
{
    const auto *is = std::get_if<KqlIs>(&m_root->content);
    const auto isStar = [](const KqlTerm &term) {
        const auto *wildcard = std::get_if<KqlWildcard>(&term);
        return wildcard != nullptr && wildcard->isLone();
    };
    return is != nullptr && isStar(is->value) && (isStar(is->field) || std::holds_alternative<KqlNull>(is->field));
}

QStringList KqlQuery::fields() const
{
    return namedFields(*m_root);
}

Result<RowBits> KqlQuery::evaluate(const FieldSource &source, const KqlOptions &options, JobState &job) const
{
    return KqlEvaluator(source, options, job).evaluate(*m_root);
}

KqlQuery KqlQuery::restrictedTo(const FieldSource &source, QStringList *dropped) const
{
    KqlQuery restricted;
    restricted.m_text = m_text;
    if (const KqlNodePtr rest = restrictedNode(m_root, source, dropped))
        restricted.m_root = rest;
    if (dropped != nullptr) {
        dropped->sort();
        dropped->removeDuplicates();
    }
    return restricted;
}

} // namespace wirecase
