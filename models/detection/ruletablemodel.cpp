#include "models/detection/ruletablemodel.h"

#include <algorithm>

namespace wirecase {

void RuleTableModel::setRules(std::vector<Rule> rules, std::vector<RuleOutcome> outcomes)
{
    Q_ASSERT(outcomes.empty() || outcomes.size() == rules.size());
    beginResetModel();
    m_rules = std::move(rules);
    m_outcomes = std::move(outcomes);
    endResetModel();
}

const RuleOutcome *RuleTableModel::outcome(int row) const
{
    return m_outcomes.empty() ? nullptr : &m_outcomes[static_cast<std::size_t>(row)];
}

std::vector<int> RuleTableModel::versions(int row) const
{
    std::vector<int> rows;
    for (int other = 0; other < rowCount(); ++other) {
        if (rule(other).id == rule(row).id)
            rows.push_back(other);
    }
    std::stable_sort(rows.begin(), rows.end(), [this](int a, int b) { return isNewer(rule(a), rule(b)); });
    return rows;
}

int RuleTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rules.size());
}

int RuleTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RuleTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    Q_ASSERT(checkIndex(index, CheckIndexOption::ParentIsInvalid));
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return column == SeverityColumn ? QVariant() : QVariant(text(index.row(), column)); // a delegate draws a mark
    case Qt::AccessibleTextRole:
    case CopyRole:
        return text(index.row(), column);
    case Qt::ToolTipRole:
        return toolTip(index.row(), column);
    case Qt::TextAlignmentRole:
        if (column == AlertsColumn || column == NearMissesColumn || column == LintColumn)
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case SortKeyRole:
        return sortKey(index.row(), column);
    case SeverityRole:
        return rule(index.row()).severity;
    case IsRunRole:
        return rule(index.row()).notEvaluable.isEmpty()
               && (!outcome(index.row()) || outcome(index.row())->notRun.isEmpty());
    case RuleIdRole:
        return rule(index.row()).id;
    default:
        return {};
    }
}

QVariant RuleTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    switch (static_cast<Column>(section)) {
    case SeverityColumn:
        return role == Qt::ToolTipRole ? tr("Severity") : QString();
    case NameColumn:
        return tr("Rule");
    case TypeColumn:
        return tr("Type");
    case VersionColumn:
        return tr("Version");
    case SupportedColumn:
        return tr("Runs here");
    case AlertsColumn:
        return tr("Alerts");
    case NearMissesColumn:
        return tr("Near misses");
    case LintColumn:
        return role == Qt::ToolTipRole ? tr("Doubtful places in the query") : tr("Lint");
    case ColumnCount:
        break;
    }
    return {};
}

QString RuleTableModel::text(int row, Column column) const
{
    const Rule &of = rule(row);
    const RuleOutcome *result = outcome(row);
    switch (column) {
    case SeverityColumn:
        return severityText(of.severity);
    case NameColumn:
        return of.name;
    case TypeColumn:
        return of.type;
    case VersionColumn:
        return of.version != 0 ? QString::number(of.version) : of.updated.left(10);
    case SupportedColumn:
        return supportText(row);
    case AlertsColumn:
        return result ? QString::number(result->isNewest ? result->alerts : result->wouldRaise) : QString();
    case NearMissesColumn:
    case LintColumn:
        return result ? QString::number(sortKey(row, column).toUInt()) : QString();
    case ColumnCount:
        break;
    }
    return {};
}

QString RuleTableModel::supportText(int row) const
{
    if (!rule(row).notEvaluable.isEmpty())
        return tr("no");
    const RuleOutcome *result = outcome(row);
    if (result && !result->isNewest)
        return tr("superseded");
    return result && !result->notRun.isEmpty() ? tr("not here") : tr("yes");
}

QVariant RuleTableModel::sortKey(int row, Column column) const
{
    const RuleOutcome *result = outcome(row);
    if (column == SeverityColumn)
        return severityRank(rule(row).severity);
    if (column == AlertsColumn)
        return result ? result->wouldRaise : 0U;
    if (column == LintColumn)
        return result ? static_cast<quint32>(result->lints.size()) : 0U;
    if (column != NearMissesColumn)
        return text(row, column);
    quint32 sum = 0;
    for (const NearMiss &miss : result ? result->nearMisses : std::vector<NearMiss>())
        sum += miss.count;
    return sum;
}

QString RuleTableModel::toolTip(int row, Column column) const
{
    const RuleOutcome *result = outcome(row);
    if (column == SupportedColumn && !rule(row).notEvaluable.isEmpty())
        return rule(row).notEvaluable;
    if (column == SupportedColumn && result)
        return (QStringList{result->notRun} + result->notes).join(u'\n').trimmed();
    QStringList lines;
    if (column == LintColumn && result) {
        for (const KqlFinding &finding : result->lints)
            lines << finding.message;
        return lines.join(u'\n');
    }
    if (column == NearMissesColumn && result) {
        for (const NearMiss &miss : result->nearMisses)
            lines << QStringLiteral("%1: %2").arg(miss.count).arg(miss.text);
        return lines.join(u'\n');
    }
    return column == NameColumn ? rule(row).description : text(row, column);
}

} // namespace wirecase
