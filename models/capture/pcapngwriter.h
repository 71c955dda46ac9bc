#pragma once

#include "models/base/byteview.h"
#include "models/base/result.h"
#include "models/capture/linktype.h"
#include "models/capture/pcapngblock.h"

#include <QStringList>

class QIODevice;

namespace wirecase {

/// Writes one section of pcapng (draft-ietf-opsawg-pcapng), little-endian, times in nanoseconds.
class PcapngWriter
{
public:
    struct Interface
    {
        LinkType linkType{};
        quint32 snaplen = 0; ///< 0 is none
        QString description;
        qint64 offsetSeconds = 0; ///< added to its times, so that those before 1970 can be written
    };
    struct Packet
    {
        quint32 interface = 0;
        qint64 timeNs = 0; ///< noTime when it has none
        quint32 wireLength = 0;
        ByteView bytes;
        QStringList comments;
    };

    explicit PcapngWriter(QIODevice &out)
        : m_out(out)
    {
    }

    Status writeSection(const QStringList &comments, const QString &application);
    Status writeInterface(const Interface &interface);
    /// Only a packet of the first interface can be written without a time; those of others get the time 0.
    Status writePacket(const Packet &packet);

private:
    [[nodiscard]] bool canBeSimple(const Packet &packet) const;
    Status writeBlock(PcapngBlockType type, const QByteArray &body);

    QIODevice &m_out;
    std::vector<Interface> m_interfaces;
};

} // namespace wirecase
