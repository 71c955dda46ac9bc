#include "models/capture/packetfields.h"

#include "models/base/timerange.h"
#include "models/capture/conversationtable.h"
#include "models/capture/conversationverdicts.h"
#include "models/capture/packetcolumns.h"
#include "models/capture/packetindex.h"
#include "models/kql/functioncolumn.h"

#include <algorithm>
#include <array>
#include <optional>

namespace wirecase {

namespace {

constexpr quint32 stride = 4096;

/// A field that the conversation decides, and the direction of a packet unless `Visit` does not ask for it.
/// `Visit(conversation, fromFirst, accept)`.
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
        ConversationVerdicts verdicts(m_index);
        for (const bool fromFirst : {true, false}) {
            RowBits accepted(conversations);
            makeFunctionColumn<Type>(conversations, [this, fromFirst](quint32 i, const auto &accept) {
                m_visit(i, fromFirst, accept);
            })->select(test, accepted, job);
            verdicts.accept(accepted, fromFirst ? ConversationVerdicts::forward : ConversationVerdicts::backward);
        }
        verdicts.spreadTo(rows, job);
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

/// A text of which conversations have few: each is tested once. An empty one is no value.
struct ConversationText
{
    std::size_t (*count)(const ConversationTable &);
    std::size_t (*number)(const ConversationRecord &); ///< of the record's text, below count()
    QString (*text)(const ConversationTable &, std::size_t number);
};

class ConversationTextColumn final : public FieldColumn
{
public:
    ConversationTextColumn(const PacketIndex &index, const ConversationText &spec)
        : m_index(index)
        , m_spec(spec)
    {
    }

    [[nodiscard]] FieldType type() const override { return FieldType::Keyword; }

    void select(const ValueTest &test, RowBits &rows, JobState &job) const override
    {
        const ConversationTable &table = m_index.conversationTable();
        std::vector<std::optional<bool>> accepted(m_spec.count(table));
        ConversationVerdicts verdicts(m_index);
        for (quint32 i = 0; i < table.size(); ++i) {
            if (i % stride == 0 && job.cancelled)
                return;
            const std::size_t number = m_spec.number(table.record(i));
            if (!accepted[number])
                accepted[number] = accepts(test, m_spec.text(table, number));
            if (*accepted[number])
                verdicts.accept(i, ConversationVerdicts::both);
        }
        verdicts.spreadTo(rows, job);
    }

private:
    static bool accepts(const ValueTest &test, const QString &text)
    {
        const QByteArray utf8 = text.toUtf8();
        return !utf8.isEmpty()
               && test.acceptsText(std::string_view(utf8.constData(), static_cast<std::size_t>(utf8.size())));
    }

