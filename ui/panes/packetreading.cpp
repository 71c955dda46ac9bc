#include "ui/panes/packetreading.h"

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

Result<DissectedPacket> dissect(const Snapshot &snapshot, PacketId packet)
{
    const PacketIndex &packets = *snapshot.capture.packets;
    auto dissected = dissectedPacket(packets, packet, snapshot.secrets.get());
    if (!dissected)
        return dissected;
    if (const QString comment = packets.comment(packet); !comment.isEmpty()) {
        FieldNode node;
        node.text = Text::tr("Comment in the capture: %1").arg(comment);
        node.filterName = QStringLiteral("frame.comment");
        auto &layers = dissected->dissection.layers;
        layers.insert(layers.begin(), std::move(node));
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
