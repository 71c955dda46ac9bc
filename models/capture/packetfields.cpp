#include "models/capture/packetfields.h"

#include "models/base/timerange.h"
#include "models/capture/conversationtable.h"
#include "models/capture/packetcolumns.h"
#include "models/capture/packetindex.h"
#include "models/kql/functioncolumn.h"

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

constexpr quint32 stride = 4096;

/// A field that the conversation and the direction of a packet decide. `Visit(conversation, fromFirst, accept)`.
template <FieldType Type, typename Visit>
class ConversationValueColumn final : public FieldColumn
{
public:
    ConversationValueColumn(const PacketIndex &index, Visit visit)
        : m_index(index)
        , m_visit(std::move(visit))
    {
    }

    [[nodiscard]] FieldType type() const override { return Type; }

    void select(const ValueTest &test, RowBits &rows, JobState &job) const override
    {
        const quint32 conversations = m_index.conversationTable().size();
        RowBits forward(conversations);
        RowBits backward(conversations);
        makeFunctionColumn<Type>(conversations, [this](quint32 i, const auto &accept) {
            m_visit(i, true, accept);
        })->select(test, forward, job);
        makeFunctionColumn<Type>(conversations, [this](quint32 i, const auto &accept) {
            m_visit(i, false, accept);
        })->select(test, backward, job);

        const PacketColumns &packets = m_index.columns();
        for (quint32 row = 0; row < packets.size(); ++row) {
            if (row % stride == 0 && job.cancelled)
                return;
            const quint32 conversation = packets.conversation(row);
            if (conversation < conversations && (packets.fromFirst(row) ? forward : backward).test(conversation))
                rows.set(row);
        }
    }

private:
    const PacketIndex &m_index;
    Visit m_visit;
};

template <FieldType Type, typename Visit>
FieldColumnPtr byConversation(const PacketIndex &index, Visit visit)
{
    return std::make_unique<ConversationValueColumn<Type, Visit>>(index, std::move(visit));
}

template <FieldType Type, typename Value>
FieldColumnPtr byPacket(const PacketIndex &index, Value value)
{
    return makeFunctionColumn<Type>(index.size(), [value](quint32 row, const auto &accept) { accept(value(row)); });
}

// `side` is true for the source of the packet, false for its destination.
FieldColumnPtr addressColumn(const PacketIndex &index, bool side)
{
    const ConversationTable &table = index.conversationTable();
    return byConversation<FieldType::Ip>(index, [&table, side](quint32 i, bool fromFirst, const auto &accept) {
        const ConversationRecord &record = table.record(i);
        accept(fromFirst == side ? record.first : record.second);
    });
}

FieldColumnPtr portColumn(const PacketIndex &index, bool side)
{
    const ConversationTable &table = index.conversationTable();
    return byConversation<FieldType::Number>(index, [&table, side](quint32 i, bool fromFirst, const auto &accept) {
        const ConversationRecord &record = table.record(i);
        const quint16 port = fromFirst == side ? record.firstPort : record.secondPort;
        if (port != 0)
            accept(port);
    });
}

// `isClient` is true for who opened the conversation, whichever way the packet goes.
FieldColumnPtr roleAddressColumn(const PacketIndex &index, bool isClient)
{
    const ConversationTable &table = index.conversationTable();
    return byConversation<FieldType::Ip>(index, [&table, isClient](quint32 i, bool, const auto &accept) {
        const ConversationRecord &record = table.record(i);
        accept(record.clientIsFirst() == isClient ? record.first : record.second);
    });
}

FieldColumnPtr rolePortColumn(const PacketIndex &index, bool isClient)
{
    const ConversationTable &table = index.conversationTable();
    return byConversation<FieldType::Number>(index, [&table, isClient](quint32 i, bool, const auto &accept) {
        const ConversationRecord &record = table.record(i);
        const quint16 port = record.clientIsFirst() == isClient ? record.firstPort : record.secondPort;
        if (port != 0)
            accept(port);
    });
}

template <typename Text>
FieldColumnPtr textColumn(const PacketIndex &index, Text text)
{
    const ConversationTable &table = index.conversationTable();
    return byConversation<FieldType::Keyword>(index, [&table, text](quint32 i, bool, const auto &accept) {
        const QByteArray value = text(table, i).toUtf8();
        if (!value.isEmpty())
            accept(std::string_view(value.constData(), static_cast<std::size_t>(value.size())));
    });
}

/// The conversation's protocol; packets without one say what they are themselves.
class ProtocolColumn final : public FieldColumn
{
public:
    explicit ProtocolColumn(const PacketIndex &index)
        : m_index(index)
    {
    }

    [[nodiscard]] FieldType type() const override { return FieldType::Keyword; }

    void select(const ValueTest &test, RowBits &rows, JobState &job) const override
    {
        textColumn(m_index, [](const ConversationTable &table, quint32 i) {
            return protocolKey(protocolOf(table.record(i)));
        })->select(test, rows, job);
        const QByteArray arp = protocolKey(Protocol::Arp).toLatin1();
        if (!test.acceptsText(std::string_view(arp.constData(), static_cast<std::size_t>(arp.size()))))
            return;
        for (quint32 row = 0; row < m_index.size(); ++row) {
            if (row % stride == 0 && job.cancelled)
                return;
            if (m_index.columns().kind(row) == PacketKind::Arp)
                rows.set(row);
        }
    }

private:
    const PacketIndex &m_index;
};

