#include "models/activity/rawstore.h"

namespace wirecase {

namespace {

constexpr qsizetype blockBytes = 256 * 1024;

} // namespace

RawStore::RawStore(const RawStore &other)
    : m_blocks(other.m_blocks)
    , m_last(other.m_last)
    , m_places(other.m_places)
{
}

quint32 RawStore::add(std::string_view bytes)
{
    if (!m_last.isEmpty() && m_last.size() + static_cast<qsizetype>(bytes.size()) > blockBytes) {
        m_blocks.push_back(qCompress(m_last, 1));
        m_last.clear();
    }
    m_places.push_back({static_cast<quint32>(m_blocks.size()), static_cast<quint32>(m_last.size()),
                        static_cast<quint32>(bytes.size())});
    m_last.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
    return static_cast<quint32>(m_places.size() - 1);
}

QByteArray RawStore::bytes(quint32 record) const
{
    const Place &place = m_places[record];
    if (place.block == m_blocks.size())
        return m_last.mid(place.offset, place.length);
    const std::lock_guard lock(m_mutex);
    if (m_unpacked.first != place.block || m_unpacked.second.isEmpty())
        m_unpacked = {place.block, qUncompress(m_blocks[place.block])};
    return m_unpacked.second.mid(place.offset, place.length);
}

} // namespace wirecase
