#include "models/capture/packetcolumns.h"

#include <algorithm>
#include <limits>

#ifdef Q_OS_LINUX
#include <sys/mman.h>
#endif

namespace wirecase {

namespace {

// Memory that will be written from end to end: its pages are asked for at once, for a tenth of what it costs to be
// interrupted for each. Where the system does not know how (Linux before 5.14), they come one by one.
void makePresent([[maybe_unused]] void *begin, [[maybe_unused]] std::size_t length)
{
#ifdef MADV_POPULATE_WRITE
    constexpr std::size_t page = 4096;
    if (std::align(page, page, begin, length))
        (void) madvise(begin, length / page * page, MADV_POPULATE_WRITE);
#endif
}

} // namespace

void PacketColumns::addChunk()
{
    auto chunk = std::make_shared_for_overwrite<PacketChunk>();
    if (!m_chunks.empty()) // most captures do not fill the first one
        makePresent(chunk.get(), sizeof *chunk);
    m_chunks.push_back(std::move(chunk));
}

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

} // namespace wirecase
