#include "models/correlation/trafficgroupmodel.h"

#include "models/base/numbertext.h"
#include "models/correlation/cancellablesort.h"

#include <numeric>
#include <optional>
#include <tuple>

namespace wirecase {

namespace {

using Column = TrafficGroupModel::Column;

/// The number in a column; nothing in those of text, and where nothing counted.
std::optional<qint64> numberIn(const TrafficGroup &group, Column column)
{
    const auto captured = [&group](quint64 value) {
        return group.isCaptured ? std::optional(static_cast<qint64>(value)) : std::nullopt;
    };
    const auto time = [](qint64 ns) { return ns == noTime ? std::nullopt : std::optional(ns); };
    switch (column) {
    case Column::Conversations:
        return group.conversations;
    case Column::Hosts:
        return group.hosts;
    case Column::PacketsSent:
        return captured(group.packetsSent);
    case Column::PacketsReceived:
        return captured(group.packetsReceived);
    case Column::BytesSent:
        return captured(group.bytesSent);
    case Column::BytesReceived:
        return captured(group.bytesReceived);
    case Column::LogBytes:
        return group.hasLogBytes ? std::optional(static_cast<qint64>(group.logBytes)) : std::nullopt;
    case Column::Denied:
        return group.denied;
    case Column::Secrets:
        return group.secrets;
    case Column::FirstSeen:
        return time(group.firstNs);
    case Column::LastSeen:
        return time(group.lastNs);
    case Column::Group:
    case Column::Name:
    case Column::ColumnCount:
        break;
    }
    return std::nullopt;
}

bool isText(Column column)
{
    return column == Column::Group || column == Column::Name;
}

bool isTime(Column column)
{
    return column == Column::FirstSeen || column == Column::LastSeen;
}

QString shownNumber(qint64 number, Column column, const TimeFormat &time)
{
    switch (column) {
    case Column::BytesSent:
    case Column::BytesReceived:
    case Column::LogBytes:
        return bytesText(static_cast<quint64>(number));
    case Column::FirstSeen:
    case Column::LastSeen:
        return time.dateTime(number);
    case Column::Denied:
    case Column::Secrets:
        return number == 0 ? QString() : countText(number);
    default:
        return countText(number);
    }
}

} // namespace

TrafficGroupModel::TrafficGroupModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_groups(std::make_shared<const std::vector<TrafficGroup>>())
{
}

void TrafficGroupModel::setGroups(Groups groups, TrafficGrouping grouping)
{
    beginResetModel();
    m_groups = std::move(groups);
    const bool isOther = std::exchange(m_grouping, grouping) != grouping;
    endResetModel();
    if (isOther)
        emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void TrafficGroupModel::setTimeFormat(const TimeFormat &format)
{
    if (m_timeFormat == format)
        return;
    m_timeFormat = format;
    emit headerDataChanged(Qt::Horizontal, FirstSeen, LastSeen);
    if (!m_groups->empty())
        emit dataChanged(index(0, FirstSeen), index(rowCount() - 1, LastSeen));
}

int TrafficGroupModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_groups->size());
}

int TrafficGroupModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TrafficGroupModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TrafficGroup &group = (*m_groups)[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    const auto number = numberIn(group, column);
    const QString text = column == Group ? groupText(group, m_grouping) : group.name;
    switch (role) {
    case Qt::DisplayRole:
        if (isText(column))
            return text;
        return number ? shownNumber(*number, column, m_timeFormat) : QStringLiteral("–");
    case CopyRole:
        if (isText(column))
            return text;
        if (isTime(column))
            return number ? isoTime(*number) : QString();
        return number ? QString::number(*number) : QString();
    case SortKeyRole:
        return isText(column) ? QVariant(text) : QVariant(number.value_or(-1));
    case FilterRole:
        return groupTerm(group, m_grouping);
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    default:
        return {};
    }
}

QString TrafficGroupModel::title(int column) const
{
    const bool sides = m_grouping == TrafficGrouping::Host || m_grouping == TrafficGrouping::Subnet;
    switch (static_cast<Column>(column)) {
    case Group:
        switch (m_grouping) {
        case TrafficGrouping::Host:
            return tr("Host");
        case TrafficGrouping::Subnet:
            return tr("Subnet");
        case TrafficGrouping::Port:
            return tr("Port");
        case TrafficGrouping::Protocol:
            return tr("Protocol");
        }
        return {};
    case Name:
        return tr("Name");
    case Conversations:
        return tr("Conversations");
    case Hosts:
        //: how many other hosts a host spoke with
        return m_grouping == TrafficGrouping::Host ? tr("Peers") : tr("Hosts");
    case PacketsSent:
        return sides ? tr("Packets sent") : tr("Packets to server");
    case PacketsReceived:
        return sides ? tr("Packets received") : tr("Packets to client");
    case BytesSent:
        return sides ? tr("Bytes sent") : tr("Bytes to server");
    case BytesReceived:
        return sides ? tr("Bytes received") : tr("Bytes to client");
    case LogBytes:
        return tr("Bytes log");
    case Denied:
        return tr("Denied");
    case Secrets:
        return tr("Secrets");
    case FirstSeen:
        return tr("First seen (%1)");
    case LastSeen:
        return tr("Last seen (%1)");
    case ColumnCount:
        break;
    }
    return {};
}

QVariant TrafficGroupModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole) {
        const bool isLeft = isText(column) || isTime(column) || column == Secrets; // a badge, as in other tables
        const Qt::Alignment side = isLeft ? Qt::AlignLeft : Qt::AlignRight;
        return static_cast<int>(side | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    if (!isTime(column))
        return title(section);
    const qint64 first = m_groups->empty() ? noTime : m_groups->front().firstNs;
    return title(section).arg(m_timeFormat.zoneText(first == noTime ? 0 : first));
}

Result<std::vector<TrafficGroup>> sortedGroups(std::vector<TrafficGroup> groups, TrafficGrouping grouping,
                                               TrafficGroupModel::Column column, Qt::SortOrder order, JobState &job)
{
    // Addresses and ports are in their own order already, which is not that of their texts.
    const bool isByKey = column == Column::Group && grouping != TrafficGrouping::Protocol;
    const auto keyOf = [&](const TrafficGroup &group) {
        return column == Column::Name ? group.name : groupText(group, grouping);
    };
    const auto isLess = [&](const TrafficGroup &a, const TrafficGroup &b) {
        if (isByKey)
            return std::tie(a.address, a.port, a.ipProtocol) < std::tie(b.address, b.port, b.ipProtocol);
        return isText(column) ? keyOf(a) < keyOf(b) : numberIn(a, column) < numberIn(b, column);
    };
    std::vector<quint32> places(groups.size());
    std::iota(places.begin(), places.end(), 0U);
    const auto comes = [&](quint32 a, quint32 b) {
        const bool isBackwards = order == Qt::DescendingOrder;
        const TrafficGroup &first = groups[isBackwards ? b : a];
        const TrafficGroup &second = groups[isBackwards ? a : b];
        if (isLess(first, second))
            return true;
        return !isLess(second, first) && a < b;
    };
    if (!sortUnlessCancelled(places, comes, job))
        return Error::cancelled();
    std::vector<TrafficGroup> sorted;
    sorted.reserve(groups.size());
    for (const quint32 place : places)
        sorted.push_back(std::move(groups[place]));
    return sorted;
}

} // namespace wirecase
