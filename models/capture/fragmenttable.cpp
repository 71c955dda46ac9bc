#include "models/capture/fragmenttable.h"

#include <algorithm>

namespace wirecase {

namespace {

// Enough for the transport header and for the first look into what it carries.
constexpr std::size_t keptBytes = 1024;

} // namespace

void FragmentTable::clear()
{
    m_open.clear();
    m_byAge.clear();
}

void FragmentTable::addPiece(Datagram &datagram, quint32 begin, quint32 end)
{
    auto &pieces = datagram.pieces;
    auto place = std::lower_bound(pieces.begin(), pieces.end(), std::pair(begin, end));
    if (place != pieces.begin() && std::prev(place)->second >= begin)
        --place;
    auto last = place;
    while (last != pieces.end() && last->first <= end) {
        begin = std::min(begin, last->first);
        end = std::max(end, last->second);
        ++last;
    }
    place = pieces.erase(place, last);
    if (pieces.size() < mostPieces)
        pieces.insert(place, {begin, end});
}

// The transport header itself may be spread over fragments.
void FragmentTable::keepStart(Datagram &datagram, const Frame &frame)
{
    if (frame.fragmentOffset >= keptBytes)
        return;
    const ByteView part = slice(frame.ipPayload, 0, keptBytes - frame.fragmentOffset);
    const auto end = static_cast<qsizetype>(frame.fragmentOffset + part.size());
    if (datagram.start.size() < end)
        datagram.start.append(end - datagram.start.size(), '\0');
    std::copy(textOf(part).begin(), textOf(part).end(), datagram.start.begin() + frame.fragmentOffset);
}

bool FragmentTable::completes(Frame &frame)
{
    const Key key{frame.source, frame.destination, frame.fragmentId, frame.ipProtocol};
    const auto [place, isNew] = m_open.try_emplace(key);
    Datagram &datagram = place->second;
    if (isNew) {
        m_byAge.push_back(key);
        datagram.age = std::prev(m_byAge.end());
        if (m_open.size() > mostDatagrams) {
            m_open.erase(m_byAge.front());
            m_byAge.pop_front();
        }
    }
    const quint32 end = frame.fragmentOffset + frame.ipPayloadLength;
    keepStart(datagram, frame);
    if (!frame.moreFragments)
        datagram.end = end;
    if (end > frame.fragmentOffset)
        addPiece(datagram, frame.fragmentOffset, end);
    const auto &first = datagram.pieces;
    if (datagram.end == 0 || first.empty() || first.front().first != 0 || first.front().second < datagram.end)
        return false;

    m_completed = datagram.start;
    frame.ipPayload = bytesOf(m_completed);
    frame.ipPayloadLength = datagram.end;
    m_byAge.erase(datagram.age);
    m_open.erase(place);
    decodeTransport(frame);
    return true;
}

} // namespace wirecase
