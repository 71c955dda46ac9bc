#include "models/capture/conversationtracker.h"

#include "models/base/mixedbits.h"
#include "models/base/timerange.h"
#include "models/capture/packetcolumns.h"

#include <cstring>

namespace wirecase {

namespace {

using Flag = ConversationRecord::Flag;

constexpr quint8 protocolTcp = 6;
constexpr quint8 protocolUdp = 17;
constexpr std::size_t firstSlots = 1024;

// The shift that a SYN offers for its sender's windows (RFC 7323, 2.2).
std::optional<quint8> offeredWindowShift(const Frame &frame)
{
    constexpr std::size_t fixed = 20;
    constexpr quint8 endOfList = 0;
    constexpr quint8 noOperation = 1;
    constexpr quint8 windowScale = 3;
    constexpr quint8 mostShift = 14;
    const std::size_t header = (u8(frame.ipPayload, 12).value_or(0) >> 4U) * std::size_t{4};
    const ByteView options = slice(slice(frame.ipPayload, 0, header), fixed);
    for (std::size_t at = 0; at < options.size();) {
        const quint8 kind = *u8(options, at);
        if (kind == endOfList)
            break;
        const std::size_t length = kind == noOperation ? 1 : u8(options, at + 1).value_or(0);
        if (kind == windowScale && length == 3)
            return std::min(u8(options, at + 2).value_or(0), mostShift);
        if (length == 0 || (length == 1 && kind != noOperation))
            break;
        at += length;
    }
    return std::nullopt;
}

bool isTcp(const Frame &frame)
{
    return frame.ipProtocol == protocolTcp && frame.hasTransportHeader;
}

} // namespace

ConversationTracker::ConversationTracker(CaptureDepth depth)
    : m_depth(depth)
    , m_slots(firstSlots)
{
}

void ConversationTracker::beginFile(quint32 packet)
{
    m_fragments.clear();
    m_fileBegin = packet;
    m_fileCounts = {};
}

inline quint32 ConversationTracker::Key::hash() const
{
    std::array<quint64, 4> words{};
    std::memcpy(words.data(), first.bytes().data(), 16);
    std::memcpy(words.data() + 2, second.bytes().data(), 16);
    const quint64 rest = static_cast<quint64>(firstPort) << 32U | static_cast<quint64>(secondPort) << 16U
                         | static_cast<quint64>(ipProtocol) << 8U | (isPartial ? 1U : 0U);
    // The addresses are multiplied side by side. Odd constants keep a word of zeros from wiping out its neighbour.
    constexpr std::array<quint64, 3> odd{0x9e37'79b9'7f4a'7c15ULL, 0xbf58'476d'1ce4'e5b9ULL, 0x94d0'49bb'1331'11ebULL};
    const quint64 addresses =
        mixedBits(words[0] ^ odd[0], words[1] ^ odd[1]) + mixedBits(words[2] ^ odd[1], words[3] ^ odd[2]);
    const quint64 hash = mixedBits(addresses ^ odd[0], rest ^ odd[2]);
    return static_cast<quint32>(hash);
}

inline bool ConversationTracker::Key::names(const Record &record) const
{
    return record.first == first && record.second == second && record.firstPort == firstPort
           && record.secondPort == secondPort && record.ipProtocol == ipProtocol
           && record.has(Flag::IsPartial) == isPartial;
}

inline ConversationTracker::Key ConversationTracker::keyOf(const Frame &frame, bool &fromFirst)
{
    const auto order = frame.source <=> frame.destination;
    fromFirst = order < 0 || (order == 0 && frame.sourcePort <= frame.destinationPort);
    const bool shouldHavePorts = frame.ipProtocol == protocolTcp || frame.ipProtocol == protocolUdp;
    // Looked up, not branched to: nobody can foretell who sends the next packet.
    const std::array<const IpAddress *, 2> addresses{&frame.source, &frame.destination};
    const std::array<quint16, 2> ports{frame.sourcePort, frame.destinationPort};
    const std::size_t first = fromFirst ? 0 : 1;
    return {*addresses[first], *addresses[1 - first],
            ports[first],      ports[1 - first],
            frame.ipProtocol,  frame.isFragment || (shouldHavePorts && !frame.hasTransportHeader)};
}

inline ConversationTracker::Slot &ConversationTracker::find(const Key &key, quint32 hash)
{
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
        Slot &slot = m_slots[i];
        if (slot.conversation == noConversation)
            return slot;
        if (slot.hash == hash && key.names(record(slot.conversation)))
            return slot;
    }
}

void ConversationTracker::grow()
{
    std::vector<Slot> old(m_slots.size() * 2);
    old.swap(m_slots);
    const std::size_t mask = m_slots.size() - 1;
    for (const Slot &slot : old) {
        if (slot.conversation == noConversation)
            continue;
        std::size_t i = slot.hash & mask;
        while (m_slots[i].conversation != noConversation)
            i = (i + 1) & mask;
        m_slots[i] = slot;
    }
}

void ConversationTracker::unshare(quint32 chunk)
{
    m_chunks[chunk] = std::make_shared<ConversationTable::Chunk>(*m_chunks[chunk]);
    m_shared[chunk] = false;
}

// Before a SYN or what is said tells it: a service's port is the server's, else who is seen first is the client.
bool ConversationTracker::clientIsFirst(const Key &key, bool fromFirst)
{
    constexpr quint16 firstUnprivileged = 1024;
    const auto serves = [&](quint16 port, quint16 other) {
        return other >= firstUnprivileged && protocolOfPort(key.ipProtocol, port)
               && !protocolOfPort(key.ipProtocol, other);
    };
    if (serves(key.secondPort, key.firstPort))
        return true;
    return serves(key.firstPort, key.secondPort) ? false : fromFirst;
}

quint32 ConversationTracker::create(const Key &key, bool fromFirst, qint64 timeNs, quint32 packet)
{
    if ((m_size & ConversationTable::mask) == 0) {
        m_chunks.push_back(std::make_shared<ConversationTable::Chunk>());
        m_shared.push_back(false);
        if (m_depth == CaptureDepth::Index)
            m_followers.push_back(std::make_unique<Followers>());
    }
    const quint32 conversation = m_size++;
    Record &record = writable(conversation);
    record.first = key.first;
    record.second = key.second;
    record.firstPort = key.firstPort;
    record.secondPort = key.secondPort;
    record.ipProtocol = key.ipProtocol;
    record.firstNs = record.lastNs = timeNs;
    record.firstPacket = packet;
    record.lastPacket = noPacket;
    if (key.isPartial)
        record.set(Flag::IsPartial);
    if (!clientIsFirst(key, fromFirst))
        record.set(Flag::ClientIsSecond);
    m_content.begin(record);
    return conversation;
}

// Wireshark 4.0's rule: the sequence number of a SYN differs from the one with which this side began.
inline bool ConversationTracker::opensAnother(const Record &record, const Frame &frame, bool fromFirst)
{
    if (!isTcp(frame) || (frame.tcpFlags & (Frame::Syn | Frame::Ack)) != Frame::Syn)
        return false;
    return record.has(fromFirst ? Flag::FirstSequenceSet : Flag::SecondSequenceSet)
           && record.baseSequence[fromFirst ? 0 : 1] != frame.sequence;
}

inline void ConversationTracker::followTcp(Record &record, const Frame &frame, bool fromFirst)
{
    const bool syn = (frame.tcpFlags & Frame::Syn) != 0;
    const bool ack = (frame.tcpFlags & Frame::Ack) != 0;
    const bool rst = (frame.tcpFlags & Frame::Rst) != 0;
    const std::size_t own = fromFirst ? 0 : 1;
    const auto ownSet = fromFirst ? Flag::FirstSequenceSet : Flag::SecondSequenceSet;
    const auto otherSet = fromFirst ? Flag::SecondSequenceSet : Flag::FirstSequenceSet;

    unsigned flags = record.flags;
    if ((flags & ownSet) == 0 || (syn && ack)) {
        record.baseSequence[own] = syn ? frame.sequence : frame.sequence - 1;
        flags |= ownSet;
    }
    if ((flags & otherSet) == 0 && ack) {
        record.baseSequence[1 - own] = frame.acknowledged - 1;
        flags |= otherSet;
    }
    if (syn) {
        const auto shift = offeredWindowShift(frame);
        if (shift)
            record.windowShifts = static_cast<quint8>(fromFirst ? (record.windowShifts & 0xf0U) | (*shift + 1U)
                                                                : (record.windowShifts & 0x0fU) | (*shift + 1U) << 4U);
        else
            flags |= Flag::WindowsUnscaled;
    }
    if (syn)
        flags |= ack ? Flag::SawAnswer : Flag::SawSyn;
    else if (!rst)
        flags |= Flag::SawOpen;
    if ((frame.tcpFlags & Frame::Fin) != 0)
        flags |= fromFirst ? Flag::FirstFin : Flag::SecondFin;
    if (rst)
        flags |= Flag::SawRst;
    record.flags = static_cast<quint16>(flags);
    if (syn)
        record.noteClient(fromFirst != ack); // the answer to a SYN is sent by the server
}

inline TcpTroubles ConversationTracker::judgeTcp(quint32 conversation, Record &record, const Frame &frame,
                                                 bool fromFirst, qint64 timeNs)
{
    const std::size_t own = fromFirst ? 0 : 1;
    const bool ack = (frame.tcpFlags & Frame::Ack) != 0;
    TcpFollower &follower =
        (*m_followers[conversation >> ConversationTable::shift])[conversation & ConversationTable::mask];
    return follower.follow({frame.sequence - record.baseSequence[own],
                            ack ? frame.acknowledged - record.baseSequence[1 - own] : 0, frame.payloadLength,
                            frame.window, frame.tcpFlags, timeNs},
                           fromFirst, record.health);
}

// Each conversation at its first packet in the file.
inline void ConversationTracker::count(const Record &record, const Key &key)
{
    if (key.isPartial || (record.lastPacket != noPacket && record.lastPacket >= m_fileBegin))
        return;
    m_fileCounts.tcp += key.ipProtocol == protocolTcp ? 1 : 0;
    m_fileCounts.udp += key.ipProtocol == protocolUdp ? 1 : 0;
}

void ConversationTracker::assign(const Frame &frame, PacketEntry &entry, quint32 packet)
{
    if ((m_size + 1ULL) * 2 > m_slots.size())
        grow();

    bool fromFirst = false;
    const Key key = keyOf(frame, fromFirst);
    const quint32 hash = key.hash();
    Slot &slot = find(key, hash);
    if (slot.conversation == noConversation || opensAnother(record(slot.conversation), frame, fromFirst)) {
        const quint32 conversation = create(key, fromFirst, entry.timeNs, packet);
        slot = {hash, conversation};
    }
    Record &record = writable(slot.conversation);
    entry.conversation = slot.conversation;
    entry.previous = record.lastPacket;
    entry.fromFirst = fromFirst;
    entry.hasPayload = frame.payloadLength > 0;

    count(record, key);
    const std::size_t sender = fromFirst ? 0 : 1;
    record.lastPacket = packet;
    record.bytes[sender] += entry.wireLength;
    ++record.packets[sender];
    if (entry.timeNs != noTime) {
        record.firstNs = record.firstNs == noTime ? entry.timeNs : std::min(record.firstNs, entry.timeNs);
        record.lastNs = std::max(record.lastNs, entry.timeNs);
    }
    if (isTcp(frame) && !key.isPartial) {
        followTcp(record, frame, fromFirst);
        if (m_depth == CaptureDepth::Index)
            entry.troubles = judgeTcp(slot.conversation, record, frame, fromFirst, entry.timeNs);
    }
    if (frame.payloadLength > 0 && m_depth == CaptureDepth::Index) {
        m_content.read(record, frame, fromFirst);
        entry.isTls = ConversationContent::switchedToTls(record);
    }
}

void ConversationTracker::add(const Frame &frame, PacketEntry &entry, quint32 packet)
{
    if (frame.isFragment && !frame.isCutFragment) {
        Frame whole = frame;
        if (m_fragments.completes(whole)) {
            whole.isFragment = false;
            return assign(whole, entry, packet);
        }
    }
    assign(frame, entry, packet);
}

std::shared_ptr<const ConversationTable> ConversationTracker::snapshot()
{
    m_shared.assign(m_shared.size(), true);
    std::vector<std::shared_ptr<const ConversationTable::Chunk>> chunks(m_chunks.begin(), m_chunks.end());
    return std::make_shared<const ConversationTable>(std::move(chunks), m_size, m_content.names());
}

} // namespace wirecase
