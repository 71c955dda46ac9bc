#include "ui/panes/packetreading.h"

#include "models/base/timeformat.h"
#include "models/capture/deep/deepdissection.h"
#include "models/capture/packetinfo.h"
#include "ui/panes/fielditems.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::PacketReading)
};

/// What the capture says of the packet beside its bytes.
FieldNode frameOf(const PacketIndex &packets, const PacketRow &row)
{
    FieldNode frame;
    frame.text = Text::tr("Frame %1: %2 bytes on the wire, %3 bytes captured")
                     .arg(row.numberInFile)
                     .arg(row.wireLength)
                     .arg(row.capturedLength);
    frame.filterName = QStringLiteral("frame");
    frame.length = row.capturedLength;
    const auto add = [&frame](const char *name, const QString &text) {
        FieldNode &node = frame.children.emplace_back();
        node.text = text;
        node.filterName = QLatin1String(name);
    };
    const PacketId first = packets.files()[row.file].first;
    if (row.timeNs != noTime) {
        add("frame.time", Text::tr("Arrival time: %1").arg(isoTime(row.timeNs)));
        if (row.id != first)
            add("frame.time_delta",
                Text::tr("Since the packet before: %1 s")
                    .arg(secondsText(packets.timeNs(PacketId{static_cast<quint32>(row.id) - 1}), row.timeNs)));
        add("frame.time_relative",
            Text::tr("Since the first packet: %1 s").arg(secondsText(packets.timeNs(first), row.timeNs)));
    }
    add("frame.number", Text::tr("Frame number: %1").arg(row.numberInFile));
    add("frame.len", Text::tr("Frame length: %1 bytes").arg(row.wireLength));
    add("frame.cap_len", Text::tr("Capture length: %1 bytes").arg(row.capturedLength));
    add("frame.encap_type", Text::tr("Link type: %1").arg(linkTypeText(row.linkType)));
    if (const QString comment = packets.comment(row.id); !comment.isEmpty())
        add("frame.comment", Text::tr("Comment in the capture: %1").arg(comment));
    return frame;
}

Result<DissectedPacket> dissect(const Snapshot &snapshot, PacketId packet)
{
    const PacketIndex &packets = *snapshot.capture.packets;
    auto dissected = dissectedPacket(packets, packet, snapshot.secrets.get());
    if (dissected) {
        auto &layers = dissected->dissection.layers;
        layers.insert(layers.begin(), frameOf(packets, dissected->row));
    }
    return dissected;
}

} // namespace

Result<PacketReading> readPacket(const Snapshot &snapshot, PacketId packet)
{
    auto dissected = dissect(snapshot, packet);
    if (!dissected)
        return dissected.error();
    PacketReading reading;
    reading.packet = packet;
    reading.ref = snapshot.capture.packets->refOf(packet);
    reading.row = dissected->row;
    reading.masks = dissected->dissection.secrets;
    reading.bytes = reading.masks.masked(dissected->bytes, '\0');
    reading.fields = fieldItems(dissected->dissection.layers);
    reading.info = dissected->dissection.info;
    reading.holdsSecret = !reading.masks.isEmpty();
    return reading;
}

Result<std::vector<FieldItem>> readDeepFields(const Snapshot &snapshot, PacketId packet, JobState &job)
{
    const auto dissected = dissect(snapshot, packet);
    if (!dissected)
        return dissected.error();
    const auto deep = dissectDeeply(snapshot.capture, packet, snapshot.secrets.get(), job);
    if (!deep)
        return deep.error();
    return deepFieldItems(*deep, dissected->dissection.layers);
}

Result<QString> readSecret(const Snapshot &snapshot, PacketId packet, quint32 field)
{
    const auto dissected = dissect(snapshot, packet);
    if (!dissected)
        return dissected.error();
    const FieldNode *node = secretField(dissected->dissection.layers, field);
    if (node && !node->secretValue.isEmpty())
        return QString::fromUtf8(node->secretValue);
    // Only the whole stream gives it away.
    const std::vector<Secret> &secrets = snapshot.secrets->secrets();
    for (std::size_t i = 0; i < secrets.size(); ++i) {
        if (std::binary_search(secrets[i].packets.begin(), secrets[i].packets.end(), packet))
            return snapshot.secrets->reveal(i, snapshot.capture);
    }
    Error error;
    error.code = Error::Code::Unsupported;
    error.message = Text::tr("The bytes of this secret are not understood well enough to reveal it.");
    return error;
}

QString scopeTerm(const PacketRow &packet, const QString &filterName)
{
    const QString side = filterName.section(u'.', 1);
    const auto address = [](const char *field, const Endpoint &end) {
        return end.address.isNull() ? QString()
                                    : QStringLiteral("%1 : \"%2\"").arg(QLatin1String(field), end.address.toString());
    };
    const auto port = [](const char *field, const Endpoint &end) {
        return end.port == 0 ? QString() : QStringLiteral("%1 : %2").arg(QLatin1String(field)).arg(end.port);
    };
    const QString layer = filterName.section(u'.', 0, 0);
    const bool isIp = layer == QLatin1String("ip") || layer == QLatin1String("ipv6");
    const bool isPort = layer == QLatin1String("tcp") || layer == QLatin1String("udp");
    if (isIp && side == QLatin1String("src"))
        return address("source.ip", packet.source);
    if (isIp && side == QLatin1String("dst"))
        return address("destination.ip", packet.destination);
    if (isPort && side == QLatin1String("srcport"))
        return port("source.port", packet.source);
    if (isPort && side == QLatin1String("dstport"))
        return port("destination.port", packet.destination);
    return {};
}

} // namespace wirecase
