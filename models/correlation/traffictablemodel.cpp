#include "models/correlation/traffictablemodel.h"

#include "models/base/numbertext.h"
#include "models/base/transport.h"
#include "models/capture/conversationtable.h"
#include "models/correlation/conversationvalues.h"
#include "models/correlation/trafficcolumns.h"
#include "models/kql/kqlquoting.h"

#include <array>

namespace wirecase {

namespace {

/// One cell's surroundings.
struct Cell
{
    const TrafficColumns &columns;
    const StoredTraffic &row;
    const TimeFormat &time;
    bool withDate; ///< the rows of the index lie on several days
};

struct ColumnSpec
{
    const char *title;
    Qt::Alignment align;
    QString (*text)(const Cell &);
    QString (*copied)(const Cell &);
    QString (*filter)(const Cell &);
};

const QString absent = QStringLiteral("–");
constexpr Qt::Alignment left = Qt::AlignLeft | Qt::AlignVCenter;
constexpr Qt::Alignment right = Qt::AlignRight | Qt::AlignVCenter;

QString term(const char *field, const QString &value)
{
    return QLatin1String(field) + QStringLiteral(" : ") + value;
}

QString firstSeenText(const Cell &cell)
{
    return cell.withDate ? cell.time.dateTime(cell.row.firstNs) : cell.time.timeOfDay(cell.row.firstNs);
}

QString endpointFilter(const char *side, const Endpoint &endpoint)
{
    const QString prefix = QLatin1String(side);
    QString address = prefix + QStringLiteral(".ip : ") + kqlQuoted(endpoint.address.toString());
    if (endpoint.port == 0)
        return address;
    return address + QStringLiteral(" and ") + prefix + QStringLiteral(".port : %1").arg(endpoint.port);
}

QString protocolCell(const Cell &cell)
{
    QString name = protocolText(cell.row.protocol);
    if (cell.row.conversation == noRow || cell.row.protocol != Protocol::Tls)
        return name;
    const QString version = cell.columns.capture.conversations->at(ConversationId{cell.row.conversation}).tlsVersion;
    return version.isEmpty() ? name : name + u' ' + version;
}

QString decisionKey(const StoredTraffic &row)
{
    if (row.allowed && row.denied)
        return QStringLiteral("mixed");
    if (row.allowed)
        return QStringLiteral("allowed");
    return row.denied ? QStringLiteral("denied") : QString();
}

QString decisionCell(const Cell &cell)
{
    TrafficRow row;
    row.allowed = cell.row.allowed;
    row.denied = cell.row.denied;
    return decisionText(row);
}

QString decisionFilter(const Cell &cell)
{
    if (!cell.row.allowed && !cell.row.denied)
        return {};
    return term("event.type", cell.row.denied ? QStringLiteral("denied") : QStringLiteral("allowed"));
}

QString none(const Cell &)
{
    return {};
}

template <typename Format>
QString capturedNumber(const Cell &cell, quint64 value, Format format)
{
    return cell.row.conversation == noRow ? absent : format(value);
}

QString number(quint64 value)
{
    return QString::number(value);
}

QString grouped(quint64 value)
{
    return countText(static_cast<qint64>(std::min<quint64>(value, std::numeric_limits<qint64>::max())));
}

QString sized(quint64 value)
{
    return bytesText(value);
}

QString serverName(const Cell &cell)
{
    return cell.row.conversation == noRow
               ? QString()
               : cell.columns.capture.conversations->table().serverName(cell.row.conversation);
}

template <TrafficTableModel::Column Which>
ColumnSpec valueSpec(const char *title, Qt::Alignment align = right)
{
    return {title, align,
            [](const Cell &c) {
                const QString value = conversationValueText(c.columns, c.row, Which);
                return value.isEmpty() ? absent : value;
            },
            [](const Cell &c) { return conversationValueCopied(c.columns, c.row, Which); },
            [](const Cell &c) { return conversationValueTerm(c.columns, c.row, Which); }};
}

QString numberFilter(const char *field, bool present, quint64 value)
{
    return present ? term(field, number(value)) : QString();
}

const std::array<ColumnSpec, TrafficTableModel::ColumnCount> specs{{
    {QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "First seen (%1)"), left, firstSeenText,
     [](const Cell &c) { return isoTime(c.row.firstNs); },
     [](const Cell &c) { return term("event.start", kqlQuoted(isoTime(c.row.firstNs))); }},
    {QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "Source"), left,
     [](const Cell &c) { return endpointText(c.row.client); }, nullptr,
     [](const Cell &c) { return endpointFilter("source", c.row.client); }},
    {QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "Destination"), left,
     [](const Cell &c) { return endpointText(c.row.server); }, nullptr,
     [](const Cell &c) { return endpointFilter("destination", c.row.server); }},
    {QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "Protocol"), left, protocolCell, nullptr,
     [](const Cell &c) { return term("network.protocol", protocolKey(c.row.protocol)); }},
    {QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "Seen in"), left,
     [](const Cell &c) { return seenInText(c.row.seenIn()); }, nullptr,
     [](const Cell &c) { return term("wirecase.seen_in", seenInKey(c.row.seenIn())); }},
    {QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "Packets"), right,
     [](const Cell &c) { return capturedNumber(c, c.row.packets, grouped); },
     [](const Cell &c) { return capturedNumber(c, c.row.packets, number); },
     [](const Cell &c) { return numberFilter("wirecase.pcap.packets", c.row.conversation != noRow, c.row.packets); }},
    {QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "Bytes PCAP"), right,
     [](const Cell &c) { return capturedNumber(c, c.row.capturedBytes, sized); },
     [](const Cell &c) { return capturedNumber(c, c.row.capturedBytes, number); },
     [](const Cell &c) {
         return numberFilter("wirecase.pcap.bytes", c.row.conversation != noRow, c.row.capturedBytes);
     }},
    {QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "Bytes log"), right,
     [](const Cell &c) { return c.row.hasLogBytes ? sized(c.row.logBytes) : absent; },
     [](const Cell &c) { return c.row.hasLogBytes ? number(c.row.logBytes) : absent; },
     [](const Cell &c) { return numberFilter("wirecase.log.bytes", c.row.hasLogBytes, c.row.logBytes); }},
    {QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "NSG"), left, decisionCell, nullptr, decisionFilter},
    {QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "Crypto"), left,
     [](const Cell &c) { return encryptionText(c.row.encryption); }, nullptr,
     [](const Cell &c) { return term("wirecase.encryption", encryptionKey(c.row.encryption)); }},
    {QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "Secrets"), left,
     [](const Cell &c) { return c.row.secrets == 0 ? QString() : grouped(c.row.secrets); },
     [](const Cell &c) { return number(c.row.secrets); },
     [](const Cell &c) { return c.row.secrets == 0 ? none(c) : term("wirecase.secrets", number(c.row.secrets)); }},
    {QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "Transport"), left,
     [](const Cell &c) { return transportKey(c.row.ipProtocol).toUpper(); }, nullptr,
     [](const Cell &c) { return term("network.transport", kqlQuoted(transportKey(c.row.ipProtocol))); }},
    {QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "Server name"), left, serverName, nullptr,
     [](const Cell &c) {
         return serverName(c).isEmpty() ? QString() : term("destination.domain", kqlQuoted(serverName(c)));
     }},
    valueSpec<TrafficTableModel::State>(QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "State"), left),
    valueSpec<TrafficTableModel::Duration>(QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "Duration")),
    //: Packets from who opened the conversation to who answered
    valueSpec<TrafficTableModel::PacketsSent>(QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "Packets sent")),
    valueSpec<TrafficTableModel::PacketsReceived>(QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "Packets received")),
    valueSpec<TrafficTableModel::BytesSent>(QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "Bytes sent")),
    valueSpec<TrafficTableModel::BytesReceived>(QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "Bytes received")),
    valueSpec<TrafficTableModel::Retransmissions>(QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "Retransmitted")),
    valueSpec<TrafficTableModel::OutOfOrder>(QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "Out of order")),
    valueSpec<TrafficTableModel::ZeroWindows>(QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "Zero window")),
    //: Segments that show that others are not in the capture
    valueSpec<TrafficTableModel::UnseenSegments>(QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "Not captured")),
    valueSpec<TrafficTableModel::HandshakeRtt>(QT_TRANSLATE_NOOP("wirecase::TrafficTableModel", "RTT")),
}};

