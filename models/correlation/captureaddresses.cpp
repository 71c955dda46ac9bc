#include "models/correlation/captureaddresses.h"

#include "models/capture/packetindex.h"
#include "models/flowlog/flowindex.h"

#include <QCoreApplication>

#include <map>
#include <set>

namespace wirecase {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::CaptureSession)
};

// A machine has a handful of addresses. An interface that sends from more forwards for others, and none is its own for
// sure.
constexpr std::size_t mostAddresses = 16;
// Frames looked at per file, evenly over it: each costs one read.
constexpr quint32 framesLookedAt = 4096;

bool isHostAddress(const IpAddress &address)
{
    const auto &bytes = address.bytes();
    const bool linkLocal6 = bytes[0] == 0xfe && (bytes[1] & 0xc0U) == 0x80U;
    const bool linkLocal4 = address.isIpv4() && address.ipv4() >> 16U == 0xa9feU;
    const bool nobody = address.isNull() || (address.isIpv4() && address.ipv4() == 0);
    return !nobody && !linkLocal4 && !linkLocal6 && !address.isMulticast();
}

struct Found
{
    QByteArray mac; ///< six bytes
    std::set<IpAddress> addresses;
    QStringList files; ///< names of those that showed it
    bool inFlowLogs = false;
};

/// Adds the addresses from which `mac` sends in this file.
Status lookAtFrames(const PacketIndex &packets, const CaptureFile &file, Found &found, JobState &job)
{
    const quint32 step = std::max(1U, file.packets / framesLookedAt);
    const std::size_t before = found.addresses.size();
    for (quint32 i = 0; i < file.packets; i += step) {
        if (job.cancelled)
            return Error::cancelled();
        const PacketId id{static_cast<quint32>(file.first) + i};
        const PacketRow row = packets.row(id);
        if (row.linkType != LinkType::Ethernet || !row.isIp || !isHostAddress(row.source.address)
            || found.addresses.count(row.source.address) > 0)
            continue;
        // A frame that cannot be read any more says nothing; that it cannot is reported where it is shown.
        const auto bytes = packets.bytes(id);
        constexpr qsizetype sourceMac = 6;
        if (bytes && bytes->mid(sourceMac, found.mac.size()) == found.mac)
            found.addresses.insert(row.source.address);
    }
    if (found.addresses.size() > before)
        found.files.append(file.name.section(u'/', -1));
    return {};
}

void lookAtFlows(const FlowIndex &flows, Found &found)
{
    for (const FlowId id : flows.ofMac(QString::fromLatin1(found.mac.toHex()))) {
        const Flow flow = flows.at(id);
        const bool outbound = flow.direction == FlowDirection::Outbound;
        const IpAddress address = outbound ? flow.client.address : flow.server.address;
        if (flow.direction == FlowDirection::Unknown || !isHostAddress(address))
            continue;
        found.addresses.insert(address);
        found.inFlowLogs = true;
        if (found.addresses.size() > mostAddresses)
            return;
    }
}

QString sourceText(const Found &found, bool byTimeOnly)
{
    QStringList parts;
    const QString mac = QString::fromLatin1(found.mac.toHex(':'));
    if (!found.files.isEmpty())
        parts.append(Words::tr("frames that %1 sends in %2").arg(mac, found.files.join(QStringLiteral(", "))));
    if (found.inFlowLogs)
        parts.append(Words::tr("flow logs of %1").arg(mac));
    if (byTimeOnly)
        parts.append(Words::tr("the capture file is linked by its time alone"));
    return parts.join(QStringLiteral("; "));
}

void give(const Found &found, CaptureSession &session)
{
    session.targetMac = QString::fromLatin1(found.mac.toHex()).toUpper();
    if (found.addresses.empty() || found.addresses.size() > mostAddresses)
        return;
    session.targetAddresses.assign(found.addresses.begin(), found.addresses.end());
    session.addressSource = sourceText(found, session.linkedByTimeOnly);
}

} // namespace

Status findTargetAddresses(const PacketIndex &packets, const FlowIndex &flows, std::vector<CaptureSession> &sessions,
                           JobState &job)
{
    std::map<QString, Found> byTarget;
    for (const CaptureSession &session : sessions) {
        if (session.kind != CaptureSession::Kind::NetworkWatcher)
            continue; // a gateway's capture shows others' traffic, not its own
        for (const quint32 number : session.captureFiles) {
            const CaptureFile &file = packets.files()[number];
            Found &found = byTarget[session.target.toLower()];
            if (found.mac.isEmpty())
                found.mac = file.captureMac;
            if (found.mac.isEmpty() || file.captureMac != found.mac)
                continue;
            if (const Status looked = lookAtFrames(packets, file, found, job); !looked)
                return looked.error();
        }
    }
    for (auto &[target, found] : byTarget) {
        if (!found.mac.isEmpty())
            lookAtFlows(flows, found);
    }
    for (CaptureSession &session : sessions) {
        const auto found = byTarget.find(session.target.toLower());
        if (found != byTarget.end() && !found->second.mac.isEmpty())
            give(found->second, session);
    }
    return {};
}

} // namespace wirecase
