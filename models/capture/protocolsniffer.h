#pragma once

#include "models/base/byteview.h"
#include "models/capture/protocol.h"

#include <string>

namespace wirecase {

/// What is known of a payload before it is looked into.
struct SniffHint
{
    quint8 ipProtocol = 0;
    quint16 sourcePort = 0;
    quint16 destinationPort = 0;
    bool fromClient = true;
    Protocol known = Protocol::Unknown; ///< what earlier payloads of the conversation showed

    [[nodiscard]] bool hasPort(quint16 port) const { return sourcePort == port || destinationPort == port; }
};

/// Who says what only one side of a connection says: requests or answers.
enum class Speaker : quint8
{
    Unknown,
    Client,
    Server
};

/// What one payload tells.
struct SniffedProtocol
{
    Protocol protocol = Protocol::Unknown;
    Speaker speaker = Speaker::Unknown;
    std::string serverName{}; ///< TLS server name or HTTP host; letters, digits, "-._:[]" only
    quint16 tlsVersion = 0;   ///< as on the wire
    bool tlsAgreed = false;   ///< the server chose it
};

/// Recognises what a TCP or UDP payload speaks by its first bytes. Ports decide only between protocols whose bytes look
/// alike.
[[nodiscard]] SniffedProtocol sniffProtocol(ByteView payload, const SniffHint &hint);

} // namespace wirecase
