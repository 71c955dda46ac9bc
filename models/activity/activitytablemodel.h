#pragma once

#include "models/activity/activityindex.h"
#include "models/base/timeformat.h"
#include "models/context/pivotroles.h"

#include <QAbstractTableModel>

#include <vector>

namespace wirecase {

/// Rows of an ActivityIndex in the order of a permutation, which sorting and filtering compute elsewhere. GUI thread.
class ActivityTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Time,
        Operation,
        Status,
        Caller,
        Address,
        Resource,
        Level,
        Correlation,
        Sources,
        ColumnCount
    };
    enum Role
    {
        StatusClassRole = FirstModelRole
    };

    explicit ActivityTableModel(QObject *parent = nullptr);

    /// Shows `rows` of `index`, which are event ids, in that order.
    void setRows(ActivityIndexPtr index, std::vector<quint32> rows);
    void setTimeFormat(const TimeFormat &format);

    [[nodiscard]] const ActivityIndexPtr &index() const { return m_index; }
    [[nodiscard]] const std::vector<quint32> &rows() const { return m_rows; }
    /// The row that shows the event, -1 when it is filtered away.
    [[nodiscard]] int rowOf(EventId id) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    using QAbstractTableModel::index;

private:
    ActivityIndexPtr m_index;
    std::vector<quint32> m_rows;
    TimeFormat m_timeFormat;
};

/// `rows` ordered by a column of ActivityTableModel; rows that are equal there keep the order of time. An empty answer
/// when cancelled.
[[nodiscard]] std::vector<quint32> sortedRows(const ActivityIndex &index, std::vector<quint32> rows, int column,
                                              Qt::SortOrder order, JobState &job);

} // namespace wirecase
