#include "models/capture/pcapreader.h"

#include "models/base/timerange.h"

namespace wirecase {

namespace {

constexpr std::size_t fileHeaderBytes = 24;
constexpr quint32 magicMicroseconds = 0xa1b2c3d4;
constexpr quint32 magicNanoseconds = 0xa1b23c4d;
constexpr quint32 magicModified = 0xa1b2cd34;     // Kuznetzov's libpcap patch: 8 more bytes a record
constexpr quint32 magicIxiaHardware = 0x1c0001ac; // nanoseconds; total length of records after the file header
constexpr quint32 magicIxiaSoftware = 0x1c0001ab; // microseconds, likewise
constexpr std::size_t modifiedRecordHeader = 24;
// Largest packet that tcpdump and Wireshark write for ordinary link types, whatever the header's snaplen says.
constexpr quint32 ordinaryMost = 262'144;

} // namespace

std::optional<PcapReader::Variant> PcapReader::variantOf(ByteView head)
{
    const auto big = be32(head, 0);
    if (!big)
        return std::nullopt;
    for (const bool swapped : {true, false}) {
        switch (swapped ? *big : __builtin_bswap32(*big)) {
        case magicMicroseconds:
        case magicIxiaSoftware:
            return Variant{swapped, nsPerUs, 16};
        case magicNanoseconds:
        case magicIxiaHardware:
            return Variant{swapped, 1, 16};
        case magicModified:
            return Variant{swapped, nsPerUs, modifiedRecordHeader};
        default:
            break;
        }
    }
    return std::nullopt;
}

PcapReader::PcapReader(const ByteSource &source, const Variant &variant)
    : CaptureReader(source)
    , m_variant(variant)
{
}

Result<std::unique_ptr<CaptureReader>> PcapReader::open(const ByteSource &source)
{
    const auto head = source.bytesAt(0, fileHeaderBytes);
    if (!head)
        return head.error();
    const auto variant = variantOf(bytesOf(*head));
    if (!variant)
        return std::unique_ptr<CaptureReader>();
    auto reader = std::unique_ptr<PcapReader>(new PcapReader(source, *variant));
    if (auto error = reader->readHeader(bytesOf(*head)))
        return *std::move(error);
    return std::unique_ptr<CaptureReader>(std::move(reader));
}

std::optional<Error> PcapReader::readHeader(ByteView head)
{
    const QString &name = m_window.source().name();
    if (head.size() < fileHeaderBytes)
        return Error{Error::Code::Format, tr("The file header is cut short"), name, static_cast<qint64>(head.size())};
    m_magic = word(head, 0);
    const quint32 versions = word(head, 4);
    const auto major = static_cast<quint16>(m_variant.swapped ? versions >> 16U : versions & 0xffffU);
    m_minorVersion = static_cast<quint16>(m_variant.swapped ? versions & 0xffffU : versions >> 16U);
    if (major != 2) {
        const QString message = tr("Version %1.%2 of the pcap format is not known").arg(major).arg(m_minorVersion);
        return Error{Error::Code::Unsupported, message, name, 4};
    }
    m_snaplen = word(head, 16);
    m_mostCaptured = std::max(ordinaryMost, std::min(m_snaplen, mostCapturedBytes));
    // The top six bits say how long the frame check sequence is, the ten below are zero (draft-ietf-opsawg-pcap, 4).
    const quint32 network = word(head, 20);
    if ((network & 0x03ff'0000U) != 0)
        return Error{Error::Code::Format, tr("The link type %1 cannot be").arg(network), name, 20};
    m_linkType = static_cast<LinkType>(network & 0xffffU);
    addLinkType(m_linkType);
    const bool hasTotal = m_magic == magicIxiaHardware || m_magic == magicIxiaSoftware;
    m_position = fileHeaderBytes + (hasTotal ? 4 : 0);
    return std::nullopt;
}

inline bool PcapReader::startsAnotherFile(ByteView recordHeader) const
{
    return word(recordHeader, 0) == m_magic && be32(recordHeader, 8) == 0U && be32(recordHeader, 12) == 0U
           && (be32(recordHeader, 4) == 0x0002'0004U || be32(recordHeader, 4) == 0x0200'0400U);
}

bool PcapReader::next(CaptureRecord &record)
{
    const quint64 begin = m_position;
    const ByteView header = m_window.at(begin, m_variant.recordHeader);
    if (header.empty() && begin >= m_window.size())
        return false;
    if (header.size() < m_variant.recordHeader)
        return stop(Error::Code::Format, tr("The file ends in the middle of a packet header"), begin);
    if (startsAnotherFile(header))
        return stop(Error::Code::Format, tr("Another capture file begins here"), begin);

    record.capturedLength = word(header, 8);
    record.wireLength = word(header, 12);
    // Before 2.3 the two lengths stood the other way round; in 2.3 both orders occur.
    if (m_minorVersion < 3 || (m_minorVersion == 3 && record.capturedLength > record.wireLength))
        std::swap(record.capturedLength, record.wireLength);
    if (record.capturedLength > m_mostCaptured) {
        const QString message = tr("A packet claims to have %1 bytes").arg(record.capturedLength);
        return stop(Error::Code::Format, message, begin);
    }
    record.timeNs = static_cast<qint64>(word(header, 0)) * nsPerSecond
                    + static_cast<qint64>(word(header, 4)) * m_variant.fractionNs;
    record.offset = begin + m_variant.recordHeader;
    record.linkType = m_linkType;
    if (!take(record, begin))
        return false;
    m_position = record.offset + record.capturedLength;
    return true;
}

} // namespace wirecase
