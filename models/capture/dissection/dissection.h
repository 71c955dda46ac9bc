#pragma once

#include "models/capture/dissection/packetdissection.h"
#include "models/capture/dissection/part.h"
#include "models/capture/dissection/tcpnumbering.h"

#include <QCoreApplication>

#include <span>

namespace wirecase {

enum class FieldFormat : quint8
{
    Decimal,
    Hex,
    Ipv4,
    Ipv6,
    Mac,
    Bytes,
    Text
};

/// A field at a fixed place of a header.
struct FieldSpec
{
    const char *label; ///< QT_TRANSLATE_NOOP("wirecase::Dissection", …)
    const char *filterName;
    std::uint16_t offset;
    std::uint16_t length;
    FieldFormat format;
};

/// A flag in a field of flags.
struct BitSpec
{
    std::uint32_t mask;
    const char *label;
    const char *filterName;
};

/// A number and its name.
struct NameSpec
{
    std::uint32_t value;
    const char *name;
};

/// The name of `value`, or `fallback`.
[[nodiscard]] const char *nameOf(std::span<const NameSpec> names, std::uint32_t value, const char *fallback = "");

/// One packet while it is taken apart: the tree grown so far, and which bytes are secret. Whatever is shown of bytes is
/// made by text(), hex() and value(), which mask; a dissector calls maskSecret() before it makes text from its part.
class Dissection
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::Dissection)

public:
    static constexpr int maxLayers = 24;
    static constexpr int maxNodes = 4000;
    static constexpr std::size_t maxTextBytes = 2048;

    explicit Dissection(const PacketContext &context);

    // What surrounding layers found out.
    [[nodiscard]] Protocol conversationProtocol() const { return m_conversationProtocol; }
    quint16 sourcePort = 0;
    quint16 destinationPort = 0;
    TcpNumbering numbering;
    int hopLimit = -1; ///< TTL of the IP header, -1 without one
    QString addresses; ///< of the innermost IP header so far: "10.0.0.1 → 10.0.0.2"
    [[nodiscard]] bool usesPort(quint16 port) const { return sourcePort == port || destinationPort == port; }

    /// Whether the sender serves on `port`; of two other ports, the lower one is the server's.
    [[nodiscard]] bool isFromServer(quint16 port) const
    {
        return sourcePort == port || (destinationPort != port && sourcePort < destinationPort);
    }

    // Secrets.
    void maskSecret(const Part &part);
    [[nodiscard]] bool isMasked(const Part &part) const;

    // Text from bytes.
    [[nodiscard]] QString text(const Part &part) const;
    [[nodiscard]] QString utf16(const Part &part) const; ///< little-endian, as Windows sends it
    [[nodiscard]] QString hex(const Part &part) const;
    [[nodiscard]] QString value(const Part &part, FieldFormat format) const;

    // The tree. Where only the line is wanted, nothing is added to it.
    [[nodiscard]] static FieldNode node(const QString &text, const char *filterName, const Part &place);
    /// A node that stands for a secret: `label` ends in the mark, `secret` is kept for a reveal. Masks the part.
    [[nodiscard]] FieldNode secretNode(const QString &label, const char *filterName, const Part &place,
                                       const QByteArray &secret);
    void add(FieldNode &parent, FieldNode child);
    void add(FieldNode &parent, const QString &text, const char *filterName, const Part &place);
    /// Those of the fields that lie within `header`, as "Label: value".
    void addFields(FieldNode &parent, const Part &header, std::span<const FieldSpec> fields);
    /// A line for every flag: "...1 .... = Acknowledgment: Set".
    void addBits(FieldNode &parent, const Part &place, std::uint32_t value, int width, std::span<const BitSpec> bits);
    void addLayer(FieldNode layer);
    /// "Data (n bytes)" for what nobody understands.
    void addData(const Part &part);

    /// What follows belongs to another conversation, of which nothing is known.
    void enterTunnel()
    {
        m_conversationProtocol = Protocol{};
        numbering = {};
    }
    /// Counts layers; false when the packet nests deeper than any honest one.
    [[nodiscard]] bool descend() { return ++m_depth <= maxLayers; }
    void summarise(const QString &protocol, const QString &info);
    [[nodiscard]] const QString &protocol() const { return m_result.protocol; }
    [[nodiscard]] const QString &info() const { return m_result.info; }

    [[nodiscard]] PacketDissection finish() &&;

private:
    Protocol m_conversationProtocol;
    bool m_wantsLayers;
    PacketDissection m_result;
    int m_depth = 0;
    int m_nodes = 0;
};

} // namespace wirecase
