#include "models/capture/tcphealth.h"

#include "models/capture/framedecoder.h"

namespace wirecase {

namespace {

// Wireshark's limits. An overtaken segment comes within the round trip, or this when that is not known.
constexpr qint64 usualRttNs = 3'000'000;
// A segment that was asked for again comes soon after the second repeated ACK.
constexpr qint64 fastRetransmissionNs = 20'000'000;
constexpr quint32 asksAgain = 2;

bool isBefore(quint32 a, quint32 b)
{
    return static_cast<qint32>(a - b) < 0;
}

bool has(const TcpSegment &segment, unsigned flags)
{
    return (segment.flags & flags) != 0;
}

// SYN and FIN count as one byte.
quint32 endOf(const TcpSegment &segment)
{
    return segment.sequence + segment.length + (has(segment, Frame::Syn | Frame::Fin) ? 1 : 0);
}

qint64 since(qint64 beginNs, qint64 timeNs)
{
    return timeNs == noTime || beginNs == noTime ? 0 : timeNs - beginNs;
}

} // namespace

inline bool TcpFollower::isKeepAlive(const TcpSegment &segment, const Side &own)
{
    return segment.length <= 1 && segment.sequence == own.next - 1
           && !has(segment, Frame::Syn | Frame::Fin | Frame::Rst);
}

// The first ACK behind a SYN ends the handshake, whoever sent it, so that one side of a connection is enough. A clock
// too coarse to tell the two apart has not measured it yet.
inline void TcpFollower::noteHandshake(const TcpSegment &segment, TcpHealth &health)
{
    const bool syn = has(segment, Frame::Syn);
    const bool ack = has(segment, Frame::Ack);
    if (syn && !ack)
        m_synNs = segment.timeNs;
    else if (!syn && ack && health.handshakeRttNs == noRtt && since(m_synNs, segment.timeNs) > 0)
        health.handshakeRttNs = segment.timeNs - m_synNs;
}

// What a segment is that carries something: new, sent again, or late.
inline TcpTrouble TcpFollower::judge(const TcpSegment &segment, std::size_t sender, const TcpHealth &health) const
{
    const Side &own = m_sides[sender];
    const Side &other = m_sides[1 - sender];
    if (segment.length > 0 && other.lastAcknowledged != 0
        && !isBefore(other.lastAcknowledged, segment.sequence + segment.length))
        return TcpTrouble::Retransmission; // spurious: it was acknowledged already
    // Data behind a probe of one byte repeats that byte, and is new all the same.
    const bool repeatsProbe = segment.length > 1 && own.next - 1 == segment.sequence;
    if (own.next == 0 || !isBefore(segment.sequence, own.next) || repeatsProbe)
        return TcpTrouble::None;
    const qint64 threshold = health.handshakeRttNs == noRtt ? usualRttNs : health.handshakeRttNs;
    const bool wasAskedFor = other.repeatedAcks >= asksAgain && other.lastAcknowledged == segment.sequence
                             && since(m_times[1 - sender].lastNs, segment.timeNs) < fastRetransmissionNs;
    const bool isLate = since(m_times[sender].nextNs, segment.timeNs) < threshold && own.next != endOf(segment);
    return isLate && !wasAskedFor ? TcpTrouble::OutOfOrder : TcpTrouble::Retransmission;
}

inline void TcpFollower::noteAck(const TcpSegment &segment, Side &own)
{
    if (segment.acknowledged != own.lastAcknowledged)
        own.repeatedAcks = 0;
    else if (segment.length == 0 && segment.window != 0 && segment.window == own.window && segment.sequence == own.next
             && own.repeatedAcks < asksAgain && !has(segment, Frame::Syn | Frame::Fin | Frame::Rst))
        ++own.repeatedAcks;
}

TcpTrouble TcpFollower::follow(const TcpSegment &segment, bool fromFirst, TcpHealth &health)
{
    const std::size_t sender = fromFirst ? 0 : 1;
    Side &own = m_sides[sender];
    const Side &other = m_sides[1 - sender];
    noteHandshake(segment, health);

    const bool isProbe = segment.length == 1 && segment.sequence == own.next && other.windowKnown && other.window == 0;
    const bool isZeroWindow = !isProbe && segment.window == 0 && !has(segment, Frame::Syn | Frame::Fin | Frame::Rst);
    health.zeroWindows += isZeroWindow ? 1 : 0;
    const bool carries = segment.length > 0 || has(segment, Frame::Syn | Frame::Fin);
    TcpTrouble found = TcpTrouble::None;
    if (carries && (isProbe || !isKeepAlive(segment, own)))
        found = judge(segment, sender, health);
    health.retransmissions += found == TcpTrouble::Retransmission ? 1 : 0;
    health.outOfOrder += found == TcpTrouble::OutOfOrder ? 1 : 0;

    noteAck(segment, own);
    Times &times = m_times[sender];
    if (const quint32 end = endOf(segment); !isProbe && (own.next == 0 || isBefore(own.next, end))) {
        own.next = end;
        times.nextNs = segment.timeNs;
    }
    own.window = segment.window;
    own.windowKnown = true;
    own.lastAcknowledged = segment.acknowledged;
    times.lastNs = segment.timeNs;
    return found == TcpTrouble::None && isZeroWindow ? TcpTrouble::ZeroWindow : found;
}

} // namespace wirecase
