#pragma once

#include "models/base/byteview.h"
#include "models/base/result.h"
#include "models/capture/packetindex.h"
#include "models/capture/sourcewindow.h"

#include <map>
#include <memory>

namespace wirecase {

/// Reads the captured bytes of many packets one after another. Packets that follow each other in their file are read
/// a window at a time, others one by one. One thread.
class PacketBytes
{
public:
    explicit PacketBytes(const PacketIndex &packets)
        : m_packets(packets)
    {
    }

    /// Valid until the next call.
    [[nodiscard]] Result<ByteView> of(PacketId packet);

private:
    struct OpenFile
    {
        std::unique_ptr<SourceWindow> window;
        quint64 next = 0; ///< where the packet before ended
    };

    const PacketIndex &m_packets;
    std::map<quint32, OpenFile> m_open; ///< rows in order of time may go to and fro between files
    QByteArray m_single;
};

} // namespace wirecase
