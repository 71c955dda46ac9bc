#include "models/kql/evaluator.h"

#include "models/kql/queryfields.h"
#include "models/kql/valuetests.h"
#include "models/kql/visit.h"

namespace wirecase {

namespace {

bool isLone(const KqlTerm &term)
{
    const auto *wildcard = std::get_if<KqlWildcard>(&term);
    return wildcard != nullptr && wildcard->isLone();
}

Error atField(Error error, const QString &field)
{
    error.message = QStringLiteral("%1: %2").arg(field, error.message);
    return error;
}

} // namespace

Result<RowBits> KqlEvaluator::evaluate(const KqlNode &node)
{
    if (m_job.cancelled)
        return Error::cancelled();
    auto bits = std::visit(Visitor{
                               [this](const KqlIs &leaf) { return is(leaf.field, leaf.value); },
                               [this](const KqlRange &leaf) { return range(leaf); },
                               [this](const KqlNested &leaf) { return nested(leaf); },
                               [this](const KqlNot &no) {
                                   auto inner = evaluate(*no.inner);
                                   if (inner)
                                       inner->flip();
                                   return inner;
                               },
                               [this](const KqlAnd &all) { return chain(all.parts, true); },
                               [this](const KqlOr &any) { return chain(any.parts, false); },
                           },
                           node.content);
    // A column that saw the wish to stop has looked at some of its rows only.
    if (m_job.cancelled)
        return Error::cancelled();
    return bits;
}

Result<RowBits> KqlEvaluator::chain(const std::vector<KqlNodePtr> &parts, bool all)
{
    RowBits sum(m_source.rowCount(), all);
    // Every part is evaluated even when the answer is clear before: a value that cannot be read is always an error.
    for (const KqlNodePtr &part : parts) {
        auto bits = evaluate(*part);
        if (!bits)
            return bits;
        if (all)
            sum &= *bits;
        else
            sum |= *bits;
    }
    return sum;
}

template <typename Make>
Result<RowBits> KqlEvaluator::anyOf(const QStringList &fields, bool lenient, Make make)
{
    RowBits sum(m_source.rowCount());
    for (const QString &field : fields) {
        const FieldColumnPtr column = m_source.column(field);
        if (!column)
            continue;
        const Result<ValueTestPtr> test = make(column->type());
        if (test)
            column->select(**test, sum, m_job);
        else if (!lenient)
            return atField(test.error(), field);
    }
    return sum;
}

Result<RowBits> KqlEvaluator::is(const KqlTerm &field, const KqlTerm &value)
{
    const bool isFreeText = std::holds_alternative<KqlNull>(field);
    const bool everyField = isFreeText || isLone(field);
    if (everyField && isLone(value))
        return RowBits(m_source.rowCount(), true);
    const QStringList fields = isFreeText ? m_source.fields() : fieldsMatching(field, m_prefix, m_source);
    const bool lenient = isFreeText || std::holds_alternative<KqlWildcard>(field);
    return anyOf(fields, lenient, [&](FieldType type) {
        return isFreeText ? freeTextTest(value, type, m_options) : isTest(value, type, m_options);
    });
}

Result<RowBits> KqlEvaluator::range(const KqlRange &range)
{
    const bool lenient = std::holds_alternative<KqlWildcard>(range.field);
    return anyOf(fieldsMatching(range.field, m_prefix, m_source), lenient,
                 [&](FieldType type) { return rangeTest(range.order, range.value, type, m_options); });
}

Result<RowBits> KqlEvaluator::nested(const KqlNested &nested)
{
    RowBits sum(m_source.rowCount());
    const QString path = m_prefix + kqlTermText(nested.path);
    const auto rows = m_source.nested(path);
    if (!rows)
        return sum;
    KqlEvaluator inner(*rows->objects, m_options, m_job, path + u'.');
    const auto bits = inner.evaluate(*nested.inner);
    if (!bits)
        return bits;
    for (const quint32 object : bits->rows())
        sum.set(rows->rowOf[object]);
    return sum;
}

} // namespace wirecase
