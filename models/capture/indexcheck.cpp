#include "models/capture/indexcheck.h"

#include "models/capture/conversationtable.h"
#include "models/capture/packetcolumns.h"

namespace wirecase {

namespace {

quint64 endOf(const CaptureFile &file)
{
    return static_cast<quint64>(file.first) + file.packets;
}

} // namespace

IndexCheck::IndexCheck(const Counts &counts, const std::vector<CaptureFile> &files)
    : m_counts(counts)
    , m_files(files)
    , m_chains(counts.conversations, Chain{noPacket, noPacket, 0})
{
}

bool IndexCheck::files() const
{
    quint64 packets = 0;
    for (const CaptureFile &file : m_files) {
        if (!isCapture(file.format) || static_cast<quint64>(file.first) != packets)
            return false;
        packets += file.packets;
    }
    return packets == m_counts.packets;
}

bool IndexCheck::chunk(const PacketChunk &chunk, quint32 first, quint32 count)
{
    for (quint32 i = 0; i < count; ++i) {
        while (m_file < m_files.size() && first + i >= endOf(m_files[m_file]))
            ++m_file;
        if ((chunk.isWide(i) && !chunk.wide) || !isInFile(chunk, i) || chunk.linkType(i) >= m_counts.linkTypes
            || !extendsChain(chunk, i, first + i))
            return false;
    }
    return true;
}

bool IndexCheck::record(const ConversationRecord &record, quint32 conversation, std::size_t names) const
{
    const Chain &chain = m_chains[conversation];
    return record.serverName < names && record.protocol < Protocol::Count && record.firstPacket == chain.first
           && record.lastPacket == chain.last && chain.last != noPacket
           && quint64{record.packets[0]} + record.packets[1] == chain.packets;
}

bool IndexCheck::isInFile(const PacketChunk &chunk, quint32 i) const
{
    return m_file < m_files.size() && chunk.offset(i) + chunk.capturedLength(i) <= m_files[m_file].bytes->size();
}

bool IndexCheck::extendsChain(const PacketChunk &chunk, quint32 i, quint32 packet)
{
    const quint32 conversation = chunk.conversation[i];
    if (conversation == noConversation)
        return true;
    if (conversation >= m_chains.size() || chunk.previous[i] != m_chains[conversation].last)
        return false;
    Chain &chain = m_chains[conversation];
    chain.first = chain.packets == 0 ? packet : chain.first;
    chain.last = packet;
    ++chain.packets;
    return true;
}

} // namespace wirecase
