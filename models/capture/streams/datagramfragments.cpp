#include "models/capture/streams/datagramfragments.h"

#include "models/capture/conversationtable.h"

#include <algorithm>

namespace wirecase {

namespace {

constexpr quint32 stride = 1024;

bool isBetween(const ConversationRecord &record, const Conversation &conversation)
{
    const IpAddress &client = conversation.client.address;
    const IpAddress &server = conversation.server.address;
    return record.ipProtocol == conversation.ipProtocol
           && ((record.first == client && record.second == server)
               || (record.first == server && record.second == client));
}

} // namespace

Status DatagramFragments::readOf(ConversationId partial, JobState &job)
{
    quint32 visited = 0;
    for (const PacketId id : m_capture.conversations->packets(partial)) {
        if (++visited % stride == 0 && job.cancelled)
            return Error::cancelled();
        const auto bytes = m_capture.packets->bytes(id);
        if (!bytes)
            return bytes.error();
        const PacketRow row = m_capture.packets->row(id);
        const Frame frame = decodeFrame(bytesOf(*bytes), row.wireLength, row.linkType);
        if (!frame.isFragment || frame.isCutFragment || frame.ipPayload.empty())
            continue;
        const auto at = static_cast<quint32>(frame.ipPayload.data() - bytesOf(*bytes).data());
        m_fragments[{frame.source, frame.fragmentId}].push_back(
            {id, at, frame.fragmentOffset, static_cast<quint32>(frame.ipPayload.size()), !frame.moreFragments});
    }
    return {};
}

Status DatagramFragments::readAll(JobState &job)
{
    if (m_isRead)
        return {};
    const ConversationTable &table = m_capture.conversations->table();
    for (quint32 i = 0; i < table.size(); ++i) {
        const ConversationRecord &record = table.record(i);
        if (!record.has(ConversationRecord::IsPartial) || !isBetween(record, m_conversation))
            continue;
        if (const Status read = readOf(ConversationId{i}, job); !read)
            return read;
    }
    for (auto &[key, fragments] : m_fragments)
        std::sort(fragments.begin(), fragments.end(),
                  [](const Fragment &a, const Fragment &b) { return a.packet < b.packet; });
    m_isRead = true;
    return {};
}

// The fragments with this identification before the packet that completed the datagram, nearest first, until nothing is
// missing: identifications come round again.
std::vector<DatagramFragments::Fragment> DatagramFragments::chosen(const Fragment &last, const Key &key) const
{
    std::vector<Fragment> chosen{last};
    const auto known = m_fragments.find(key);
    if (known == m_fragments.end())
        return chosen;
    const auto covers = [&chosen] {
        std::sort(chosen.begin(), chosen.end(), [](const Fragment &a, const Fragment &b) {
            return std::pair(a.begin, a.packet) < std::pair(b.begin, b.packet);
        });
        quint32 end = 0;
        for (const Fragment &fragment : chosen) {
            if (fragment.begin > end)
                return false;
            end = std::max(end, fragment.begin + fragment.length);
            if (fragment.isLast)
                return true;
        }
        return false;
    };
    const auto after = std::lower_bound(known->second.begin(), known->second.end(), last.packet,
                                        [](const Fragment &f, PacketId packet) { return f.packet < packet; });
    constexpr std::size_t mostFragments = 8192; // what a datagram of 64 KiB can be cut into
    for (auto before = after; before != known->second.begin() && chosen.size() < mostFragments && !covers();)
        chosen.push_back(*--before);
    std::sort(chosen.begin(), chosen.end(), [](const Fragment &a, const Fragment &b) {
        return std::pair(a.begin, a.packet) < std::pair(b.begin, b.packet);
    });
    return chosen;
}

Result<FragmentedDatagram> DatagramFragments::completedBy(PacketId packet, const Frame &last, quint32 offsetInPacket,
                                                          JobState &job)
{
    if (const Status read = readAll(job); !read)
        return read.error();
    FragmentedDatagram datagram;
    const Fragment own{packet, offsetInPacket, last.fragmentOffset, static_cast<quint32>(last.ipPayload.size()),
                       !last.moreFragments};
    for (const Fragment &fragment : chosen(own, {last.source, last.fragmentId})) {
        const auto end = static_cast<quint32>(datagram.payload.size());
        if (fragment.begin > end)
            break;
        if (fragment.begin + fragment.length <= end)
            continue;
        const auto bytes = m_capture.packets->bytes(fragment.packet);
        if (!bytes)
            return bytes.error();
        const quint32 known = end - fragment.begin;
        datagram.pieces.push_back({fragment.packet, fragment.offsetInPacket + known, end, fragment.length - known});
        datagram.payload.append(bytes->constData() + fragment.offsetInPacket + known, fragment.length - known);
    }
    return datagram;
}

} // namespace wirecase
