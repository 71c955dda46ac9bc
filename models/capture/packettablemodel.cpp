#include "models/capture/packettablemodel.h"

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

struct ColumnSpec
{
    const char *title;
    Qt::Alignment align;
};

constexpr std::array<ColumnSpec, PacketTableModel::ColumnCount> columnSpecs{{
    {QT_TRANSLATE_NOOP("wirecase::PacketTableModel", "No."), Qt::AlignRight},
    {QT_TRANSLATE_NOOP("wirecase::PacketTableModel", "File"), Qt::AlignLeft},
    {QT_TRANSLATE_NOOP("wirecase::PacketTableModel", "Time (%1)"), Qt::AlignLeft},
    {QT_TRANSLATE_NOOP("wirecase::PacketTableModel", "Since row (s)"), Qt::AlignRight},
    {QT_TRANSLATE_NOOP("wirecase::PacketTableModel", "Since ref. (s)"), Qt::AlignRight},
    {QT_TRANSLATE_NOOP("wirecase::PacketTableModel", "Source"), Qt::AlignLeft},
    {QT_TRANSLATE_NOOP("wirecase::PacketTableModel", "Destination"), Qt::AlignLeft},
    {QT_TRANSLATE_NOOP("wirecase::PacketTableModel", "Proto"), Qt::AlignLeft},
    {QT_TRANSLATE_NOOP("wirecase::PacketTableModel", "Conv."), Qt::AlignRight},
    {QT_TRANSLATE_NOOP("wirecase::PacketTableModel", "Len"), Qt::AlignRight},
    {QT_TRANSLATE_NOOP("wirecase::PacketTableModel", "Comment"), Qt::AlignLeft},
    {QT_TRANSLATE_NOOP("wirecase::PacketTableModel", "Info"), Qt::AlignLeft},
}};

// A view allocates for each row that it is told of: many millions at once would be felt.
constexpr std::size_t toldAtOnce = std::size_t{1} << 19U;
constexpr int cachedInfos = 20'000;
// A few screens: rows scrolled past before their turn came are not worth dissecting.
constexpr std::size_t mostWanted = 1024;

} // namespace

PacketTableModel::PacketTableModel(QObject *parent)
    : QAbstractTableModel(parent)
    , m_info(cachedInfos)
    , m_infoJob(this)
{
    m_fetchTimer.setSingleShot(true);
    m_tellTimer.setSingleShot(true);
    connect(&m_tellTimer, &QTimer::timeout, this, &PacketTableModel::tellMore);
    connect(&m_fetchTimer, &QTimer::timeout, this, &PacketTableModel::fetchInfo);
}

void PacketTableModel::setRows(const CaptureSnapshot &capture, std::vector<quint32> rows)
{
    beginResetModel();
    if (capture.packets != m_capture.packets) {
        forgetInfo();
        m_timeReference.reset();
        m_related.reset();
        m_remarks.clear();
    }
    m_capture = capture;
    m_rows = std::make_shared<const std::vector<quint32>>(std::move(rows));
    m_told = m_rows->size();
    m_isAscending = std::is_sorted(m_rows->begin(), m_rows->end());
    m_wanted.clear();
    m_timeShown = neededTime();
    endResetModel();
}

void PacketTableModel::growRows(const CaptureSnapshot &capture, std::vector<quint32> rows)
{
    const auto before = static_cast<std::ptrdiff_t>(m_rows->empty() ? 0 : m_rows->size() - 1);
    m_isAscending = m_isAscending && std::is_sorted(rows.begin() + before, rows.end());
    m_capture = capture;
    m_timeShown = neededTime();
    m_rows = std::make_shared<const std::vector<quint32>>(std::move(rows));
    tellMore();
}

void PacketTableModel::tellMore()
{
    if (m_told == m_rows->size())
        return;
    const std::size_t until = std::min(m_rows->size(), m_told + toldAtOnce);
    beginInsertRows({}, rowCount(), static_cast<int>(until) - 1);
    m_told = until;
    endInsertRows();
    if (m_told < m_rows->size())
        m_tellTimer.start(0);
}

void PacketTableModel::setTimeFormat(const TimeFormat &format)
{
    if (format == m_timeFormat)
        return;
    m_timeFormat = format;
    m_timeShown = neededTime();
    if (!m_rows->empty())
        emit dataChanged(index(0, Time), index(rowCount() - 1, Time));
    emit headerDataChanged(Qt::Horizontal, Time, Time);
}

void PacketTableModel::setMasks(PacketMasksPtr masks)
{
    m_masks = std::move(masks);
    forgetInfo();
    if (!m_rows->empty())
        emit dataChanged(index(0, Info), index(rowCount() - 1, Info));
}

void PacketTableModel::setTimeReference(std::optional<PacketId> packet)
{
    if (packet == m_timeReference)
        return;
    m_timeReference = packet;
    if (rowCount() > 0)
        emit dataChanged(index(0, SinceReference), index(rowCount() - 1, SinceReference));
}

void PacketTableModel::setRelated(std::optional<ConversationId> conversation)
{
    if (conversation == m_related)
        return;
    m_related = conversation;
    if (rowCount() > 0)
        emit dataChanged(index(0, Number), index(rowCount() - 1, Number));
}

void PacketTableModel::setRemarks(const PacketRemarks &remarks)
{
    if (remarks == m_remarks)
        return;
    m_remarks = remarks;
    if (rowCount() > 0)
        emit dataChanged(index(0, Number), index(rowCount() - 1, Comment));
}

