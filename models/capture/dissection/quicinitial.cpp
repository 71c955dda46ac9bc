#include "models/capture/dissection/quicinitial.h"

#include "models/capture/dissection/quickeys.h"

#include <algorithm>
#include <vector>

namespace wirecase {

namespace {

constexpr std::uint8_t initialType = 0;
constexpr std::uint8_t retryType = 3;
constexpr std::uint32_t versionTwo = 0x6b3343cf;
constexpr std::size_t longestId = 20; // RFC 9000 17.2
constexpr std::size_t mostFrames = 256;
constexpr std::size_t longestHello = 65'536;

/// Reads one after the other; `bad` once something was not there.
struct Reader
{
    ByteView bytes;
    std::size_t at = 0;
    bool bad = false;

    /// RFC 9000 16: the first two bits tell how many bytes there are.
    std::uint64_t number()
    {
        const auto first = u8(bytes, at);
        const std::size_t length = first ? std::size_t{1} << (*first >> 6U) : 1;
        if (!first || bytes.size() - at < length) {
            bad = true;
            return 0;
        }
        std::uint64_t value = *first & 0x3fU;
        for (std::size_t i = 1; i < length; ++i)
            value = value << 8U | u8(bytes, at + i).value_or(0);
        at += length;
        return value;
    }
    ByteView take(std::uint64_t length)
    {
        if (length > bytes.size() - std::min(at, bytes.size())) {
            bad = true;
            return {};
        }
        const ByteView taken = bytes.subspan(at, static_cast<std::size_t>(length));
        at += taken.size();
        return taken;
    }
    ByteView id()
    {
        const std::size_t length = u8(bytes, at++).value_or(0xff);
        bad = bad || length > longestId;
        return bad ? ByteView() : take(length);
    }
};

/// A run of the handshake; clients send them in any order.
struct Piece
{
    std::uint64_t offset = 0;
    ByteView bytes;
};

QByteArray joined(std::vector<Piece> pieces)
{
    std::sort(pieces.begin(), pieces.end(), [](const Piece &a, const Piece &b) { return a.offset < b.offset; });
    QByteArray hello;
    for (const Piece &piece : pieces) {
        const auto have = static_cast<std::uint64_t>(hello.size());
        if (piece.offset > have || have > longestHello)
            break;
        if (piece.offset + piece.bytes.size() > have)
            hello += copyOf(piece.bytes.subspan(static_cast<std::size_t>(have - piece.offset)));
    }
    return hello;
}

void skipAcknowledgment(Reader &reader, bool withCounts)
{
    reader.number(); // largest
    reader.number(); // delay
    const std::uint64_t ranges = reader.number();
    reader.number(); // first range
    for (std::uint64_t i = 0; i < ranges && !reader.bad; ++i) {
        reader.number();
        reader.number();
    }
    for (int i = 0; withCounts && i < 3; ++i)
        reader.number();
}

/// RFC 9000 12.4: few kinds of frames may be in an Initial packet.
void readFrames(ByteView payload, QuicInitial &initial)
{
    std::vector<Piece> pieces;
    Reader reader{payload};
    for (std::size_t count = 0; reader.at < payload.size() && !reader.bad && count < mostFrames;) {
        const std::uint64_t type = reader.number();
        QString name;
        if (type == 0) {
            name = QStringLiteral("PADDING");
            while (u8(payload, reader.at) == 0)
                ++reader.at;
        } else if (type == 1) {
            name = QStringLiteral("PING");
        } else if (type == 2 || type == 3) {
            name = QStringLiteral("ACK");
            skipAcknowledgment(reader, type == 3);
        } else if (type == 6) {
            name = QStringLiteral("CRYPTO");
            const std::uint64_t offset = reader.number();
            pieces.push_back({offset, reader.take(reader.number())});
        } else {
            name = QStringLiteral("CONNECTION_CLOSE");
            reader.bad = true; // nothing of use comes behind
        }
        if (!initial.frames.contains(name))
            initial.frames += name;
        ++count;
    }
    initial.hello = joined(std::move(pieces));
}

} // namespace

std::optional<QuicLongHeader> quicLongHeader(ByteView packet)
{
    constexpr unsigned longForm = 0x80;
    const auto first = u8(packet, 0);
    const auto version = be32(packet, 1);
    if (!version || (*first & longForm) == 0)
        return std::nullopt;
    QuicLongHeader header;
    header.version = *version;
    const unsigned type = *first >> 4U & 3U;
    header.type = static_cast<std::uint8_t>(*version == versionTwo ? (type + 3U) & 3U : type); // RFC 9369 3.2
    Reader reader{packet, 5};
    header.destination = reader.id();
    header.source = reader.id();
    if (reader.bad)
        return std::nullopt;
    if (header.type == initialType)
        reader.take(reader.number()); // token
    if (header.type != retryType && *version != 0)
        header.length = static_cast<std::size_t>(reader.number());
    header.numberAt = reader.at;
    return reader.bad ? std::nullopt : std::optional(header);
}

std::optional<QuicInitial> openQuicInitial(ByteView packet)
{
    const auto header = quicLongHeader(packet);
    const bool isWhole = header && header->type == initialType && packet.size() >= header->numberAt
                         && header->length <= packet.size() - header->numberAt;
    const auto keys = isWhole ? quicClientKeys(header->version, header->destination) : std::nullopt;
    if (!keys)
        return std::nullopt;
    const QByteArray mask = quicHeaderMask(keys->headerKey, slice(packet, header->numberAt + 4));
    if (mask.isEmpty())
        return std::nullopt;
    const auto masked = [&mask](std::uint8_t byte, int place, unsigned bits) {
        return static_cast<char>(byte ^ (static_cast<unsigned char>(mask[place]) & bits));
    };
    QByteArray clear = copyOf(packet.first(header->numberAt));
    clear[0] = masked(*u8(packet, 0), 0, 0x0fU);
    const int numberLength = (clear[0] & 3) + 1;
    if (header->length < static_cast<std::size_t>(numberLength))
        return std::nullopt;
    QuicInitial initial;
    for (int i = 0; i < numberLength; ++i) {
        clear += masked(u8(packet, header->numberAt + static_cast<std::size_t>(i)).value_or(0), i + 1, 0xffU);
        initial.packetNumber = initial.packetNumber << 8U | static_cast<unsigned char>(clear.back());
    }
    QByteArray nonce = keys->iv;
    for (qsizetype i = 0; i < 4; ++i)
        nonce[nonce.size() - 1 - i] = static_cast<char>(
            nonce[nonce.size() - 1 - i] ^ static_cast<char>(initial.packetNumber >> (8U * static_cast<unsigned>(i))));
    const auto used = static_cast<std::size_t>(numberLength);
    const auto payload =
        openSealed(keys->key, nonce, clear, packet.subspan(header->numberAt + used, header->length - used));
    if (!payload)
        return std::nullopt;
    readFrames(bytesOf(*payload), initial);
    return initial;
}

} // namespace wirecase
