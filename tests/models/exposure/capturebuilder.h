#pragma once

#include "models/capture/captureindexbuilder.h"
#include "tests/models/capture/dissection/packetbuilder.h"

#include <QtEndian>

namespace wirecase::test {

/// Writes TCP conversations, packet after packet, into a capture in memory.
class CaptureBuilder
{
public:
    /// Opens a connection from 10.0.0.1; what both say counts on from there.
    void open(unsigned clientPort, unsigned serverPort)
    {
        m_clientPort = clientPort;
        m_serverPort = serverPort;
        m_sequence[0] = 0xffffff80U; // near the end, so that sequence numbers wrap
        m_sequence[1] = 5000;
        packet(true, {}, 0x02);
        ++m_sequence[0];
        packet(false, {}, 0x12);
        ++m_sequence[1];
        packet(true, {}, 0x10);
    }
    void client(const QByteArray &bytes) { say(true, bytes); }
    void server(const QByteArray &bytes) { say(false, bytes); }
    /// A packet that the capture did not see.
    void lose(bool fromClient, unsigned length) { m_sequence[fromClient ? 0 : 1] += length; }
    /// The last packet of the client's again, as when it was not acknowledged.
    void repeat() { append(m_lastOfClient); }

    [[nodiscard]] quint32 packets() const { return m_packets; }
    [[nodiscard]] QByteArray pcap() const
    {
        QByteArray header(24, '\0');
        qToLittleEndian<quint32>(0xa1b2c3d4U, header.data());
        qToLittleEndian<quint16>(2, header.data() + 4);
        qToLittleEndian<quint16>(4, header.data() + 6);
        qToLittleEndian<quint32>(262144, header.data() + 16);
        qToLittleEndian<quint32>(1, header.data() + 20);
        return header + m_records;
    }
    [[nodiscard]] CaptureSnapshot snapshot() const
    {
        CaptureIndexBuilder builder;
        JobState job;
        const Status added = builder.add(memorySource(pcap(), QStringLiteral("test.pcap")), EvidenceId{1},
                                         QStringLiteral("test.pcap"), job);
        return added ? builder.snapshot() : CaptureSnapshot();
    }

private:
    void say(bool fromClient, const QByteArray &bytes)
    {
        packet(fromClient, bytes, 0x18);
        m_sequence[fromClient ? 0 : 1] += static_cast<unsigned>(bytes.size());
    }

    void packet(bool fromClient, const QByteArray &bytes, unsigned flags)
    {
        const unsigned own = m_sequence[fromClient ? 0 : 1];
        const unsigned other = (flags & 0x10U) != 0 ? m_sequence[fromClient ? 1 : 0] : 0;
        const QByteArray segment = tcp(fromClient ? m_clientPort : m_serverPort,
                                       fromClient ? m_serverPort : m_clientPort, bytes, flags, own, other);
        const QByteArray frame = ethernet(0x0800, fromClient ? ipv4(6, segment) : ipv4Reply(6, segment));
        if (fromClient)
            m_lastOfClient = frame;
        append(frame);
    }

    void append(const QByteArray &frame)
    {
        QByteArray header(16, '\0');
        qToLittleEndian<quint32>(1'700'000'000U + m_packets, header.data());
        qToLittleEndian<quint32>(static_cast<quint32>(frame.size()), header.data() + 8);
        qToLittleEndian<quint32>(static_cast<quint32>(frame.size()), header.data() + 12);
        m_records += header + frame;
        ++m_packets;
    }

    unsigned m_clientPort = 0;
    unsigned m_serverPort = 0;
    unsigned m_sequence[2] = {0, 0};
    QByteArray m_lastOfClient;
    QByteArray m_records;
    quint32 m_packets = 0;
};

} // namespace wirecase::test
