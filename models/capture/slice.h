#pragma once

#include "models/capture/packetindex.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace wirecase {

/// What is to be cut out of captures, and the words that go with it.
struct SliceRequest
{
    PacketIndexPtr packets;
    std::vector<quint32> chosen; ///< rows of the index, ascending, none twice
    QString conversation;        ///< what was asked for; parts that were not are empty
    QString kql;
    QString bpf;
    QString window; ///< "2021-06-17T08:52:00Z/2021-06-17T15:10:00Z"
    QStringList hosts;
    quint64 secrets = 0; ///< credentials in clear in the packets, as far as they are known
    /// What somebody said about a packet, to be written with it; may be null.
    std::function<QStringList(PacketId)> comments;
};

/// The packets of one evidence file that are in a slice.
struct SliceSource
{
    QString file;
    quint64 size = 0;
    QByteArray sha256; ///< of the capture as it was read: of a compressed one, unpacked
    quint32 packetsInFile = 0;
    std::vector<quint32> numbers;   ///< 1-based in the file, ascending
    std::vector<quint32> fragments; ///< those of `numbers` that only complete datagrams of the others
};

/// What was written.
struct Slice
{
    quint64 packets = 0;
    quint64 fragments = 0;
    quint64 size = 0;
    QByteArray sha256;
    std::vector<SliceSource> sources; ///< in the order of the slice's packets
};

} // namespace wirecase
