#pragma once

#include "models/base/result.h"
#include "models/kql/fieldsource.h"

#include <QString>

#include <memory>

namespace wirecase {

struct KqlNode;

struct KqlOptions
{
    bool foldCase = false; ///< normalised mode: keyword values compare without case. Kibana: false
    qint64 nowNs = 0;      ///< what "now" means in date math
};

/// A parsed KQL query (elastic.md 1.1). A value: cheap to copy, shared by threads.
class KqlQuery
{
public:
    KqlQuery(); ///< matches everything, like the empty query

    /// The error's `offset` is the position in `text` (UTF-16 units) at which the query stops being one.
    static Result<KqlQuery> parse(const QString &text);
    /// The query of a tree that was put together.
    static KqlQuery of(std::shared_ptr<const KqlNode> root);

    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] bool isEmpty() const; ///< matches everything
    [[nodiscard]] const KqlNode &root() const { return *m_root; }
    [[nodiscard]] const std::shared_ptr<const KqlNode> &tree() const { return m_root; }

    /// Names of the fields in the query, sorted, without duplicates; wildcards in names are kept.
    [[nodiscard]] QStringList fields() const;

    /// The rows that match. Fails with Cancelled, or Format when a value cannot be read for its field's type.
    [[nodiscard]] Result<RowBits> evaluate(const FieldSource &source, const KqlOptions &options, JobState &job) const;

    /// Fails as evaluate() would for a value that cannot be read, without looking at a row.
    [[nodiscard]] Status checkValues(const FieldSource &source) const;

    /// The query with each leaf removed whose field `source` lacks; their names go to `dropped`. For panes, which apply
    /// only those terms of the shared scope that their source knows. A leaf that none of `elsewhere`, if there are any,
    /// knows either stays and matches nothing, as in Kibana.
    [[nodiscard]] KqlQuery restrictedTo(const FieldSource &source, QStringList *dropped,
                                        const FieldSources &elsewhere = {}) const;

private:
    QString m_text;
    std::shared_ptr<const KqlNode> m_root;
};

} // namespace wirecase
