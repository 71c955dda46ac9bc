#pragma once

#include "models/capture/framedecoder.h"

#include <list>
#include <map>
#include <tuple>
#include <vector>

namespace wirecase {

/// Watches IP datagrams that travel in fragments. The packet that completes a datagram stands for it in the counts, as
/// in Wireshark; the others have no ports of their own. Memory is bounded: the oldest open datagram is given up.
class FragmentTable
{
public:
    /// Notes a fragment. When it completes its datagram, fills ports, TCP header and start of payload into `frame`.
    bool completes(Frame &frame);
    void clear();

private:
    static constexpr std::size_t mostDatagrams = 8192;
    static constexpr std::size_t mostPieces = 256;

    using Key = std::tuple<IpAddress, IpAddress, quint32, quint8>;
    struct Datagram
    {
        std::vector<std::pair<quint32, quint32>> pieces; ///< begin, end; sorted, not touching
        quint32 end = 0;                                 ///< 0 while the last fragment is missing
        QByteArray start;                                ///< first bytes of the datagram, as far as they came
        std::list<Key>::iterator age;
    };

    static void keepStart(Datagram &datagram, const Frame &frame);
    static void addPiece(Datagram &datagram, quint32 begin, quint32 end);

    std::map<Key, Datagram> m_open;
    std::list<Key> m_byAge;
    QByteArray m_completed; ///< keeps the bytes that the last completed frame points to
};

} // namespace wirecase
