#pragma once

#include "models/activity/activitycolumns.h"

namespace wirecase {

/// The ECS columns of an index as a source for KQL, in one view. Rows are events, or representations of them.
class ActivityFields final : public FieldSource
{
public:
    /// `rowOf` leads from a record to a row of this source.
    ActivityFields(const ActivityGathering &gathered, const std::vector<quint32> &rowOf, quint32 rows, bool normalised)
        : m_gathered(gathered)
        , m_rowOf(rowOf)
        , m_rows(rows)
        , m_normalised(normalised)
    {
    }

    [[nodiscard]] quint32 rowCount() const override { return m_rows; }
    [[nodiscard]] FieldColumnPtr column(const QString &field) const override;
    [[nodiscard]] QStringList fields() const override { return m_gathered.ecs.names(m_normalised); }

private:
    const ActivityGathering &m_gathered;
    const std::vector<quint32> &m_rowOf;
    quint32 m_rows;
    bool m_normalised;
};

} // namespace wirecase
