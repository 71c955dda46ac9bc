#include "models/detection/alerttablemodel.h"

#include "models/activity/activityevent.h"

#include <algorithm>

namespace wirecase {

namespace {

bool hasTime(const Alert &alert)
{
    return alert.timeNs != noTime;
}

} // namespace

void AlertTableModel::setAlerts(std::vector<Alert> alerts)
{
    beginResetModel();
    m_alerts = std::move(alerts);
    m_isOneDay = isOneDay();
    endResetModel();
}

void AlertTableModel::setTargets(QHash<QString, AlertTarget> targets)
{
    if (targets == m_targets)
        return;
    m_targets = std::move(targets);
    if (!m_alerts.empty())
        emit dataChanged(index(0, TargetColumn), index(rowCount() - 1, TargetColumn));
}

void AlertTableModel::setVerdicts(QHash<QString, QString> verdicts)
{
    if (verdicts == m_verdicts)
        return;
    m_verdicts = std::move(verdicts);
    if (!m_alerts.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void AlertTableModel::setTimeFormat(const TimeFormat &format)
{
    if (format == m_timeFormat)
        return;
    m_timeFormat = format;
    m_isOneDay = isOneDay();
    emit headerDataChanged(Qt::Horizontal, TimeColumn, TimeColumn);
    if (!m_alerts.empty())
        emit dataChanged(index(0, TimeColumn), index(rowCount() - 1, TimeColumn));
}

std::optional<int> AlertTableModel::rowOf(const QString &alertKey) const
{
    const auto found =
        std::find_if(m_alerts.begin(), m_alerts.end(), [&](const Alert &alert) { return alert.key == alertKey; });
    if (found == m_alerts.end())
        return std::nullopt;
    return static_cast<int>(found - m_alerts.begin());
}

int AlertTableModel::openCount() const
{
    const auto isOpen = [this](const Alert &alert) { return m_verdicts.value(alert.key).isEmpty(); };
    return static_cast<int>(std::count_if(m_alerts.begin(), m_alerts.end(), isOpen));
}

int AlertTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_alerts.size());
}

int AlertTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AlertTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    Q_ASSERT(checkIndex(index, CheckIndexOption::ParentIsInvalid));
    const Alert &alert = m_alerts[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return column == SeverityColumn ? QVariant() : QVariant(text(alert, column)); // the delegate draws a mark
    case Qt::AccessibleTextRole:
    case CopyRole:
        return fullText(alert, column);
    case Qt::ToolTipRole:
        return toolTip(alert, column);
    case SortKeyRole:
        return sortKey(alert, column);
    case AlertKeyRole:
        return alert.key;
    case EventIdRole:
        return static_cast<quint32>(alert.event);
    case SeverityRole:
        return alert.severity;
    case IsOpenRole:
        return m_verdicts.value(alert.key).isEmpty();
    case FaithfulRole:
        return alert.faithful;
    default:
        return {};
    }
}

QVariant AlertTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    switch (static_cast<Column>(section)) {
    case SeverityColumn:
        return role == Qt::ToolTipRole ? tr("Severity") : QString();
    case TimeColumn: {
        const auto timed = std::find_if(m_alerts.begin(), m_alerts.end(), hasTime);
        //: %1 is the time zone with its offset
        return tr("Time (%1)").arg(m_timeFormat.zoneText(timed == m_alerts.end() ? 0 : timed->timeNs));
    }
    case RuleColumn:
        return tr("Rule");
    case TargetColumn:
        return tr("Target");
    case CallerColumn:
        return tr("Caller");
    case VerdictColumn:
        return tr("Verdict");
    case ColumnCount:
        break;
    }
    return {};
}

QString AlertTableModel::text(const Alert &alert, Column column) const
{
    switch (column) {
    case SeverityColumn:
        return severityText(alert.severity);
    case TimeColumn:
        if (!hasTime(alert))
            return tr("no time");
        return m_isOneDay ? m_timeFormat.timeOfDay(alert.timeNs) : m_timeFormat.dayTime(alert.timeNs);
    case RuleColumn:
        return ruleTitle(alert.ruleName);
    case TargetColumn:
        return m_targets.value(alert.key).name;
    case CallerColumn:
        return callerTitle(alert.caller, alert.callerName);
    case VerdictColumn: {
        const QString verdict = m_verdicts.value(alert.key);
        return verdict.isEmpty() ? tr("open") : verdict;
    }
    case ColumnCount:
        break;
    }
    return {};
}

QString AlertTableModel::fullText(const Alert &alert, Column column) const
{
    if (column == RuleColumn)
        return alert.ruleName;
    if (column == CallerColumn)
        return callerInFull(alert.caller, alert.callerName);
    return text(alert, column);
}

QVariant AlertTableModel::sortKey(const Alert &alert, Column column) const
{
    if (column == SeverityColumn)
        return severityRank(alert.severity) * 1000 + alert.riskScore;
    if (column == TimeColumn)
        return alert.timeNs;
    return text(alert, column);
}

QString AlertTableModel::toolTip(const Alert &alert, Column column) const
{
    switch (column) {
    case SeverityColumn:
        //: %1 is a severity, %2 a risk score of 0 to 100
        return tr("%1, risk %2").arg(severityText(alert.severity)).arg(alert.riskScore);
    case RuleColumn:
        return alert.modeNote.isEmpty() ? alert.ruleName : alert.ruleName + u'\n' + alert.modeNote;
    case TimeColumn:
        if (!hasTime(alert))
            return tr("The event carries no time.");
        return m_timeFormat.dateTime(alert.timeNs) + u' ' + m_timeFormat.zoneText(alert.timeNs);
    case TargetColumn:
        return m_targets.value(alert.key).detail;
    case CallerColumn: {
        const QString full = fullText(alert, column);
        const bool says = alert.callerName.isEmpty() || full.contains(alert.callerName);
        return says ? full : full + u'\n' + alert.callerName;
    }
    case VerdictColumn:
        return text(alert, column);
    case ColumnCount:
        break;
    }
    return {};
}

bool AlertTableModel::isOneDay() const
{
    QString day;
    for (const Alert &alert : m_alerts) {
        if (!hasTime(alert))
            continue;
        const QString date = m_timeFormat.date(alert.timeNs);
        if (!day.isEmpty() && date != day)
            return false;
        day = date;
    }
    return true;
}

} // namespace wirecase
