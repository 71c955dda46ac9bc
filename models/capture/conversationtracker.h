#pragma once

#include "models/capture/capturefile.h"
#include "models/capture/conversationcontent.h"
#include "models/capture/conversationtable.h"
#include "models/capture/fragmenttable.h"
#include "models/capture/framedecoder.h"

#include <memory>
#include <vector>

namespace wirecase {

struct PacketEntry;

/// Assigns packets to conversations as they are read, and keeps what is known of each. One thread; its snapshots are
/// immutable. Connections that reuse addresses and ports are told apart as Wireshark does: a SYN with a sequence number
/// other than the one that began the conversation opens a new one.
class ConversationTracker
{
public:
    explicit ConversationTracker(CaptureDepth depth);

    /// `frame` is the IP packet with the number `packet`; `entry` has its time and length, and gets what the
    /// conversation says of it.
    void add(const Frame &frame, PacketEntry &entry, quint32 packet);
    [[nodiscard]] std::shared_ptr<const ConversationTable> snapshot();
    /// Fragments of one file never complete a datagram of the next. `packet` is the file's first.
    void beginFile(quint32 packet);
    struct Counts
    {
        quint32 tcp = 0;
        quint32 udp = 0;
    };
    /// Conversations with a packet in this file.
    [[nodiscard]] const Counts &fileCounts() const { return m_fileCounts; }

private:
    using Record = ConversationRecord;
    struct Key
    {
        IpAddress first;
        IpAddress second;
        quint16 firstPort = 0;
        quint16 secondPort = 0;
        quint8 ipProtocol = 0;
        bool isPartial = false;
        [[nodiscard]] quint32 hash() const;
        [[nodiscard]] bool names(const Record &record) const;
    };
    struct Slot
    {
        quint32 hash = 0;
        quint32 conversation = 0xffff'ffffU;
    };

    void assign(const Frame &frame, PacketEntry &entry, quint32 packet);
    [[nodiscard]] static Key keyOf(const Frame &frame, bool &fromFirst);
    Slot &find(const Key &key, quint32 hash);
    void grow();
    [[nodiscard]] static bool clientIsFirst(const Key &key, bool fromFirst);
    quint32 create(const Key &key, bool fromFirst, qint64 timeNs, quint32 packet);
    void unshare(quint32 chunk);
    Record &writable(quint32 conversation)
    {
        const quint32 chunk = conversation >> ConversationTable::shift;
        if (m_shared[chunk])
            unshare(chunk);
        return (*m_chunks[chunk])[conversation & ConversationTable::mask];
    }
    [[nodiscard]] const Record &record(quint32 conversation) const
    {
        return (*m_chunks[conversation >> ConversationTable::shift])[conversation & ConversationTable::mask];
    }
    [[nodiscard]] static bool opensAnother(const Record &record, const Frame &frame, bool fromFirst);
    static void followTcp(Record &record, const Frame &frame, bool fromFirst);
    TcpTroubles judgeTcp(quint32 conversation, Record &record, const Frame &frame, bool fromFirst, qint64 timeNs);
    void count(const Record &record, const Key &key);

    CaptureDepth m_depth;
    quint32 m_fileBegin = 0; ///< the first packet of the file
    Counts m_fileCounts;
    std::vector<Slot> m_slots;
    std::vector<std::shared_ptr<ConversationTable::Chunk>> m_chunks;
    std::vector<bool> m_shared; ///< a snapshot holds this chunk: copy it before the next change
    quint32 m_size = 0;
    using Followers = std::array<TcpFollower, 1U << ConversationTable::shift>;
    std::vector<std::unique_ptr<Followers>> m_followers; ///< of each conversation, in chunks like the records
    FragmentTable m_fragments;
    ConversationContent m_content;
};

} // namespace wirecase