PacketRelation PacketTableModel::relation(PacketId packet) const
{
    return m_related ? relationTo(*m_capture.packets, *m_related, packet) : PacketRelation::None;
}

int PacketTableModel::rowOf(PacketId packet) const
{
    const auto wanted = static_cast<quint32>(packet);
    const auto place = m_isAscending ? std::lower_bound(m_rows->begin(), m_rows->end(), wanted)
                                     : std::find(m_rows->begin(), m_rows->end(), wanted);
    const auto row = static_cast<std::size_t>(place - m_rows->begin());
    return row < m_told && *place == wanted ? static_cast<int>(row) : -1;
}

int PacketTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_told);
}

int PacketTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PacketTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto column = static_cast<Column>(index.column());
    const PacketId packet{(*m_rows)[static_cast<std::size_t>(index.row())]};
    switch (role) {
    case CopyRole:
        if (column == Info)
            return readInfo(packet);
        [[fallthrough]];
    case Qt::DisplayRole:
        return text(index.row(), column);
    case Qt::ToolTipRole:
        return toolTip(index.row(), packet, column);
    case Qt::TextAlignmentRole:
        return QVariant(columnSpecs[static_cast<std::size_t>(column)].align | Qt::AlignVCenter);
    case PacketIdRole:
        return static_cast<quint32>(packet);
    case ConversationIdRole: {
        const auto conversation = m_capture.packets->row(packet).conversation;
        return conversation ? QVariant(static_cast<quint32>(*conversation)) : QVariant();
    }
    case RelationRole:
        return static_cast<int>(relation(packet));
    case RemarkRole:
        return static_cast<int>(remarkKind(packet));
    case ProtocolClassRole:
        return static_cast<int>(protocolClass(m_capture.packets->row(packet).protocol));
    case SortKeyRole:
        return sortKey(m_capture.packets->row(packet), column);
    case FilterRole:
        return filterText(m_capture.packets->row(packet), column);
    default:
        return {};
    }
}

QVariant PacketTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const ColumnSpec &spec = columnSpecs[static_cast<std::size_t>(section)];
    if (role == Qt::TextAlignmentRole)
        return QVariant(spec.align | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString title = tr(spec.title);
    return section == Time ? title.arg(m_timeFormat.zoneText(zoneTimeNs())) : title;
}

qint64 PacketTableModel::zoneTimeNs() const
{
    if (m_rows->empty())
        return 0;
    const qint64 first = m_capture.packets->timeNs(PacketId{m_rows->front()});
    return first == noTime ? 0 : first;
}

PacketTableModel::TimeShown PacketTableModel::neededTime() const
{
    TimeRange all;
    for (const CaptureFile &file : m_capture.packets->files())
        all = all.united(file.time);
    if (all.isEmpty() || m_timeFormat.date(all.beginNs) == m_timeFormat.date(all.endNs - 1))
        return TimeShown::OfDay;
    const bool isOneYear = m_timeFormat.year(all.beginNs) == m_timeFormat.year(all.endNs - 1);
    return isOneYear ? TimeShown::WithDay : TimeShown::WithYear;
}

QString PacketTableModel::infoText(int row, const PacketRow &packet) const
{
    const auto id = static_cast<quint32>(packet.id);
    if (const QString *known = m_info.object(id))
        return *known;
    if (m_wanted.size() >= 2 * mostWanted)
        m_wanted.erase(m_wanted.begin(), m_wanted.begin() + mostWanted);
    m_wanted.push_back({row, id, {}});
    if (!m_fetchTimer.isActive() && !m_infoJob.isRunning())
        m_fetchTimer.start(0);
    return protocolText(packet.conversationProtocol);
}

QString PacketTableModel::readInfo(PacketId packet) const
{
    const auto id = static_cast<quint32>(packet);
    if (const QString *known = m_info.object(id))
        return *known;
    const QString info = packetInfo(*m_capture.packets, packet, m_masks.get());
    m_info.insert(id, new QString(info));
    return info;
}

void PacketTableModel::fetchInfo()
{
    if (m_wanted.size() > mostWanted)
        m_wanted.erase(m_wanted.begin(), m_wanted.end() - mostWanted);
    if (m_wanted.empty())
        return;
    m_infoJob.start(
        [batch = std::exchange(m_wanted, {}), packets = m_capture.packets, masks = m_masks](JobState &job) mutable {
            for (Wanted &wanted : batch) {
                if (job.cancelled)
                    break;
                wanted.text = packetInfo(*packets, PacketId{wanted.packet}, masks.get());
            }
            return std::move(batch);
        },
        [this](const std::vector<Wanted> &batch) { storeInfo(batch); });
}

void PacketTableModel::storeInfo(const std::vector<Wanted> &batch)
{
    int first = rowCount();
    int last = -1;
    for (const Wanted &wanted : batch) {
        m_info.insert(wanted.packet, new QString(wanted.text));
        const bool isThere =
            wanted.row < rowCount() && (*m_rows)[static_cast<std::size_t>(wanted.row)] == wanted.packet;
        if (isThere) {
            first = std::min(first, wanted.row);
            last = std::max(last, wanted.row);
        }
    }
    if (last >= 0)
        emit dataChanged(index(first, Info), index(last, Info));
    if (!m_wanted.empty() && !m_fetchTimer.isActive())
        m_fetchTimer.start(0);
}

void PacketTableModel::forgetInfo()
{
    m_infoJob.cancel();
    m_fetchTimer.stop();
    m_info.clear();
    m_wanted.clear();
}

} // namespace wirecase
