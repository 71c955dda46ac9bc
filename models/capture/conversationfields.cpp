#include "models/capture/conversationfields.h"

#include "models/base/timerange.h"
#include "models/capture/conversationtable.h"
#include "models/kql/functioncolumn.h"

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

using Table = const ConversationTable &;

// A column over `value(record)`.
template <FieldType Type, typename Value>
FieldColumnPtr of(Table table, Value value)
{
    return makeFunctionColumn<Type>(
        table.size(), [&table, value](quint32 row, const auto &accept) { accept(value(table.record(row))); });
}

FieldColumnPtr addressColumn(Table table, bool isClient)
{
    return of<FieldType::Ip>(
        table, [isClient](const ConversationRecord &r) { return r.clientIsFirst() == isClient ? r.first : r.second; });
}

FieldColumnPtr portColumn(Table table, bool isClient)
{
    return makeFunctionColumn<FieldType::Number>(table.size(), [&table, isClient](quint32 row, const auto &accept) {
        const ConversationRecord &record = table.record(row);
        const quint16 port = record.clientIsFirst() == isClient ? record.firstPort : record.secondPort;
        if (port != 0)
            accept(port);
    });
}

// Counters of one side: 0 is the first endpoint.
std::size_t sideOf(const ConversationRecord &record, bool isClient)
{
    return record.clientIsFirst() == isClient ? 0 : 1;
}

FieldColumnPtr bytesColumn(Table table, bool isClient)
{
    return of<FieldType::Number>(table,
                                 [isClient](const ConversationRecord &r) { return r.bytes[sideOf(r, isClient)]; });
}

FieldColumnPtr packetsColumn(Table table, bool isClient)
{
    return of<FieldType::Number>(table,
                                 [isClient](const ConversationRecord &r) { return r.packets[sideOf(r, isClient)]; });
}

FieldColumnPtr timeColumn(Table table, qint64 ConversationRecord::*time)
{
    return makeFunctionColumn<FieldType::Date>(table.size(), [&table, time](quint32 row, const auto &accept) {
        if (const qint64 value = table.record(row).*time; value != noTime)
            accept(value);
    });
}

template <typename Text>
FieldColumnPtr textColumn(Table table, Text text)
{
    return makeFunctionColumn<FieldType::Keyword>(table.size(), [&table, text](quint32 row, const auto &accept) {
        const QByteArray value = text(table, row).toUtf8();
        if (!value.isEmpty())
            accept(std::string_view(value.constData(), static_cast<std::size_t>(value.size())));
    });
}

QString networkType(Table table, quint32 row)
{
    return table.record(row).first.isIpv4() ? QStringLiteral("ipv4") : QStringLiteral("ipv6");
}

template <typename Value>
FieldColumnPtr healthColumn(Table table, Value TcpHealth::*value)
{
    return makeFunctionColumn<FieldType::Number>(table.size(), [&table, value](quint32 row, const auto &accept) {
        const ConversationRecord &record = table.record(row);
        if (tcpStateOf(record) != TcpState::None && record.health.*value >= 0)
            accept(record.health.*value);
    });
}

struct FieldSpec
{
    const char *name;
    FieldColumnPtr (*make)(Table);
};

