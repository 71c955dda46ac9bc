#pragma once

#include "models/base/ids.h"
#include "models/base/timerange.h"
#include "models/capture/capturenotes.h"
#include "models/capture/linktype.h"
#include "models/evidence/bytesource.h"
#include "models/evidence/evidencekind.h"
#include "models/evidence/importreport.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <vector>

namespace wirecase {

/// What is kept of captures: Counts leaves no packets and knows of conversations only how many there are; it takes less
/// time and memory.
enum class CaptureDepth
{
    Counts,
    Index
};

/// One capture file of an index, and what was found in it. Its packets have consecutive ids from `first`.
struct CaptureFile
{
    EvidenceId id{};
    QString name;
    ByteSourcePtr bytes;
    EvidenceKind format = EvidenceKind::Unknown;
    std::vector<LinkType> linkTypes; ///< those of its interfaces, ascending
    quint32 snaplen = 0;             ///< the largest of its interfaces; 0 when none is set
    PacketId first{};
    quint32 packets = 0;
    TimeRange time; ///< of its packets with a time, the end exclusive
    quint64 capturedBytes = 0;
    quint64 wireBytes = 0;
    quint32 mostCaptured = 0;   ///< of one packet
    quint32 outOfOrder = 0;     ///< packets earlier than the one before
    quint32 longerThanWire = 0; ///< packets with more captured bytes than they had on the wire
    quint32 cutShort = 0;       ///< packets captured only in part
    /// Conversations with a whole packet in this file, as "tshark -z conv" counts them; one that goes on in the next
    /// file counts in both.
    quint32 tcpConversations = 0;
    quint32 udpConversations = 0;
    ImportReport report;
    /// Six bytes: the address that takes part in most frames, when one stands out; it is that of the interface captured
    /// on. Empty when none does.
    QByteArray captureMac;
    std::shared_ptr<const CaptureNotes> notes = std::make_shared<const CaptureNotes>(); ///< once it is read whole
};

} // namespace wirecase
