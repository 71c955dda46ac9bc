#pragma once

#include "models/base/timeformat.h"
#include "models/context/pivotroles.h"
#include "models/detection/alert.h"

#include <QAbstractTableModel>
#include <QHash>

#include <optional>
#include <vector>

namespace wirecase {

/// The alerts of a case as rows, in the order given. Targets and verdicts come from outside, by alert key. GUI thread.
class AlertTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        SeverityColumn,
        TimeColumn,
        RuleColumn,
        TargetColumn,
        CallerColumn,
        VerdictColumn,
        ColumnCount
    };
    enum Role
    {
        SeverityRole = FirstModelRole, ///< "low", "medium", "high", "critical"
        IsOpenRole,                    ///< whether the row's alert has no verdict yet
        FaithfulRole,                  ///< whether Elastic would raise it too
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setAlerts(std::vector<Alert> alerts);
    void setTargets(QHash<QString, AlertTarget> targets);
    /// Texts to show by alert key; an alert without one is open.
    void setVerdicts(QHash<QString, QString> verdicts);
    void setTimeFormat(const TimeFormat &format);

    [[nodiscard]] const std::vector<Alert> &alerts() const { return m_alerts; }
    [[nodiscard]] std::optional<int> rowOf(const QString &alertKey) const;
    [[nodiscard]] int openCount() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString text(const Alert &alert, Column column) const;
    [[nodiscard]] QString fullText(const Alert &alert, Column column) const; ///< with what the cell has no room for
    [[nodiscard]] QVariant sortKey(const Alert &alert, Column column) const;
    [[nodiscard]] QString toolTip(const Alert &alert, Column column) const;
    [[nodiscard]] bool isOneDay() const;

    std::vector<Alert> m_alerts;
    QHash<QString, AlertTarget> m_targets;
    QHash<QString, QString> m_verdicts;
    TimeFormat m_timeFormat;
    bool m_isOneDay = true; ///< the date is then left out
};

} // namespace wirecase
