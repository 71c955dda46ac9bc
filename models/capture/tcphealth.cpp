#include "models/capture/tcphealth.h"

#include "models/capture/framedecoder.h"

#include <algorithm>

namespace wirecase {

namespace {

// Wireshark's limits. An overtaken segment comes within the round trip, or this when that is not known.
constexpr qint64 usualRttNs = 3'000'000;
// A segment that was asked for again comes soon after the second repeated ACK.
constexpr quint32 fastRetransmissionUs = 20'000;
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

quint32 microseconds(qint64 timeNs)
{
    return timeNs == noTime ? 0 : std::max(static_cast<quint32>(timeNs / nsPerUs), 1U);
}

// An empty segment that says what the one before it from the same side said.
bool repeats(const TcpSegment &segment, quint32 next, quint32 acknowledged, quint16 window)
{
    return segment.length == 0 && segment.window != 0 && segment.window == window && segment.sequence == next
           && segment.acknowledged == acknowledged && !has(segment, Frame::Syn | Frame::Fin | Frame::Rst);
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
inline TcpTroubles TcpFollower::judge(const TcpSegment &segment, std::size_t sender, const TcpHealth &health) const
{
    const Side &own = m_sides[sender];
    const Side &other = m_sides[1 - sender];
    if (segment.length > 0 && other.lastAcknowledged != 0
        && !isBefore(other.lastAcknowledged, segment.sequence + segment.length))
        return TcpTrouble::Retransmission; // spurious: it was acknowledged already
    // Data behind a probe of one byte repeats that byte, and is new all the same.
    const bool repeatsProbe = segment.length > 1 && own.next - 1 == segment.sequence;
    if (own.next == 0 || !isBefore(segment.sequence, own.next) || repeatsProbe)
        return {};
    const qint64 threshold = health.handshakeRttNs == noRtt ? usualRttNs : health.handshakeRttNs;
    const bool wasAskedFor = other.repeatedAcks >= asksAgain && other.lastAcknowledged == segment.sequence
                             && microseconds(segment.timeNs) - m_lastUs[1 - sender] < fastRetransmissionUs;
    const bool isLate = since(m_nextNs[sender], segment.timeNs) < threshold && own.next != endOf(segment);
    return isLate && !wasAskedFor ? TcpTrouble::OutOfOrder : TcpTrouble::Retransmission;
}

inline TcpTroubles TcpFollower::noteAck(const TcpSegment &segment, Side &own, const Side &other)
{
    TcpTroubles found;
    if (repeats(segment, own.next, own.lastAcknowledged, own.window))
        found = other.keptAlive ? TcpTrouble::KeepAliveAck : TcpTrouble::DuplicateAck;
    if (found == TcpTrouble::DuplicateAck && own.repeatedAcks < asksAgain)
        ++own.repeatedAcks;
    if (segment.acknowledged != own.lastAcknowledged)
        own.repeatedAcks = 0;
    return found;
}

// Either side can show that something is missing: by what it sends, or by what it takes as received.
inline TcpTroubles TcpFollower::noteUnseen(const TcpSegment &segment, const Side &own, Side &other)
{
    TcpTroubles found;
    if (own.next != 0 && isBefore(own.next, segment.sequence) && !has(segment, Frame::Rst))
        found |= TcpTrouble::PreviousUnseen;
    if (has(segment, Frame::Ack) && other.mostToAcknowledge != 0
        && isBefore(other.mostToAcknowledge, segment.acknowledged)) {
        // Once for the same loss: not again by empty segments, before the other side has said something.
        found.setFlag(TcpTrouble::AckedUnseen, segment.length > 0 || !other.toldUnseen);
        other.toldUnseen = true;
        other.mostToAcknowledge = other.next;
    }
    return found;
}

inline void TcpFollower::noteEnd(const TcpSegment &segment, Side &own, qint64 &nextNs)
{
    const quint32 end = endOf(segment);
    if (own.next == 0 || isBefore(own.next, end)) {
        own.next = end;
        nextNs = segment.timeNs;
    }
    if (own.mostToAcknowledge == 0 || own.mostToAcknowledge == segment.sequence)
        own.mostToAcknowledge = own.next; // what lies behind a hole that is closed was seen before
}

TcpTroubles TcpFollower::follow(const TcpSegment &segment, bool fromFirst, TcpHealth &health)
{
    const std::size_t sender = fromFirst ? 0 : 1;
    Side &own = m_sides[sender];
    Side &other = m_sides[1 - sender];
    noteHandshake(segment, health);

    TcpTroubles found;
    const bool isProbe = segment.length == 1 && segment.sequence == own.next && other.windowKnown && other.window == 0;
    const bool isAlive = !isProbe && isKeepAlive(segment, own);
    found.setFlag(TcpTrouble::KeepAlive, isAlive);
    found.setFlag(TcpTrouble::ZeroWindow,
                  !isProbe && segment.window == 0 && !has(segment, Frame::Syn | Frame::Fin | Frame::Rst));
    found |= noteAck(segment, own, other);
    found |= noteUnseen(segment, own, other);
    if (!isAlive && (segment.length > 0 || has(segment, Frame::Syn | Frame::Fin)))
        found |= judge(segment, sender, health);

    health.retransmissions += found.testFlag(TcpTrouble::Retransmission) ? 1 : 0;
    health.outOfOrder += found.testFlag(TcpTrouble::OutOfOrder) ? 1 : 0;
    health.zeroWindows += found.testFlag(TcpTrouble::ZeroWindow) ? 1 : 0;
    health.unseen += found.testFlag(TcpTrouble::AckedUnseen) ? 1 : 0;

    if (!isProbe)
        noteEnd(segment, own, m_nextNs[sender]);
    own.window = segment.window;
    own.windowKnown = true;
    own.keptAlive = isAlive;
    own.toldUnseen = false;
    own.lastAcknowledged = segment.acknowledged;
    m_lastUs[sender] = microseconds(segment.timeNs);
    return found;
}

} // namespace wirecase
