#include "models/correlation/conversationvalues.h"

#include "models/base/numbertext.h"
#include "models/base/timeformat.h"
#include "models/capture/conversationtable.h"

#include <QCoreApplication>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::ConversationValues)
};

using Column = TrafficTableModel::Column;

std::size_t sideOf(const ConversationRecord &record, bool isClient)
{
    return record.clientIsFirst() == isClient ? 0 : 1;
}

std::optional<quint64> healthValue(const ConversationRecord &record, Column column)
{
    if (tcpStateOf(record) == TcpState::None)
        return std::nullopt;
    switch (column) {
    case Column::Retransmissions:
        return record.health.retransmissions;
    case Column::OutOfOrder:
        return record.health.outOfOrder;
    case Column::ZeroWindows:
        return record.health.zeroWindows;
    case Column::UnseenSegments:
        return record.health.unseen;
    case Column::HandshakeRtt:
        return record.health.handshakeRttNs == noRtt
                   ? std::nullopt
                   : std::optional(static_cast<quint64>(record.health.handshakeRttNs));
    default:
        return std::nullopt;
    }
}

std::optional<quint64> recordValue(const ConversationRecord &record, Column column)
{
    switch (column) {
    case Column::Duration:
        return record.firstNs == noTime ? std::nullopt
                                        : std::optional(static_cast<quint64>(record.lastNs - record.firstNs));
    case Column::State:
        return tcpStateOf(record) == TcpState::None ? std::nullopt
                                                    : std::optional(static_cast<quint64>(tcpStateOf(record)));
    case Column::PacketsSent:
        return record.packets[sideOf(record, true)];
    case Column::PacketsReceived:
        return record.packets[sideOf(record, false)];
    case Column::BytesSent:
        return record.bytes[sideOf(record, true)];
    case Column::BytesReceived:
        return record.bytes[sideOf(record, false)];
    default:
        return healthValue(record, column);
    }
}

bool isTime(Column column)
{
    return column == Column::Duration || column == Column::HandshakeRtt;
}

TcpState stateOf(quint64 value)
{
    return static_cast<TcpState>(value);
}

// Round trips are often shorter than a millisecond.
QString fineDuration(quint64 ns)
{
    constexpr double nsInMs = nsPerMs;
    //: milliseconds with their fraction
    return Text::tr("%1 ms").arg(QLocale().toString(static_cast<double>(ns) / nsInMs, 'f', 3));
}

const char *fieldOf(Column column)
{
    switch (column) {
    case Column::Duration:
        return "event.duration";
    case Column::State:
        return "state";
    case Column::PacketsSent:
        return "source.packets";
    case Column::PacketsReceived:
        return "destination.packets";
    case Column::BytesSent:
        return "source.bytes";
    case Column::BytesReceived:
        return "destination.bytes";
    case Column::Retransmissions:
        return "tcp.retransmissions";
    case Column::OutOfOrder:
        return "tcp.out_of_order";
    case Column::ZeroWindows:
        return "tcp.zero_windows";
    case Column::UnseenSegments:
        return "tcp.unseen_segments";
    case Column::HandshakeRtt:
        return "tcp.handshake_rtt";
    default:
        return "";
    }
}

} // namespace

std::optional<quint64> conversationValue(const TrafficColumns &columns, const StoredTraffic &row, Column column)
{
    if (row.conversation == noRow)
        return std::nullopt;
    return recordValue(columns.capture.conversations->table().record(row.conversation), column);
}

QString conversationValueText(const TrafficColumns &columns, const StoredTraffic &row, Column column)
{
    const auto value = conversationValue(columns, row, column);
    if (!value)
        return {};
    switch (column) {
    case Column::State:
        return tcpStateText(stateOf(*value));
    case Column::BytesSent:
    case Column::BytesReceived:
        return bytesText(*value);
    case Column::Duration:
        return *value < static_cast<quint64>(nsPerSecond) ? fineDuration(*value)
                                                          : durationText(static_cast<qint64>(*value));
    case Column::HandshakeRtt:
        return fineDuration(*value);
    default:
        return countText(static_cast<qint64>(*value));
    }
}

QString conversationValueCopied(const TrafficColumns &columns, const StoredTraffic &row, Column column)
{
    constexpr double nsInSecond = nsPerSecond;
    const auto value = conversationValue(columns, row, column);
    if (!value)
        return {};
    if (column == Column::State)
        return tcpStateText(stateOf(*value));
    // In seconds, as spreadsheets take it.
    return isTime(column) ? QString::number(static_cast<double>(*value) / nsInSecond, 'f', 9) : QString::number(*value);
}

QString conversationValueTerm(const TrafficColumns &columns, const StoredTraffic &row, Column column)
{
    const auto value = conversationValue(columns, row, column);
    if (!value)
        return {};
    const QString wanted = column == Column::State ? tcpStateKey(stateOf(*value)) : QString::number(*value);
    return QLatin1String(fieldOf(column)) + QStringLiteral(" : ") + wanted;
}

} // namespace wirecase
