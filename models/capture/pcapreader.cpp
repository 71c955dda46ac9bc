#include "models/capture/pcapreader.h"

#include "models/base/timerange.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>

namespace wirecase {

namespace {

constexpr std::size_t fileHeaderBytes = 24;
constexpr quint32 magicMicroseconds = 0xa1b2c3d4;
constexpr quint32 magicNanoseconds = 0xa1b23c4d;
constexpr quint32 magicModified = 0xa1b2cd34;     // Kuznetzov's libpcap patch: 8 more bytes a record
constexpr quint32 magicIxiaHardware = 0x1c0001ac; // nanoseconds; total length of records after the file header
constexpr quint32 magicIxiaSoftware = 0x1c0001ab; // microseconds, likewise
constexpr std::size_t usualRecordHeader = 16;
constexpr std::size_t modifiedRecordHeader = 24; // interface, protocol, packet type
constexpr std::size_t suseRecordHeader = 28;     // SuSE 6.3: the processor too, under the modified magic
constexpr std::size_t nokiaRecordHeader = 20;    // four bytes more, under the usual magic
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
            return Variant{swapped, nsPerUs, usualRecordHeader};
        case magicNanoseconds:
        case magicIxiaHardware:
            return Variant{swapped, 1, usualRecordHeader};
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
    reader->chooseRecordHeader();
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

// Red Hat 6.1, SuSE 6.3 and Nokia did not say in the magic number that their records are longer. A length is taken only
// when the usual one fails within the first records and this one fits all of them.
void PcapReader::chooseRecordHeader()
{
    std::vector<std::size_t> others;
    if (m_magic == magicMicroseconds)
        others = {modifiedRecordHeader, nokiaRecordHeader};
    else if (m_magic == magicModified)
        others = {suseRecordHeader};
    if (others.empty() || tryRecords(m_variant.recordHeader) != Fit::None)
        return;
    const auto fits = std::find_if(others.begin(), others.end(),
                                   [this](std::size_t length) { return tryRecords(length) == Fit::Whole; });
    if (fits != others.end())
        m_variant.recordHeader = *fits;
}

// Whether the first records can be what they say they are when their headers have this length.
PcapReader::Fit PcapReader::tryRecords(std::size_t recordHeader) const
{
    constexpr int recordsToTry = 4;
    const ByteSource &source = m_window.source();
    quint64 at = m_position;
    std::optional<quint32> seconds;
    for (int count = 0; count < recordsToTry; ++count) {
        if (at == source.size() && count > 1)
            return Fit::Whole;
        const auto header = source.bytesAt(at, recordHeader);
        if (!header || static_cast<std::size_t>(header->size()) < recordHeader)
            return Fit::Cut;
        const ByteView bytes = bytesOf(*header);
        if (!isPlausible(bytes, seconds.value_or(word(bytes, 0))))
            return Fit::None;
        seconds = word(bytes, 0);
        at += recordHeader + lengths(bytes).first;
        if (at > source.size())
            return Fit::Cut;
    }
    return Fit::Whole;
}

bool PcapReader::isPlausible(ByteView recordHeader, quint32 secondsBefore) const
{
    constexpr quint32 usPerSecond = 1'000'000;
    constexpr qint64 longSilence = qint64{7} * 86'400;
    const auto [captured, wire] = lengths(recordHeader);
    const qint64 silence = static_cast<qint64>(word(recordHeader, 0)) - secondsBefore;
    return captured > 0 && captured <= wire && captured <= m_mostCaptured && word(recordHeader, 4) < usPerSecond
           && std::abs(silence) <= longSilence;
}

// Before 2.3 the two lengths stood the other way round; in 2.3 both orders occur.
inline std::pair<quint32, quint32> PcapReader::lengths(ByteView recordHeader) const
{
    std::pair<quint32, quint32> lengths(word(recordHeader, 8), word(recordHeader, 12));
    if (m_minorVersion < 3 || (m_minorVersion == 3 && lengths.first > lengths.second))
        std::swap(lengths.first, lengths.second);
    return lengths;
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

    std::tie(record.capturedLength, record.wireLength) = lengths(header);
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
