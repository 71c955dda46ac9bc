#pragma once

#include <QByteArray>
#include <QList>

namespace wirecase::test {

/// Bytes of captures and packets, put together by hand in the tests. No reader's code is used.
class Bytes
{
public:
    explicit Bytes(bool bigEndian = false)
        : m_bigEndian(bigEndian)
    {
    }

    Bytes &u8(unsigned value) { return put(value, 1); }
    Bytes &u16(unsigned value) { return put(value, 2); }
    Bytes &u32(quint64 value) { return put(value, 4); }
    Bytes &raw(const QByteArray &bytes)
    {
        m_bytes.append(bytes);
        return *this;
    }
    [[nodiscard]] const QByteArray &done() const { return m_bytes; }

private:
    Bytes &put(quint64 value, int width)
    {
        for (int i = 0; i < width; ++i) {
            const int place = m_bigEndian ? width - 1 - i : i;
            m_bytes.append(static_cast<char>(value >> (8 * place) & 0xffU));
        }
        return *this;
    }

    bool m_bigEndian;
    QByteArray m_bytes;
};

inline QByteArray pcapHeader(bool bigEndian = false, quint32 magic = 0xa1b2c3d4, quint32 linkType = 1)
{
    return Bytes(bigEndian).u32(magic).u16(2).u16(4).u32(0).u32(0).u32(262'144).u32(linkType).done();
}

inline QByteArray pcapRecord(quint32 seconds, quint32 fraction, const QByteArray &packet, bool bigEndian = false,
                             qint64 wire = -1)
{
    const auto size = static_cast<quint64>(packet.size());
    return Bytes(bigEndian)
        .u32(seconds)
        .u32(fraction)
        .u32(size)
        .u32(wire < 0 ? size : static_cast<quint64>(wire))
        .raw(packet)
        .done();
}

/// A pcapng block of this type around `body`, padded.
inline QByteArray block(quint32 type, QByteArray body, bool bigEndian = false)
{
    while (body.size() % 4 != 0)
        body.append('\0');
    const auto length = static_cast<quint64>(body.size() + 12);
    return Bytes(bigEndian).u32(type).u32(length).raw(body).u32(length).done();
}

inline QByteArray sectionBlock(bool bigEndian = false)
{
    return block(0x0a0d0d0a, Bytes(bigEndian).u32(0x1a2b3c4d).u16(1).u16(0).u32(0xffff'ffff).u32(0xffff'ffff).done(),
                 bigEndian);
}

inline QByteArray interfaceBlock(unsigned linkType = 1, const QByteArray &options = {}, bool bigEndian = false)
{
    return block(1, Bytes(bigEndian).u16(linkType).u16(0).u32(262'144).raw(options).done(), bigEndian);
}

inline QByteArray packetBlock(quint32 interface, quint64 ticks, const QByteArray &packet, bool bigEndian = false)
{
    const auto size = static_cast<quint64>(packet.size());
    return block(6,
                 Bytes(bigEndian)
                     .u32(interface)
                     .u32(ticks >> 32U)
                     .u32(ticks & 0xffff'ffffU)
                     .u32(size)
                     .u32(size)
                     .raw(packet)
                     .done(),
                 bigEndian);
}

inline QByteArray ethernet(unsigned type, const QByteArray &payload)
{
    return QByteArrayLiteral("\x02\x00\x00\x00\x00\x02\x02\x00\x00\x00\x00\x01") + Bytes(true).u16(type).done()
           + payload;
}

/// `source` and `destination` are addresses in host order.
inline QByteArray ipv4(quint32 source, quint32 destination, unsigned protocol, const QByteArray &payload,
                       unsigned fragment = 0, unsigned id = 1)
{
    return Bytes(true)
        .u16(0x4500)
        .u16(static_cast<unsigned>(payload.size()) + 20)
        .u16(id)
        .u16(fragment)
        .u8(64)
        .u8(protocol)
        .u16(0)
        .u32(source)
        .u32(destination)
        .raw(payload)
        .done();
}

inline QByteArray udp(unsigned source, unsigned destination, const QByteArray &payload)
{
    const auto length = static_cast<unsigned>(payload.size()) + 8;
    return Bytes(true).u16(source).u16(destination).u16(length).u16(0).raw(payload).done();
}

inline QByteArray tcp(unsigned source, unsigned destination, quint32 sequence, quint32 acknowledged, unsigned flags,
                      const QByteArray &payload = {}, const QByteArray &options = {})
{
    return Bytes(true)
        .u16(source)
        .u16(destination)
        .u32(sequence)
        .u32(acknowledged)
        .u8((5U + static_cast<unsigned>(options.size()) / 4U) << 4U)
        .u8(flags)
        .u16(1024)
        .u32(0)
        .raw(options)
        .raw(payload)
        .done();
}

inline constexpr unsigned fin = 0x01;
inline constexpr unsigned syn = 0x02;
inline constexpr unsigned rst = 0x04;
inline constexpr unsigned psh = 0x08;
inline constexpr unsigned ack = 0x10;

inline constexpr quint32 hostA = 0x0a00'0001; ///< 10.0.0.1
inline constexpr quint32 hostB = 0x0a00'0002; ///< 10.0.0.2

/// A TCP segment in an Ethernet frame; from A to B, or back.
inline QByteArray segment(bool fromA, unsigned portA, unsigned portB, quint32 sequence, quint32 acknowledged,
                          unsigned flags, const QByteArray &payload = {}, const QByteArray &options = {})
{
    return fromA ? ethernet(0x0800,
                            ipv4(hostA, hostB, 6, tcp(portA, portB, sequence, acknowledged, flags, payload, options)))
                 : ethernet(0x0800,
                            ipv4(hostB, hostA, 6, tcp(portB, portA, sequence, acknowledged, flags, payload, options)));
}

inline QByteArray datagram(bool fromA, unsigned portA, unsigned portB, const QByteArray &payload)
{
    return fromA ? ethernet(0x0800, ipv4(hostA, hostB, 17, udp(portA, portB, payload)))
                 : ethernet(0x0800, ipv4(hostB, hostA, 17, udp(portB, portA, payload)));
}

/// A pcap of these packets, a millisecond apart.
inline QByteArray pcapOf(const QList<QByteArray> &packets)
{
    QByteArray bytes = pcapHeader();
    quint32 number = 0;
    for (const QByteArray &packet : packets)
        bytes += pcapRecord(1'700'000'000, 1000 * number++, packet);
    return bytes;
}

} // namespace wirecase::test
