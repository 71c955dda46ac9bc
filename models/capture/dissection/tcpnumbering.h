#pragma once

#include <QtGlobal>

#include <optional>

namespace wirecase {

/// What the conversation of a TCP segment knows of it: numbers are told as Wireshark tells them, from the start of each
/// side. What is unknown is told as it stands in the segment.
struct TcpNumbering
{
    std::optional<quint32> sender;     ///< the sequence number that counts as 0 of who sent the segment
    std::optional<quint32> receiver;   ///< of who is to receive it
    std::optional<quint8> windowShift; ///< both sides agreed to scale windows (RFC 7323); the sender by so many bits
    bool isKeepAlive = false;          ///< what it carries was sent before and means nothing

    [[nodiscard]] quint32 sequence(quint32 raw) const { return raw - sender.value_or(0); }
    [[nodiscard]] quint32 acknowledged(quint32 raw) const { return raw - receiver.value_or(0); }

    bool operator==(const TcpNumbering &) const = default;
};

} // namespace wirecase
