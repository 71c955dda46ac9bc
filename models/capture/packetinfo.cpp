#include "models/capture/packetinfo.h"

#include "models/base/byteview.h"
#include "models/capture/conversationtable.h"
#include "models/capture/packetcolumns.h"

#include <array>

namespace wirecase {

namespace {

struct Remark
{
    TcpTrouble trouble;
    QLatin1String text;
};

/// As Wireshark writes it in front of what the segment holds, and in that order.
constexpr std::array remarks{
    Remark{TcpTrouble::ZeroWindow, QLatin1String("[TCP ZeroWindow] ")},
    Remark{TcpTrouble::DuplicateAck, QLatin1String("[TCP Dup ACK] ")},
    Remark{TcpTrouble::KeepAliveAck, QLatin1String("[TCP Keep-Alive ACK] ")},
    Remark{TcpTrouble::KeepAlive, QLatin1String("[TCP Keep-Alive] ")},
    Remark{TcpTrouble::AckedUnseen, QLatin1String("[TCP ACKed unseen segment] ")},
    Remark{TcpTrouble::PreviousUnseen, QLatin1String("[TCP Previous segment not captured] ")},
    Remark{TcpTrouble::OutOfOrder, QLatin1String("[TCP Out-Of-Order] ")},
    Remark{TcpTrouble::Retransmission, QLatin1String("[TCP Retransmission] ")},
};

QString remarksOn(TcpTroubles troubles)
{
    QString text;
    for (const Remark &remark : remarks) {
        if (troubles.testFlag(remark.trouble))
            text += remark.text;
    }
    return text;
}

TcpNumbering numberingOf(const PacketIndex &packets, const PacketRow &row)
{
    using Flag = ConversationRecord::Flag;
    TcpNumbering numbering;
    if (!row.conversation)
        return numbering;
    const ConversationRecord &record = packets.conversationTable().record(static_cast<quint32>(*row.conversation));
    const std::size_t own = packets.columns().fromFirst(static_cast<quint32>(row.id)) ? 0 : 1;
    const std::array<bool, 2> isSet{record.has(Flag::FirstSequenceSet), record.has(Flag::SecondSequenceSet)};
    if (isSet[own])
        numbering.sender = record.baseSequence[own];
    if (isSet[1 - own])
        numbering.receiver = record.baseSequence[1 - own];
    numbering.windowShift = record.windowShift(own);
    numbering.isKeepAlive = row.troubles.testFlag(TcpTrouble::KeepAlive);
    return numbering;
}

Result<DissectedPacket> dissected(const PacketIndex &packets, PacketId packet, const PacketMasks *masks,
                                  bool wantsLayers)
{
    auto bytes = packets.bytes(packet);
    if (!bytes)
        return bytes.error();
    const PacketRow row = packets.row(packet);
    PacketContext context = packetContext(packets, row, masks);
    context.wantsLayers = wantsLayers;
    PacketDissection dissection = dissectPacket(bytesOf(*bytes), row.wireLength, row.linkType, context);
    dissection.info.prepend(remarksOn(row.troubles));
    return DissectedPacket{row, *std::move(bytes), std::move(dissection)};
}

} // namespace

PacketContext packetContext(const PacketIndex &packets, const PacketRow &row, const PacketMasks *masks)
{
    PacketContext context;
    context.numbering = numberingOf(packets, row);
    if (isApplication(row.conversationProtocol))
        context.conversationProtocol = row.conversationProtocol;
    if (masks != nullptr)
        context.knownSecrets = masks->spansIn(row.id);
    return context;
}

Result<DissectedPacket> dissectedPacket(const PacketIndex &packets, PacketId packet, const PacketMasks *masks)
{
    return dissected(packets, packet, masks, true);
}

QString packetInfo(const PacketIndex &packets, PacketId packet, const PacketMasks *masks)
{
    const auto line = dissected(packets, packet, masks, false);
    return line ? line->dissection.info : line.error().message;
}

} // namespace wirecase
