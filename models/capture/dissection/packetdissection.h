#pragma once

#include "models/base/byteview.h"
#include "models/base/maskedspans.h"
#include "models/capture/dissection/tcpnumbering.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace wirecase {

enum class LinkType : quint16;
enum class Protocol : quint8;

/// One line of the details tree and the bytes of the packet that it speaks of.
struct FieldNode
{
    QString text;           ///< as shown; a secret in it is replaced by secretMark()
    QString filterName;     ///< Wireshark's name: "ip.src"; empty when it has none
    quint32 begin = 0;      ///< place in the packet's captured bytes
    quint32 length = 0;     ///< 0 when the line stands for no bytes of its own
    bool secret = false;    ///< the line stands for a secret, which may be revealed on purpose
    QByteArray secretValue; ///< only when secret; never shown without a reveal that the case records
    std::vector<FieldNode> children;

    bool operator==(const FieldNode &) const = default;
};

/// What the built-in dissector makes of one packet. Every text is made from bytes with the secrets masked.
struct PacketDissection
{
    QString protocol;              ///< of the innermost layer that was understood: "HTTP"
    QString info;                  ///< one line, worded as in Wireshark's column
    std::vector<FieldNode> layers; ///< outermost first
    MaskedSpans secrets;           ///< in the captured bytes: those found here, and the known ones

    bool operator==(const PacketDissection &) const = default;
};

/// What is known of a packet beside its bytes.
struct PacketContext
{
    Protocol conversationProtocol{}; ///< what its conversation was found to speak, or Unknown; it decides over ports
    MaskedSpans knownSecrets{};      ///< places in the packet with parts of secrets found in reassembled streams
    TcpNumbering numbering{};        ///< of a TCP segment
    bool wantsLayers = true;         ///< else only protocol, info and secrets, in half of the time
};

/// Dissects the captured bytes of one packet. Never fails: what is cut or makes no sense is shown as far as it goes.
/// Safe in any thread.
[[nodiscard]] PacketDissection dissectPacket(ByteView captured, quint32 wireLength, LinkType linkType,
                                             const PacketContext &context = {});

} // namespace wirecase
