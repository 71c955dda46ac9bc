#pragma once

#include "models/base/timeformat.h"
#include "models/casefile/said.h"
#include "models/context/pivotroles.h"
#include "models/investigation/snapshot.h"

#include <QAbstractTableModel>

namespace wirecase {

/// Exceptions that came with the rules, then those that the case keeps. GUI thread.
class ExceptionTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        For,
        Condition,
        Expires,
        State,
        ColumnCount
    };
    enum class Standing
    {
        Applied,
        Unused,        ///< no loaded rule names its list
        NotApplicable, ///< it holds what cannot be applied here
        Expired,
        Kept ///< in the case: proposed, not applied
    };
    struct Row
    {
        QString name;
        QString appliesTo; ///< the rules it is for
        QString condition; ///< KQL; empty when KQL cannot say it
        QString json;
        QString detail; ///< tooltip: description, justification, why it does not apply
        qint64 expireNs = noTime;
        Standing standing = Standing::Applied;
        QString keptId; ///< of an exception of the case

        bool operator==(const Row &) const = default;
    };
    enum Role
    {
        StandingRole = FirstModelRole,
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<Row> rows);
    void setTimeFormat(const TimeFormat &format);
    [[nodiscard]] const Row &at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString text(const Row &row, Column column) const;

    std::vector<Row> m_rows;
    TimeFormat m_timeFormat;
};

[[nodiscard]] QString standingText(ExceptionTableModel::Standing standing);
/// One row an exception, in the order given.
[[nodiscard]] std::vector<ExceptionTableModel::Row> exceptionRows(const Snapshot &snapshot,
                                                                  const std::vector<CaseException> &kept, qint64 nowNs);

} // namespace wirecase
