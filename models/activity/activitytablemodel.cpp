#include "models/activity/activitytablemodel.h"

#include "models/kql/kqlquoting.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <numeric>

namespace wirecase {

namespace {

struct ColumnSpec
{
    const char *title;
    Qt::Alignment alignment;
    QString (*text)(const ActivityEvent &event); ///< Time is formatted by the model
    const char *field;                           ///< for a filter on the cell, empty when there is none
};

QString callerField(const ActivityEvent &event)
{
    return event.caller.contains(u'@') ? QStringLiteral("user.email") : QStringLiteral("user.name");
}

const std::array<ColumnSpec, ActivityTableModel::ColumnCount> columns{{
    {QT_TRANSLATE_NOOP("wirecase::ActivityTableModel", "Time"), Qt::AlignLeft,
     [](const ActivityEvent &) { return QString(); }, ""},
    {QT_TRANSLATE_NOOP("wirecase::ActivityTableModel", "Operation"), Qt::AlignLeft,
     [](const ActivityEvent &e) { return operationTitle(e.operation); }, "event.action"},
    {QT_TRANSLATE_NOOP("wirecase::ActivityTableModel", "Status"), Qt::AlignLeft,
     [](const ActivityEvent &e) { return e.status; }, "azure.activitylogs.result_type"},
    {QT_TRANSLATE_NOOP("wirecase::ActivityTableModel", "Caller"), Qt::AlignLeft,
     [](const ActivityEvent &e) { return callerTitle(e.caller, e.callerName); }, "user.name"},
    {QT_TRANSLATE_NOOP("wirecase::ActivityTableModel", "Address"), Qt::AlignLeft,
     [](const ActivityEvent &e) { return e.callerAddressText; }, "source.ip"},
    {QT_TRANSLATE_NOOP("wirecase::ActivityTableModel", "Resource"), Qt::AlignLeft,
     [](const ActivityEvent &e) { return e.resourceId; }, "azure.resource.id"},
    {QT_TRANSLATE_NOOP("wirecase::ActivityTableModel", "Level"), Qt::AlignLeft,
     [](const ActivityEvent &e) { return e.level; }, "log.level"},
    {QT_TRANSLATE_NOOP("wirecase::ActivityTableModel", "Correlation"), Qt::AlignLeft,
     [](const ActivityEvent &e) { return e.correlationId; }, "azure.correlation_id"},
    {QT_TRANSLATE_NOOP("wirecase::ActivityTableModel", "Sources"), Qt::AlignRight,
     [](const ActivityEvent &e) { return QLocale().toString(static_cast<qulonglong>(e.sources.size())); }, ""},
}};

/// `field : "value"` for the cell, in the words of the normalised view.
QString filterOf(const ActivityEvent &event, int column)
{
    const ColumnSpec &spec = columns[static_cast<std::size_t>(column)];
    const bool isAddress = column == ActivityTableModel::Address;
    QString value = column == ActivityTableModel::Operation ? event.operation
                    : column == ActivityTableModel::Caller  ? event.caller
                                                            : spec.text(event);
    if (isAddress)
        value = event.callerAddress ? event.callerAddress->toString() : QString();
    if (*spec.field == '\0' || value.isEmpty())
        return {};
    QString field = QString::fromLatin1(spec.field);
    if (column == ActivityTableModel::Caller)
        field = callerField(event);
    if (column == ActivityTableModel::Status && event.statusClass != StatusClass::Other) {
        static constexpr std::array words{"Start", "Accept", "Success", "Failure"};
        value = QString::fromLatin1(words[static_cast<std::size_t>(event.statusClass)]);
    }
    return QStringLiteral("%1 : %2").arg(field, kqlQuoted(value));
}

QString fullText(const ActivityEvent &event, int column)
{
    if (column == ActivityTableModel::Caller)
        return callerInFull(event.caller, event.callerName);
    return column == ActivityTableModel::Operation ? event.operation
                                                   : columns[static_cast<std::size_t>(column)].text(event);
}

} // namespace

ActivityTableModel::ActivityTableModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_index(std::make_shared<const ActivityIndex>())
{
}

void ActivityTableModel::setRows(ActivityIndexPtr index, std::vector<quint32> rows)
{
    beginResetModel();
    m_index = std::move(index);
    m_rows = std::move(rows);
    endResetModel();
}

void ActivityTableModel::setTimeFormat(const TimeFormat &format)
{
    if (format == m_timeFormat)
        return;
    m_timeFormat = format;
    if (!m_rows.empty())
        emit dataChanged(index(0, Time), index(rowCount() - 1, Time));
    emit headerDataChanged(Qt::Horizontal, Time, Time);
}

int ActivityTableModel::rowOf(EventId id) const
{
    const auto row = std::find(m_rows.begin(), m_rows.end(), static_cast<quint32>(id));
    return row == m_rows.end() ? -1 : static_cast<int>(row - m_rows.begin());
}

int ActivityTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ActivityTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ActivityTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const EventId id{m_rows[static_cast<std::size_t>(index.row())]};
    const auto column = static_cast<std::size_t>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Time ? m_timeFormat.dateTime(m_index->timeNs(id))
                                      : columns[column].text(m_index->event(id));
    case CopyRole:
    case Qt::ToolTipRole:
        return index.column() == Time ? m_timeFormat.dateTime(m_index->timeNs(id))
                                      : fullText(m_index->event(id), index.column());
    case SortKeyRole:
        if (index.column() == Time)
            return m_index->timeNs(id);
        if (index.column() == Sources)
            return m_index->representations(id);
        return fullText(m_index->event(id), index.column());
    case FilterRole:
        return filterOf(m_index->event(id), index.column());
    case EventIdRole:
        return static_cast<quint32>(id);
    case StatusClassRole:
        return static_cast<int>(m_index->statusClass(id));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(columns[column].alignment | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant ActivityTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const ColumnSpec &spec = columns[static_cast<std::size_t>(section)];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(spec.alignment | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (section != Time)
        return tr(spec.title);
    const qint64 first = m_rows.empty() ? 0 : m_index->timeNs(EventId{m_rows.front()});
    //: Title of a column of times; %1 is the time zone.
    return tr("Time (%1)").arg(m_timeFormat.zoneText(first));
}

std::vector<quint32> sortedRows(const ActivityIndex &index, std::vector<quint32> rows, int column, Qt::SortOrder order,
                                JobState &job)
{
    std::sort(rows.begin(), rows.end()); // the order of time
    std::vector<std::pair<QString, quint32>> keyed;
    const bool isNumber = column == ActivityTableModel::Time || column == ActivityTableModel::Sources;
    for (std::size_t i = 0; i < rows.size() && !isNumber; ++i) {
        if (i % 4096 == 0 && job.cancelled)
            return {};
        keyed.emplace_back(fullText(index.event(EventId{rows[i]}), column).toCaseFolded(), rows[i]);
    }
    const bool descending = order == Qt::DescendingOrder;
    if (column == ActivityTableModel::Time) {
        if (descending)
            std::reverse(rows.begin(), rows.end());
        return rows;
    }
    if (column == ActivityTableModel::Sources) {
        std::stable_sort(rows.begin(), rows.end(), [&index, descending](quint32 a, quint32 b) {
            const int first = index.representations(EventId{a});
            const int second = index.representations(EventId{b});
            return descending ? first > second : first < second;
        });
        return rows;
    }
    std::stable_sort(keyed.begin(), keyed.end(), [descending](const auto &a, const auto &b) {
        return descending ? a.first > b.first : a.first < b.first;
    });
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = keyed[i].second;
    return rows;
}

} // namespace wirecase
