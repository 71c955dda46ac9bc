#include "models/capture/deep/deepslice.h"

#include "models/capture/packetinfo.h"

#include <QtEndian>

#include <algorithm>

namespace wirecase {

namespace {

// What comes long before explains little; of what comes after, the answer is near.
constexpr std::ptrdiff_t mostBefore = 1000;
constexpr std::ptrdiff_t mostAfter = 200;
constexpr std::ptrdiff_t opening = 3; ///< the handshake, which says how to read the rest

void append32(QByteArray &file, quint32 value)
{
    const quint32 little = qToLittleEndian(value);
    file.append(reinterpret_cast<const char *>(&little), sizeof little);
}

void appendHeader(QByteArray &file, LinkType link)
{
    constexpr quint32 nanosecondMagic = 0xa1b23c4d;
    constexpr quint32 version = 2U | 4U << 16U;
    constexpr quint32 longestPacket = 262'144;
    for (const quint32 field : {nanosecondMagic, version, 0U, 0U, longestPacket, static_cast<quint32>(link)})
        append32(file, field);
}

void appendPacket(QByteArray &file, const PacketRow &row, const QByteArray &bytes)
{
    constexpr qint64 second = 1'000'000'000;
    const qint64 time = row.timeNs == noTime ? 0 : std::max<qint64>(row.timeNs, 0);
    append32(file, static_cast<quint32>(time / second));
    append32(file, static_cast<quint32>(time % second));
    append32(file, static_cast<quint32>(bytes.size()));
    append32(file, std::max(row.wireLength, static_cast<quint32>(bytes.size())));
    file += bytes;
}

/// Those of its conversation around the packet, and those that opened it.
std::vector<PacketId> neighbours(const CaptureSnapshot &capture, const PacketRow &row)
{
    if (!row.conversation)
        return {row.id};
    std::vector<PacketId> all = capture.conversations->packets(*row.conversation);
    const auto place = std::find(all.begin(), all.end(), row.id);
    if (place == all.end())
        return {row.id};
    const std::ptrdiff_t at = place - all.begin();
    const std::ptrdiff_t end = std::min(static_cast<std::ptrdiff_t>(all.size()), at + mostAfter + 1);
    const std::ptrdiff_t begin = std::max(std::min(at, opening), at - mostBefore);
    std::vector<PacketId> near(all.begin(), all.begin() + std::min(begin, opening));
    near.insert(near.end(), all.begin() + begin, all.begin() + end);
    return near;
}

/// Drops the farthest before the packet, then those after it, until the rest is small enough; a file has one link type.
void keepTo(std::vector<PacketId> &near, const PacketIndex &packets, const PacketRow &row, quint64 mostBytes)
{
    std::erase_if(near, [&](PacketId id) { return packets.row(id).linkType != row.linkType; });
    quint64 bytes = 0;
    for (const PacketId id : near)
        bytes += packets.row(id).capturedLength;
    const auto drop = [&](std::vector<PacketId>::iterator place) {
        bytes -= packets.row(*place).capturedLength;
        near.erase(place);
    };
    while (bytes > mostBytes && near.size() > 1)
        drop(near.front() == row.id ? near.end() - 1 : near.begin());
}

} // namespace

Result<DeepSlice> deepSliceOf(const CaptureSnapshot &capture, PacketId packet, const PacketMasks *masks, JobState &job,
                              quint64 mostBytes)
{
    const PacketIndex &packets = *capture.packets;
    const PacketRow asked = packets.row(packet);
    std::vector<PacketId> chosen = neighbours(capture, asked);
    keepTo(chosen, packets, asked, mostBytes);
    DeepSlice slice;
    appendHeader(slice.file, asked.linkType);
    for (const PacketId id : chosen) {
        if (job.cancelled)
            return Error::cancelled();
        const auto near = dissectedPacket(packets, id, masks);
        if (!near && id != packet)
            continue;
        if (!near)
            return near.error();
        const MaskedSpans &secrets = near->dissection.secrets;
        slice.hasSecrets = slice.hasSecrets || !secrets.isEmpty();
        appendPacket(slice.file, near->row, secrets.masked(near->bytes, DeepSlice::fill));
        slice.numbersInFile.push_back(near->row.numberInFile);
        if (id != packet)
            continue;
        slice.frame = static_cast<quint32>(slice.numbersInFile.size());
        slice.masks = secrets;
        slice.capturedLength = static_cast<quint32>(near->bytes.size());
    }
    return slice;
}

} // namespace wirecase
