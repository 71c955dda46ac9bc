#pragma once

#include "models/kql/kqlnode.h"
#include "models/kql/query.h"

namespace wirecase {

/// Answers a tree over one source: each leaf fills a bit per row, the logic joins them. One per evaluation.
class KqlEvaluator
{
public:
    /// `prefix` is put in front of each field name: the path of the nested field that `source` holds, and a dot.
    KqlEvaluator(const FieldSource &source, const KqlOptions &options, JobState &job, QString prefix = {})
        : m_source(source)
        , m_options(options)
        , m_job(job)
        , m_prefix(std::move(prefix))
    {
    }

    Result<RowBits> evaluate(const KqlNode &node);

private:
    Result<RowBits> is(const KqlTerm &field, const KqlTerm &value);
    Result<RowBits> range(const KqlRange &range);
    Result<RowBits> nested(const KqlNested &nested);
    Result<RowBits> chain(const std::vector<KqlNodePtr> &parts, bool all);
    /// Rows with a value that passes the test `make` gives for a column's type. `lenient`: a value that cannot be read
    /// as that type is no error, it just does not match.
    template <typename Make>
    Result<RowBits> anyOf(const QStringList &fields, bool lenient, Make make);

    const FieldSource &m_source;
    const KqlOptions &m_options;
    JobState &m_job;
    QString m_prefix;
};

} // namespace wirecase
