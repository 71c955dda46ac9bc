#pragma once

#include "models/base/timerange.h"

#include <QFlags>

#include <array>

namespace wirecase {

inline constexpr qint64 noRtt = -1;

/// What is odd about one segment, in Wireshark's words and by its rules.
enum class TcpTrouble : quint8
{
    Retransmission = 0x01, ///< "fast" and "spurious" ones among them
    OutOfOrder = 0x02,     ///< another one overtook it
    ZeroWindow = 0x04,     ///< it says that its sender takes nothing more
    PreviousUnseen = 0x08, ///< the one before it was not captured, or comes later
    AckedUnseen = 0x10,    ///< it acknowledges what was not captured
    DuplicateAck = 0x20,
    KeepAlive = 0x40,
    KeepAliveAck = 0x80,
};
Q_DECLARE_FLAGS(TcpTroubles, TcpTrouble)

/// How well one TCP connection went, in both directions together. The words mean what they mean in Wireshark.
struct TcpHealth
{
    quint32 retransmissions = 0; ///< "fast" and "spurious" ones among them
    quint32 outOfOrder = 0;      ///< segments that another one overtook
    quint32 zeroWindows = 0;     ///< segments that say the receiver takes nothing more
    quint32 unseen = 0;          ///< segments that show that others were not captured
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
    /// Counts the segment that one of the two sides sent next, and says what is odd about it.
    TcpTroubles follow(const TcpSegment &segment, bool fromFirst, TcpHealth &health);

private:
    struct Side
    {
        quint32 next = 0; ///< the sequence number expected next; 0 before the first segment
        quint32 lastAcknowledged = 0;
        quint32 mostToAcknowledge = 0; ///< where what was seen without a hole ends; 0 before the first segment
        quint16 window = 0;
        bool windowKnown = false;
        quint8 repeatedAcks : 6 = 0; ///< no more than are counted
        bool keptAlive : 1 = false;  ///< by the last segment
        bool toldUnseen : 1 = false; ///< that the other side has more of it than was seen, since its last segment
    };

    static bool isKeepAlive(const TcpSegment &segment, const Side &own);
    void noteHandshake(const TcpSegment &segment, TcpHealth &health);
    [[nodiscard]] TcpTroubles judge(const TcpSegment &segment, std::size_t sender, const TcpHealth &health) const;
    [[nodiscard]] static TcpTroubles noteAck(const TcpSegment &segment, Side &own, const Side &other);
    [[nodiscard]] static TcpTroubles noteUnseen(const TcpSegment &segment, const Side &own, Side &other);
    static void noteEnd(const TcpSegment &segment, Side &own, qint64 &nextNs);

    std::array<Side, 2> m_sides;
    std::array<qint64, 2> m_nextNs{};  ///< when `next` was last raised
    qint64 m_synNs = noTime;           ///< of the last SYN that opens
    std::array<quint32, 2> m_lastUs{}; ///< of the last segment, modulo 71 minutes; 0 when not known
};

static_assert(sizeof(TcpFollower) == 64);

} // namespace wirecase