constexpr std::array fieldSpecs{
    FieldSpec{"@timestamp", [](Table t) { return timeColumn(t, &ConversationRecord::firstNs); }},
    FieldSpec{"client.ip", [](Table t) { return addressColumn(t, true); }},
    FieldSpec{"client.port", [](Table t) { return portColumn(t, true); }},
    FieldSpec{"conversation",
              [](Table t) {
                  return makeFunctionColumn<FieldType::Number>(t.size(),
                                                               [](quint32 row, const auto &accept) { accept(row); });
              }},
    FieldSpec{"destination.bytes", [](Table t) { return bytesColumn(t, false); }},
    FieldSpec{"destination.domain",
              [](Table t) { return textColumn(t, [](Table u, quint32 r) { return u.serverName(r); }); }},
    FieldSpec{"destination.ip", [](Table t) { return addressColumn(t, false); }},
    FieldSpec{"destination.packets", [](Table t) { return packetsColumn(t, false); }},
    FieldSpec{"destination.port", [](Table t) { return portColumn(t, false); }},
    FieldSpec{"event.duration",
              [](Table t) {
                  return of<FieldType::Number>(t, [](const ConversationRecord &r) { return r.lastNs - r.firstNs; });
              }},
    FieldSpec{"event.end", [](Table t) { return timeColumn(t, &ConversationRecord::lastNs); }},
    FieldSpec{"event.start", [](Table t) { return timeColumn(t, &ConversationRecord::firstNs); }},
    FieldSpec{"network.bytes",
              [](Table t) {
                  return of<FieldType::Number>(t, [](const ConversationRecord &r) { return r.bytes[0] + r.bytes[1]; });
              }},
    FieldSpec{"network.iana_number",
              [](Table t) {
                  return textColumn(t, [](Table u, quint32 r) { return QString::number(u.record(r).ipProtocol); });
              }},
    FieldSpec{"network.packets",
              [](Table t) {
                  return of<FieldType::Number>(
                      t, [](const ConversationRecord &r) { return quint64{r.packets[0]} + r.packets[1]; });
              }},
    FieldSpec{
        "network.protocol",
        [](Table t) { return textColumn(t, [](Table u, quint32 r) { return protocolKey(protocolOf(u.record(r))); }); }},
    FieldSpec{
        "network.transport",
        [](Table t) { return textColumn(t, [](Table u, quint32 r) { return transportKey(u.record(r).ipProtocol); }); }},
    FieldSpec{"network.type", [](Table t) { return textColumn(t, networkType); }},
    FieldSpec{"server.ip", [](Table t) { return addressColumn(t, false); }},
    FieldSpec{"server.port", [](Table t) { return portColumn(t, false); }},
    FieldSpec{"source.bytes", [](Table t) { return bytesColumn(t, true); }},
    FieldSpec{"source.ip", [](Table t) { return addressColumn(t, true); }},
    FieldSpec{"source.packets", [](Table t) { return packetsColumn(t, true); }},
    FieldSpec{"source.port", [](Table t) { return portColumn(t, true); }},
    FieldSpec{
        "state",
        [](Table t) { return textColumn(t, [](Table u, quint32 r) { return tcpStateKey(tcpStateOf(u.record(r))); }); }},
    FieldSpec{"tcp.handshake_rtt", [](Table t) { return healthColumn(t, &TcpHealth::handshakeRttNs); }},
    FieldSpec{"tcp.out_of_order", [](Table t) { return healthColumn(t, &TcpHealth::outOfOrder); }},
    FieldSpec{"tcp.retransmissions", [](Table t) { return healthColumn(t, &TcpHealth::retransmissions); }},
    FieldSpec{"tcp.unseen_segments", [](Table t) { return healthColumn(t, &TcpHealth::unseen); }},
    FieldSpec{"tcp.zero_windows", [](Table t) { return healthColumn(t, &TcpHealth::zeroWindows); }},
    FieldSpec{"tls.client.server_name",
              [](Table t) {
                  return textColumn(t, [](Table u, quint32 r) {
                      return u.record(r).protocol == Protocol::Tls ? u.serverName(r) : QString();
                  });
              }},
    FieldSpec{"tls.version",
              [](Table t) {
                  return textColumn(t, [](Table u, quint32 r) { return tlsVersionText(u.record(r).tlsVersion); });
              }},
};

class ConversationFields final : public FieldSource
{
public:
    explicit ConversationFields(Table table)
        : m_table(table)
    {
    }

    [[nodiscard]] quint32 rowCount() const override { return m_table.size(); }

    [[nodiscard]] FieldColumnPtr column(const QString &field) const override
    {
        const auto spec = std::find_if(fieldSpecs.begin(), fieldSpecs.end(),
                                       [&field](const FieldSpec &s) { return field == QLatin1String(s.name); });
        return spec == fieldSpecs.end() ? nullptr : spec->make(m_table);
    }

    [[nodiscard]] QStringList fields() const override
    {
        QStringList names;
        for (const FieldSpec &spec : fieldSpecs)
            names.append(QString::fromLatin1(spec.name));
        return names;
    }

private:
    Table m_table;
};

} // namespace

std::unique_ptr<const FieldSource> conversationFields(const ConversationTable &table)
{
    return std::make_unique<ConversationFields>(table);
}

} // namespace wirecase