/// Packets, never bytes: what a log adds per packet differs by path (azure.md 1.5).
bool countsDiffer(const StoredTraffic &row)
{
    if (row.conversation == noRow || !row.hasLogPackets || row.sharesFlow)
        return false;
    const quint64 more = std::max(row.packets, row.logPackets);
    const quint64 less = std::min(row.packets, row.logPackets);
    return more - less > std::max<quint64>(2, more / 20);
}

QVariant sortValue(const TrafficColumns &columns, const StoredTraffic &row, int column, const QString &text)
{
    if (column >= TrafficTableModel::State) {
        const auto value = conversationValue(columns, row, static_cast<TrafficTableModel::Column>(column));
        return value ? static_cast<qint64>(*value) : -1;
    }
    switch (column) {
    case TrafficTableModel::FirstSeen:
        return row.firstNs;
    case TrafficTableModel::Packets:
        return row.conversation == noRow ? -1 : static_cast<qint64>(row.packets);
    case TrafficTableModel::CaptureBytes:
        return row.conversation == noRow ? -1 : static_cast<qint64>(row.capturedBytes);
    case TrafficTableModel::LogBytes:
        return row.hasLogBytes ? static_cast<qint64>(row.logBytes) : -1;
    case TrafficTableModel::Secrets:
        return row.secrets;
    default:
        return text;
    }
}

