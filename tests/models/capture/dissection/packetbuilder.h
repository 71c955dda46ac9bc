#pragma once

#include "models/base/maskedspans.h"
#include "models/capture/dissection/packetdissection.h"

#include <QByteArray>
#include <QStringList>

namespace wirecase::test {

inline QByteArray word(unsigned value)
{
    return QByteArray(1, static_cast<char>(value >> 8U)) + QByteArray(1, static_cast<char>(value & 0xffU));
}

inline QByteArray quad(unsigned value)
{
    return word(value >> 16U) + word(value & 0xffffU);
}

/// 10.0.0.1 to 10.0.0.2.
inline QByteArray ipv4(unsigned char protocol, const QByteArray &payload)
{
    return QByteArray::fromHex("4500") + word(static_cast<unsigned>(20 + payload.size()))
           + QByteArray::fromHex("abcd4000") + QByteArray(1, 64) + QByteArray(1, static_cast<char>(protocol))
           + QByteArray::fromHex("00000a0000010a000002") + payload;
}

/// As ipv4(), from 10.0.0.2 to 10.0.0.1.
inline QByteArray ipv4Reply(unsigned char protocol, const QByteArray &payload)
{
    QByteArray packet = ipv4(protocol, payload);
    packet[15] = 2;
    packet[19] = 1;
    return packet;
}

inline QByteArray ethernet(unsigned etherType, const QByteArray &payload)
{
    return QByteArray::fromHex("02000000000202000000000 1") + word(etherType) + payload;
}

inline QByteArray tcp(unsigned source, unsigned destination, const QByteArray &payload, unsigned flags = 0x18,
                      unsigned sequence = 1000, unsigned acknowledged = 2000)
{
    return word(source) + word(destination) + quad(sequence) + quad(acknowledged) + word(0x5000U | flags) + word(64240)
           + word(0) + word(0) + payload;
}

inline QByteArray udp(unsigned source, unsigned destination, const QByteArray &payload)
{
    return word(source) + word(destination) + word(static_cast<unsigned>(8 + payload.size())) + word(0) + payload;
}

inline constexpr int tcpPayloadAt = 14 + 20 + 20;

inline QByteArray tcpFrame(unsigned source, unsigned destination, const QByteArray &payload)
{
    return ethernet(0x0800, ipv4(6, tcp(source, destination, payload)));
}

inline QByteArray udpFrame(unsigned source, unsigned destination, const QByteArray &payload)
{
    return ethernet(0x0800, ipv4(17, udp(source, destination, payload)));
}

/// The tree as indented lines, with the filter name and the bytes of each.
inline void printNode(const FieldNode &node, int depth, QStringList &lines)
{
    lines += QStringLiteral("%1%2 [%3 %4+%5]")
                 .arg(QString(depth * 2, u' '), node.text, node.filterName)
                 .arg(node.begin)
                 .arg(node.length);
    for (const FieldNode &child : node.children)
        printNode(child, depth + 1, lines);
}

inline QStringList printed(const PacketDissection &dissection)
{
    QStringList lines;
    for (const FieldNode &layer : dissection.layers)
        printNode(layer, 0, lines);
    return lines;
}

/// Every text that a person could see.
inline QStringList textsOf(const PacketDissection &dissection)
{
    QStringList texts = printed(dissection);
    texts << dissection.protocol << dissection.info;
    return texts;
}

} // namespace wirecase::test
