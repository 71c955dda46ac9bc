#pragma once

#include "models/base/timerange.h"

#include <QtGlobal>

#include <array>

namespace wirecase {

inline constexpr qint64 noRtt = -1;

/// What is wrong about one segment, as far as Wireshark's words go.
enum class TcpTrouble : quint8
{
    None,
    Retransmission, ///< "fast" and "spurious" ones among them
    OutOfOrder,     ///< another one overtook it
    ZeroWindow      ///< it says that its sender takes nothing more
};

/// How well one TCP connection went, in both directions together. The words mean what they mean in Wireshark.
struct TcpHealth
{
    quint32 retransmissions = 0; ///< "fast" and "spurious" ones among them
    quint32 outOfOrder = 0;      ///< segments that another one overtook
    quint32 zeroWindows = 0;     ///< segments that say the receiver takes nothing more
    qint64 handshakeRttNs =
        noRtt; ///< from the SYN to the ACK that ends the handshake; noRtt when that was not captured

    bool operator==(const TcpHealth &) const = default;
};

/// One segment as the follower needs it. Numbers are relative to the first of each side, as Wireshark counts.
struct TcpSegment
{
    quint32 sequence = 0;
    quint32 acknowledged = 0; ///< 0 without ACK
    quint32 length = 0;       ///< of the payload on the wire
    quint16 window = 0;
    quint8 flags = 0;  ///< Frame::TcpFlag
    qint64 timeNs = 0; ///< noTime when the file gives none
};

/// What has to be remembered of a connection to judge its next segment. It is fetched for every segment, and so is one
/// line of the processor's cache.
class alignas(64) TcpFollower
{
public:
    /// Counts the segment that one of the two sides sent next, and says what is wrong about it.
    TcpTrouble follow(const TcpSegment &segment, bool fromFirst, TcpHealth &health);

private:
    struct Side
    {
        quint32 next = 0; ///< the sequence number expected next; 0 before the first segment
        quint32 lastAcknowledged = 0;
        quint16 window = 0;
        bool windowKnown = false;
        quint8 repeatedAcks = 0; ///< no more than are counted
    };
    struct Times
    {
        qint64 nextNs = 0; ///< when `next` was last raised
        qint64 lastNs = 0; ///< of the last segment
    };

    static bool isKeepAlive(const TcpSegment &segment, const Side &own);
    void noteHandshake(const TcpSegment &segment, TcpHealth &health);
    [[nodiscard]] TcpTrouble judge(const TcpSegment &segment, std::size_t sender, const TcpHealth &health) const;
    static void noteAck(const TcpSegment &segment, Side &own);

    std::array<Side, 2> m_sides;
    std::array<Times, 2> m_times;
    qint64 m_synNs = noTime; ///< of the last SYN that opens
};

static_assert(sizeof(TcpFollower) == 64);

} // namespace wirecase