QVariant idValue(const TrafficColumns &columns, quint32 number, int role)
{
    const StoredTraffic &row = columns.rows[number];
    switch (role) {
    case TrafficIdRole:
        return number;
    case ConversationIdRole:
        return row.conversation == noRow ? QVariant() : QVariant(row.conversation);
    case FlowIdRole:
        return row.flows == 0 ? QVariant() : QVariant(static_cast<quint32>(columns.flows[row.firstFlow]));
    case TrafficTableModel::SeenInRole:
        return static_cast<int>(row.seenIn());
    case TrafficTableModel::DecisionRole:
        return decisionKey(row);
    case TrafficTableModel::EncryptionRole:
        return encryptionKey(row.encryption);
    case TrafficTableModel::SecretCountRole:
        return row.secrets;
    case TrafficTableModel::BytesDifferRole:
        return countsDiffer(row);
    default:
        return {};
    }
}

} // namespace

TrafficTableModel::TrafficTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void TrafficTableModel::setRows(TrafficIndexPtr index, std::vector<quint32> rows)
{
    beginResetModel();
    m_traffic = std::move(index);
    m_rows = std::move(rows);
    updateDays();
    endResetModel();
}

void TrafficTableModel::updateDays()
{
    const TimeRange time = m_traffic ? m_traffic->time() : TimeRange{};
    m_severalDays = !time.isEmpty() && m_timeFormat.date(time.beginNs) != m_timeFormat.date(time.endNs - 1);
}

void TrafficTableModel::setTimeFormat(const TimeFormat &format)
{
    if (m_timeFormat == format)
        return;
    m_timeFormat = format;
    updateDays();
    emit headerDataChanged(Qt::Horizontal, FirstSeen, FirstSeen);
    if (!m_rows.empty())
        emit dataChanged(index(0, FirstSeen), index(rowCount() - 1, FirstSeen));
}

int TrafficTableModel::rowOf(TrafficId id) const
{
    const auto wanted = static_cast<quint32>(id);
    const auto found = std::find(m_rows.begin(), m_rows.end(), wanted);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int TrafficTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TrafficTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TrafficTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TrafficColumns &columns = m_traffic->columns();
    const quint32 number = m_rows[static_cast<std::size_t>(index.row())];
    const StoredTraffic &row = columns.rows[number];
    const ColumnSpec &spec = specs.at(static_cast<std::size_t>(index.column()));
    const Cell cell{columns, row, m_timeFormat, m_severalDays};
    switch (role) {
    case Qt::DisplayRole:
        return spec.text(cell);
    case Qt::TextAlignmentRole:
        return static_cast<int>(spec.align);
    case Qt::ToolTipRole:
        if (index.column() == FirstSeen)
            return QStringLiteral("%1 %2").arg(m_timeFormat.dateTime(row.firstNs), m_timeFormat.zoneText(row.firstNs));
        return {};
    case CopyRole:
        return spec.copied ? spec.copied(cell) : spec.text(cell);
    case FilterRole:
        return spec.filter(cell);
    case SortKeyRole:
        return sortValue(columns, row, index.column(), spec.text(cell));
    default:
        return idValue(columns, number, role);
    }
}

QVariant TrafficTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const ColumnSpec &spec = specs.at(static_cast<std::size_t>(section));
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(spec.align);
    if (role != Qt::DisplayRole)
        return {};
    const QString title = tr(spec.title);
    if (section != FirstSeen)
        return title;
    return title.arg(m_timeFormat.zoneText(m_traffic ? m_traffic->time().beginNs : 0));
}

} // namespace wirecase
