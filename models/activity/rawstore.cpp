#include "models/activity/rawstore.h"

#include "models/evidence/blockcompression.h"

namespace wirecase {

namespace {

constexpr qsizetype blockBytes = qsizetype{256} * 1024;
/// Numbers of blocks from here on are those of sources.
constexpr quint32 firstSource = 1U << 31U;

} // namespace

RawStore::RawStore(const RawStore &other)
    : m_blocks(other.m_blocks)
    , m_sources(other.m_sources)
    , m_last(other.m_last)
    , m_places(other.m_places)
{
}

quint32 RawStore::add(std::string_view bytes)
{
    if (!m_last.isEmpty() && m_last.size() + static_cast<qsizetype>(bytes.size()) > blockBytes)
        pack();
    m_places.push_back({static_cast<quint64>(m_last.size()), static_cast<quint32>(bytes.size()),
                        static_cast<quint32>(m_blocks.size())});
    m_last.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
    return static_cast<quint32>(m_places.size() - 1);
}

quint32 RawStore::add(const ByteSourcePtr &source, quint64 offset, std::size_t length)
{
    if (m_sources.empty() || m_sources.back() != source)
        m_sources.push_back(source);
    m_places.push_back(
        {offset, static_cast<quint32>(length), firstSource + static_cast<quint32>(m_sources.size() - 1)});
    return static_cast<quint32>(m_places.size() - 1);
}

void RawStore::pack()
{
    Block block{packedBlock(bytesOf(m_last)), static_cast<std::size_t>(m_last.size()), true};
    if (block.bytes.isEmpty())
        block = {QByteArray(m_last.constData(), m_last.size()), block.length, false};
    m_blocks.push_back(std::move(block));
    m_last.resize(0); // keeps its capacity
}

QByteArray RawStore::unpacked(quint32 block) const
{
    const Block &from = m_blocks[block];
    return from.isPacked ? unpackedBlock(from.bytes, from.length) : from.bytes;
}

QByteArray RawStore::bytes(quint32 record) const
{
    const Place &place = m_places[record];
    if (place.block >= firstSource) {
        const auto bytes = m_sources[place.block - firstSource]->bytesAt(place.offset, place.length);
        return bytes ? *bytes : QByteArray();
    }
    const auto begin = static_cast<qsizetype>(place.offset);
    if (place.block == m_blocks.size())
        return m_last.mid(begin, place.length);
    const std::lock_guard lock(m_mutex);
    if (m_unpacked.first != place.block || m_unpacked.second.isEmpty())
        m_unpacked = {place.block, unpacked(place.block)};
    return m_unpacked.second.mid(begin, place.length);
}

} // namespace wirecase
