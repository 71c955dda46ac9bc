#include "models/capture/packetcolumns.h"

#include <algorithm>
#include <limits>

namespace wirecase {

quint8 PacketColumns::linkTypeIndex(LinkType type)
{
    const auto place = std::find(m_linkTypes.begin(), m_linkTypes.end(), type);
    if (place != m_linkTypes.end())
        return static_cast<quint8>(place - m_linkTypes.begin());
    // Captures with more than 255 link types do not occur; what comes after is listed under the last one.
    if (m_linkTypes.size() <= std::numeric_limits<quint8>::max())
        m_linkTypes.push_back(type);
    return static_cast<quint8>(m_linkTypes.size() - 1);
}

void PacketColumns::append(const PacketEntry &entry)
{
    const quint32 place = m_size & PacketChunk::mask;
    if (place == 0)
        m_chunks.push_back(std::make_shared_for_overwrite<PacketChunk>());
    PacketChunk &chunk = *m_chunks.back();
    chunk.timeNs[place] = entry.timeNs;
    chunk.offsetLow[place] = static_cast<quint32>(entry.offset);
    chunk.offsetHigh[place] = static_cast<quint16>(entry.offset >> 32U);
    chunk.wireLength[place] = entry.wireLength;
    chunk.capturedLength[place] = entry.capturedLength;
    chunk.conversation[place] = entry.conversation;
    chunk.previous[place] = entry.previous;
    chunk.linkType[place] = linkTypeIndex(entry.linkType);
    chunk.flags[place] = static_cast<quint8>(static_cast<unsigned>(entry.kind) | (entry.fromFirst ? fromFirstFlag : 0U)
                                             | (entry.hasPayload ? payloadFlag : 0U));
    ++m_size;
}

} // namespace wirecase
