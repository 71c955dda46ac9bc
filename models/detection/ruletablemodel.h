#pragma once

#include "models/context/pivotroles.h"
#include "models/detection/detectionrun.h"

#include <QAbstractTableModel>

namespace wirecase {

/// The loaded rules as rows, in the order given, with what became of each. GUI thread.
class RuleTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        SeverityColumn,
        NameColumn,
        TypeColumn,
        VersionColumn,
        SupportedColumn,
        AlertsColumn,
        NearMissesColumn,
        LintColumn,
        ColumnCount
    };
    enum Role
    {
        SeverityRole = FirstModelRole, ///< "low", "medium", "high", "critical"
        IsRunRole,                     ///< whether the rule ran
        RuleIdRole,
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// `outcomes` go with `rules` by position; there are none before a run.
    void setRules(std::vector<Rule> rules, std::vector<RuleOutcome> outcomes);

    [[nodiscard]] const Rule &rule(int row) const { return m_rules[static_cast<std::size_t>(row)]; }
    /// Null before a run.
    [[nodiscard]] const RuleOutcome *outcome(int row) const;
    /// Rows with the same rule id, this one included: its versions, newest first.
    [[nodiscard]] std::vector<int> versions(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString text(int row, Column column) const;
    [[nodiscard]] QString supportText(int row) const;
    [[nodiscard]] QVariant sortKey(int row, Column column) const;
    [[nodiscard]] QString toolTip(int row, Column column) const;

    std::vector<Rule> m_rules;
    std::vector<RuleOutcome> m_outcomes;
};

} // namespace wirecase
