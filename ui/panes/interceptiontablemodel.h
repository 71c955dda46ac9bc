#pragma once

#include "models/base/timeformat.h"
#include "models/context/pivotroles.h"
#include "models/investigation/snapshot.h"

#include <QAbstractTableModel>
#include <QHash>

namespace wirecase {

/// The interceptions in the evidence with the rules that catch each, by time. GUI thread.
class InterceptionTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Time,
        What,
        Operation,
        CaughtBy,
        ColumnCount
    };
    enum Role
    {
        IsCoveredRole = FirstModelRole,
        IsStartRole, ///< whether the operation starts an interception; others carry its result, or go with it
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setSnapshot(const SnapshotPtr &snapshot);
    void setTimeFormat(const TimeFormat &format);
    /// The row of the event, -1 when it belongs to none.
    [[nodiscard]] int rowOf(EventId event) const;
    [[nodiscard]] const InterceptionRow &interception(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString text(const InterceptionRow &row, Column column) const;
    [[nodiscard]] QString caughtBy(const InterceptionRow &row) const;

    SnapshotPtr m_snapshot;
    QHash<QString, QString> m_ruleNames; ///< by id, of the version that runs
    TimeFormat m_timeFormat;
};

} // namespace wirecase
