#pragma once

#include "models/capture/dissection/part.h"

namespace wirecase {

/// One element of ASN.1 BER: a tag, a length, a content. The content may be cut by the end of the packet.
struct BerElement
{
    std::uint8_t tag = 0;
    Part content;
    std::size_t headerLength = 0;
    std::uint64_t statedLength = 0; ///< of the content, in the packet or not

    [[nodiscard]] std::size_t length() const { return headerLength + content.wireSize(); }
    [[nodiscard]] bool isWhole() const { return content.size() == statedLength; }
};

/// The element at `offset` of `part`. Only what LDAP, Kerberos, SNMP and certificates use: tags of one byte, definite
/// lengths of up to four bytes.
[[nodiscard]] inline std::optional<BerElement> berElementAt(const Part &part, std::size_t offset)
{
    const auto tag = part.byte(offset);
    const auto first = part.byte(offset + 1);
    constexpr unsigned longForm = 0x80;
    if (!tag || !first || (*tag & 0x1fU) == 0x1fU)
        return std::nullopt;
    const std::size_t lengthBytes = (*first & longForm) != 0 ? *first & 0x7fU : 0;
    if (*first == longForm || lengthBytes > 4)
        return std::nullopt;
    std::uint64_t length = (*first & longForm) != 0 ? 0 : *first;
    for (std::size_t i = 0; i < lengthBytes; ++i) {
        const auto byte = part.byte(offset + 2 + i);
        if (!byte)
            return std::nullopt;
        length = (length << 8U) | *byte;
    }
    const std::size_t header = 2 + lengthBytes;
    return BerElement{*tag, part.sub(offset + header, length), header, length};
}

/// The first element with this tag among those that stand one after the other in `content`.
[[nodiscard]] inline std::optional<BerElement> berChild(const Part &content, std::uint8_t tag)
{
    constexpr int mostChildren = 64;
    std::size_t at = 0;
    for (int i = 0; i < mostChildren; ++i) {
        const auto child = berElementAt(content, at);
        if (!child || child->tag == tag)
            return child;
        at += child->headerLength + child->statedLength;
    }
    return std::nullopt;
}

/// What a context tag such as [3] wraps, by the number of the tag.
[[nodiscard]] inline std::optional<BerElement> berField(const Part &sequence, std::uint8_t number)
{
    constexpr std::uint8_t constructedContext = 0xa0;
    const auto field = berChild(sequence, constructedContext | number);
    return field ? berElementAt(field->content, 0) : std::nullopt;
}

/// An integer of up to four bytes, unsigned as LDAP's message ids and codes are.
[[nodiscard]] inline std::optional<std::uint32_t> berInteger(const BerElement &element)
{
    if (element.content.isEmpty() || element.content.size() > 4 || !element.isWhole())
        return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < element.content.size(); ++i)
        value = (value << 8U) | element.content.byteOr0(i);
    return value;
}

} // namespace wirecase