FieldColumnPtr protocolColumn(const PacketIndex &index)
{
    return std::make_unique<ProtocolColumn>(index);
}

FieldColumnPtr timeColumn(const PacketIndex &index)
{
    return makeFunctionColumn<FieldType::Date>(index.size(), [&index](quint32 row, const auto &accept) {
        if (const qint64 time = index.columns().timeNs(row); time != noTime)
            accept(time);
    });
}

FieldColumnPtr fileColumn(const PacketIndex &index)
{
    return makeFunctionColumn<FieldType::Keyword>(index.size(), [&index](quint32 row, const auto &accept) {
        const QByteArray name = index.files()[index.fileOf(PacketId{row})].name.toUtf8();
        accept(std::string_view(name.constData(), static_cast<std::size_t>(name.size())));
    });
}

FieldColumnPtr numberColumn(const PacketIndex &index)
{
    return byPacket<FieldType::Number>(index, [&index](quint32 row) {
        const CaptureFile &file = index.files()[index.fileOf(PacketId{row})];
        return row - static_cast<quint32>(file.first) + 1;
    });
}

QString networkType(const ConversationTable &table, quint32 i)
{
    return table.record(i).first.isIpv4() ? QStringLiteral("ipv4") : QStringLiteral("ipv6");
}

struct FieldSpec
{
    const char *name;
    FieldColumnPtr (*make)(const PacketIndex &);
};

using I = const PacketIndex &;

constexpr std::array fieldSpecs{
    FieldSpec{"@timestamp", timeColumn},
    FieldSpec{
        "captured",
        [](I i) { return byPacket<FieldType::Number>(i, [&i](quint32 r) { return i.columns().capturedLength(r); }); }},
    FieldSpec{"client.ip", [](I i) { return roleAddressColumn(i, true); }},
    FieldSpec{"client.port", [](I i) { return rolePortColumn(i, true); }},
    FieldSpec{"conversation",
              [](I i) {
                  return byConversation<FieldType::Number>(
                      i, [](quint32 conversation, bool, const auto &accept) { accept(conversation); });
              }},
    FieldSpec{"destination.domain",
              [](I i) { return textColumn(i, [](const ConversationTable &t, quint32 c) { return t.serverName(c); }); }},
    FieldSpec{"destination.ip", [](I i) { return addressColumn(i, false); }},
    FieldSpec{"destination.port", [](I i) { return portColumn(i, false); }},
    FieldSpec{"file", fileColumn},
    FieldSpec{
        "length",
        [](I i) { return byPacket<FieldType::Number>(i, [&i](quint32 r) { return i.columns().wireLength(r); }); }},
    FieldSpec{
        "network.bytes",
        [](I i) { return byPacket<FieldType::Number>(i, [&i](quint32 r) { return i.columns().wireLength(r); }); }},
    FieldSpec{"network.iana_number",
              [](I i) {
                  return textColumn(
                      i, [](const ConversationTable &t, quint32 c) { return QString::number(t.record(c).ipProtocol); });
              }},
    FieldSpec{"network.protocol", protocolColumn},
    FieldSpec{"network.transport",
              [](I i) {
                  return textColumn(
                      i, [](const ConversationTable &t, quint32 c) { return transportKey(t.record(c).ipProtocol); });
              }},
    FieldSpec{"network.type", [](I i) { return textColumn(i, networkType); }},
    FieldSpec{"packet", numberColumn},
    FieldSpec{"server.ip", [](I i) { return roleAddressColumn(i, false); }},
    FieldSpec{"server.port", [](I i) { return rolePortColumn(i, false); }},
    FieldSpec{"source.ip", [](I i) { return addressColumn(i, true); }},
    FieldSpec{"source.port", [](I i) { return portColumn(i, true); }},
};

class PacketFields final : public FieldSource
{
public:
    explicit PacketFields(const PacketIndex &index)
        : m_index(index)
    {
    }

    [[nodiscard]] quint32 rowCount() const override { return m_index.size(); }

    [[nodiscard]] FieldColumnPtr column(const QString &field) const override
    {
        const auto spec = std::find_if(fieldSpecs.begin(), fieldSpecs.end(),
                                       [&field](const FieldSpec &s) { return field == QLatin1String(s.name); });
        return spec == fieldSpecs.end() ? nullptr : spec->make(m_index);
    }

    [[nodiscard]] QStringList fields() const override
    {
        QStringList names;
        for (const FieldSpec &spec : fieldSpecs)
            names.append(QString::fromLatin1(spec.name));
        return names;
    }

private:
    const PacketIndex &m_index;
};

} // namespace

std::unique_ptr<const FieldSource> packetFields(const PacketIndex &index)
{
    return std::make_unique<PacketFields>(index);
}

} // namespace wirecase
