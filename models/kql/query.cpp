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

/// A source with the fields of another and none of its rows.
class NoRows final : public FieldSource
{
public:
    explicit NoRows(const FieldSource &fields, std::shared_ptr<const FieldSource> kept = nullptr)
        : m_fields(fields)
        , m_kept(std::move(kept))
    {
    }

    [[nodiscard]] quint32 rowCount() const override { return 0; }
    [[nodiscard]] QStringList fields() const override { return {}; } // those that wildcards fit are never refused
    [[nodiscard]] FieldColumnPtr column(const QString &field) const override
    {
        const FieldColumnPtr known = m_fields.column(field);
        return known ? std::make_unique<const NoValues>(known->type()) : nullptr;
    }
    [[nodiscard]] std::optional<NestedRows> nested(const QString &path) const override
    {
        auto rows = m_fields.nested(path);
        if (rows)
            *rows = {std::make_shared<const NoRows>(*rows->objects, rows->objects), {}};
        return rows;
    }

private:
    class NoValues final : public FieldColumn
    {
    public:
        explicit NoValues(FieldType type)
            : m_type(type)
        {
        }
        [[nodiscard]] FieldType type() const override { return m_type; }
        void select(const ValueTest &, RowBits &, JobState &) const override {}

    private:
        FieldType m_type;
    };

    const FieldSource &m_fields;
    std::shared_ptr<const FieldSource> m_kept; ///< of the fields, when nobody else keeps them
};

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

Status KqlQuery::checkValues(const FieldSource &source) const
{
    JobState unhurried;
    const auto none = evaluate(NoRows(source), {}, unhurried);
    return none ? Status() : none.error();
}

KqlQuery KqlQuery::restrictedTo(const FieldSource &source, QStringList *dropped, const FieldSources &elsewhere) const
{
    KqlQuery restricted;
    restricted.m_text = m_text;
    if (const KqlNodePtr rest = restrictedNode(m_root, source, dropped, elsewhere))
        restricted.m_root = rest;
    if (dropped != nullptr) {
        dropped->sort();
        dropped->removeDuplicates();
    }
    return restricted;
}

} // namespace wirecase