    const PacketIndex &m_index;
    const ConversationText &m_spec;
};

FieldColumnPtr textColumn(const PacketIndex &index, const ConversationText &spec)
{
    return std::make_unique<ConversationTextColumn>(index, spec);
}

constexpr std::size_t ipProtocols = 256;

constexpr ConversationText serverName{
    [](const ConversationTable &table) { return table.names().size(); },
    [](const ConversationRecord &record) { return std::size_t{record.serverName}; },
    [](const ConversationTable &table, std::size_t number) { return table.names()[number]; }};

constexpr ConversationText ianaNumber{
    [](const ConversationTable &) { return ipProtocols; },
    [](const ConversationRecord &record) { return std::size_t{record.ipProtocol}; },
    [](const ConversationTable &, std::size_t number) { return QString::number(number); }};

constexpr ConversationText transport{
    [](const ConversationTable &) { return ipProtocols; },
    [](const ConversationRecord &record) { return std::size_t{record.ipProtocol}; },
    [](const ConversationTable &, std::size_t number) { return transportKey(static_cast<quint8>(number)); }};

constexpr ConversationText protocolName{
    [](const ConversationTable &) { return static_cast<std::size_t>(Protocol::Count); },
    [](const ConversationRecord &record) { return static_cast<std::size_t>(protocolOf(record)); },
    [](const ConversationTable &, std::size_t number) { return protocolKey(static_cast<Protocol>(number)); }};

constexpr ConversationText networkType{
    [](const ConversationTable &) { return std::size_t{2}; },
    [](const ConversationRecord &record) { return record.first.isIpv4() ? std::size_t{0} : std::size_t{1}; },
    [](const ConversationTable &, std::size_t number) {
        return number == 0 ? QStringLiteral("ipv4") : QStringLiteral("ipv6");
    }};

template <FieldType Type, typename Value>
FieldColumnPtr byPacket(const PacketIndex &index, Value value)
{
    return makeFunctionColumn<Type>(index.size(), [value](quint32 row, const auto &accept) { accept(value(row)); });
}

// `side` is true for the source of the packet, false for its destination.
FieldColumnPtr troubleColumn(const PacketIndex &index, TcpTrouble trouble)
{
    return byPacket<FieldType::Boolean>(
        index, [&index, trouble](quint32 row) { return index.columns().troubles(row).testFlag(trouble); });
}

FieldColumnPtr addressColumn(const PacketIndex &index, bool side)
{
    const ConversationTable &table = index.conversationTable();
    return byConversation<FieldType::Ip>(index, [&table, side](quint32 i, bool fromFirst, const auto &accept) {
        const ConversationRecord &record = table.record(i);
        accept(fromFirst == side ? record.first : record.second);
    });
}

FieldColumnPtr eitherAddressColumn(const PacketIndex &index)
{
    const ConversationTable &table = index.conversationTable();
    return byConversation<FieldType::Ip>(index, [&table](quint32 i, bool, const auto &accept) {
        accept(table.record(i).first);
        accept(table.record(i).second);
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
        textColumn(m_index, protocolName)->select(test, rows, job);
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

/// The name of the file that a packet is in.
class FileColumn final : public FieldColumn
{
public:
    explicit FileColumn(const PacketIndex &index)
        : m_index(index)
    {
    }

    [[nodiscard]] FieldType type() const override { return FieldType::Keyword; }

    void select(const ValueTest &test, RowBits &rows, JobState &job) const override
    {
        for (const CaptureFile &file : m_index.files()) {
            const QByteArray name = file.name.toUtf8();
            if (!test.acceptsText(std::string_view(name.constData(), static_cast<std::size_t>(name.size()))))
                continue;
            for (quint32 i = 0; i < file.packets && !job.cancelled; ++i)
                rows.set(static_cast<quint32>(file.first) + i);
        }
    }

private:
    const PacketIndex &m_index;
};

FieldColumnPtr numberColumn(const PacketIndex &index)
{
    return byPacket<FieldType::Number>(index, [&index](quint32 row) {
        const CaptureFile &file = index.files()[index.fileOf(PacketId{row})];
        return row - static_cast<quint32>(file.first) + 1;
    });
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
    FieldSpec{"destination.domain", [](I i) { return textColumn(i, serverName); }},
    FieldSpec{"destination.ip", [](I i) { return addressColumn(i, false); }},
    FieldSpec{"destination.port", [](I i) { return portColumn(i, false); }},
    FieldSpec{"file", [](I i) -> FieldColumnPtr { return std::make_unique<FileColumn>(i); }},
    FieldSpec{
        "length",
        [](I i) { return byPacket<FieldType::Number>(i, [&i](quint32 r) { return i.columns().wireLength(r); }); }},
    FieldSpec{
        "network.bytes",
        [](I i) { return byPacket<FieldType::Number>(i, [&i](quint32 r) { return i.columns().wireLength(r); }); }},
    FieldSpec{"network.iana_number", [](I i) { return textColumn(i, ianaNumber); }},
    FieldSpec{"network.protocol", protocolColumn},
    FieldSpec{"network.transport", [](I i) { return textColumn(i, transport); }},
    FieldSpec{"network.type", [](I i) { return textColumn(i, networkType); }},
    FieldSpec{"packet", numberColumn},
    FieldSpec{"related.ip", eitherAddressColumn},
    FieldSpec{"server.ip", [](I i) { return roleAddressColumn(i, false); }},
    FieldSpec{"server.port", [](I i) { return rolePortColumn(i, false); }},
    FieldSpec{"source.ip", [](I i) { return addressColumn(i, true); }},
    FieldSpec{"source.port", [](I i) { return portColumn(i, true); }},
    FieldSpec{"tcp.analysis.ack_lost_segment", [](I i) { return troubleColumn(i, TcpTrouble::AckedUnseen); }},
    FieldSpec{"tcp.analysis.duplicate_ack", [](I i) { return troubleColumn(i, TcpTrouble::DuplicateAck); }},
    FieldSpec{"tcp.analysis.keep_alive", [](I i) { return troubleColumn(i, TcpTrouble::KeepAlive); }},
    FieldSpec{"tcp.analysis.keep_alive_ack", [](I i) { return troubleColumn(i, TcpTrouble::KeepAliveAck); }},
    FieldSpec{"tcp.analysis.lost_segment", [](I i) { return troubleColumn(i, TcpTrouble::PreviousUnseen); }},
    FieldSpec{"tcp.analysis.out_of_order", [](I i) { return troubleColumn(i, TcpTrouble::OutOfOrder); }},
    FieldSpec{"tcp.analysis.retransmission", [](I i) { return troubleColumn(i, TcpTrouble::Retransmission); }},
    FieldSpec{"tcp.analysis.zero_window", [](I i) { return troubleColumn(i, TcpTrouble::ZeroWindow); }},
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
