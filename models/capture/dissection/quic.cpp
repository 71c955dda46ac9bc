#include "models/capture/dissection/application.h"
#include "models/capture/dissection/quicinitial.h"
#include "models/capture/dissection/tlshello.h"

#include <QStringList>

#include <array>

namespace wirecase {

namespace {

constexpr std::size_t mostPackets = 16; // of one datagram

constexpr std::array types{NameSpec{0, "Initial"}, NameSpec{1, "0-RTT"}, NameSpec{2, "Handshake"},
                           NameSpec{3, "Retry"}};

QString idText(const char *label, ByteView id)
{
    return id.empty() ? QString()
                      : QStringLiteral(", %1=%2").arg(QLatin1String(label), QString::fromLatin1(copyOf(id).toHex()));
}

/// What the client's hello says, below `node`. Its bytes are encrypted in the packet, so that all of them stand for it.
QString addHello(Dissection &d, FieldNode &node, const QByteArray &handshake, const Part &place)
{
    constexpr char clientHello = 1;
    constexpr std::size_t handshakeHeader = 4;
    if (handshake.isEmpty() || handshake.front() != clientHello)
        return {};
    Dissection opened(PacketContext{});
    FieldNode fields;
    const Part whole(bytesOf(handshake), 0);
    const TlsHello hello = addTlsHello(opened, fields, whole.from(handshakeHeader), true);
    if (!hello.serverName.isEmpty())
        d.add(node, Dissection::tr("Server Name: %1").arg(hello.serverName), "tls.handshake.extensions_server_name",
              place);
    if (!hello.protocols.isEmpty())
        d.add(node, Dissection::tr("ALPN Next Protocol: %1").arg(hello.protocols.join(u',')),
              "tls.handshake.extensions_alpn_str", place);
    return hello.text();
}

QString addPacket(Dissection &d, FieldNode &layer, const Part &packet, const QuicLongHeader &header)
{
    const QString name =
        header.version == 0 ? QStringLiteral("Version Negotiation") : QLatin1String(nameOf(types, header.type));
    QString info = name + idText("DCID", header.destination) + idText("SCID", header.source);
    FieldNode node = Dissection::node(info, "quic.packet", packet);
    d.add(node, Dissection::tr("Version: %1").arg(d.value(packet.sub(1, 4), FieldFormat::Hex)), "quic.version",
          packet.sub(1, 4));
    if (const auto initial = openQuicInitial(packet.bytes())) {
        const Part payload = packet.from(header.numberAt);
        info +=
            QStringLiteral(", PKN: %1, %2").arg(initial->packetNumber).arg(initial->frames.join(QLatin1String(", ")));
        d.add(node, Dissection::tr("Packet number: %1").arg(initial->packetNumber), "quic.packet_number",
              payload.sub(0, 1));
        const QString hello = addHello(d, node, initial->hello, payload);
        info += hello.isEmpty() ? QString() : QStringLiteral(", Client Hello") + hello;
    }
    d.add(layer, std::move(node));
    return info;
}

} // namespace

bool looksLikeQuic(const Part &part)
{
    const std::uint32_t version = part.quadOr0(1);
    constexpr std::uint32_t versionTwo = 0x6b3343cf;
    const bool isKnown =
        version == 1 || version == versionTwo || version >> 8U == 0xff0000U || version >> 16U == 0x5130U;
    return part.byteOr0(0) >> 6U == 3 && isKnown && part.byte(5).value_or(0xff) <= 20;
}

void dissectQuic(Dissection &d, const Part &part)
{
    FieldNode layer = Dissection::node(QStringLiteral("QUIC IETF"), "quic", part);
    QStringList infos;
    std::size_t at = 0;
    for (std::size_t count = 0; count < mostPackets && at < part.size(); ++count) {
        const auto header = quicLongHeader(part.from(at).bytes());
        if (!header) {
            constexpr unsigned fixedBit = 0x40;
            if ((part.byteOr0(at) & fixedBit) != 0 && part.byteOr0(at) < 0x80)
                infos += QStringLiteral("Protected Payload");
            break;
        }
        const std::size_t length = header->length == 0 ? part.size() - at : header->numberAt + header->length;
        infos += addPacket(d, layer, part.sub(at, length), *header);
        at += length;
    }
    if (infos.isEmpty())
        return summariseContinuation(d, QStringLiteral("QUIC"), "quic", part);
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("QUIC"), infos.join(QLatin1String("; ")));
}

} // namespace wirecase
