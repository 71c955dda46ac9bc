#include "models/casefile/casepages.h"

#include <QtEndian>

#include <algorithm>
#include <bit>

namespace wirecase {

namespace {

// sqlite.org/fileformat2.html, 1.3 (header) and 4.1 (log).
constexpr std::string_view magic{"SQLite format 3\0", 16};
constexpr std::size_t headerSize = 100;
constexpr std::size_t pageSizeOffset = 16;
constexpr std::size_t reservedOffset = 20;
constexpr quint32 mostReserved = 255;
constexpr std::size_t logHeaderSize = 32;
constexpr std::size_t frameHeaderSize = 24;
constexpr quint32 logMagic = 0x377f0682; // the last bit tells the byte order of the checksums

bool isPageSize(quint64 size)
{
    return size >= 512 && size <= 65536 && std::has_single_bit(size);
}

/// The running checksum of the log: over pairs of 32-bit words.
class LogChecksum
{
public:
    explicit LogChecksum(bool bigEndian)
        : m_bigEndian(bigEndian)
    {
    }

    void add(ByteView bytes)
    {
        for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
            m_first += word(bytes, at) + m_second;
            m_second += word(bytes, at + 4) + m_first;
        }
    }
    [[nodiscard]] bool equals(ByteView bytes, std::size_t at) const
    {
        return be32(bytes, at) == m_first && be32(bytes, at + 4) == m_second;
    }

private:
    [[nodiscard]] quint32 word(ByteView bytes, std::size_t at) const
    {
        const quint32 value = be32(bytes, at).value_or(0);
        return m_bigEndian ? value : qbswap(value);
    }

    bool m_bigEndian;
    quint32 m_first = 0;
    quint32 m_second = 0;
};

} // namespace

CasePages::CasePages(ByteSourcePtr file, ByteSourcePtr log)
    : m_file(std::move(file))
    , m_log(std::move(log))
{
    readHeader();
    if (m_log)
        readLog();
    const quint64 inFile = (m_file->size() + m_pageSize - 1) / m_pageSize;
    const quint64 inLog = m_logged.empty() ? 0 : m_logged.rbegin()->first;
    m_count = static_cast<quint32>(std::min<quint64>(std::max(inFile, inLog), std::numeric_limits<quint32>::max()));
}

void CasePages::readHeader()
{
    const auto bytes = m_file->bytesAt(0, headerSize);
    if (!bytes || !textOf(bytesOf(*bytes)).starts_with(magic))
        return;
    const ByteView header = bytesOf(*bytes);
    const quint32 stored = be16(header, pageSizeOffset).value_or(0);
    const quint32 size = stored == 1 ? 65536 : stored;
    const quint32 reserved = u8(header, reservedOffset).value_or(0);
    if (!isPageSize(size) || reserved > mostReserved || size - reserved < 480)
        return;
    m_pageSize = size;
    m_reserved = reserved;
}

void CasePages::readLog()
{
    const auto head = m_log->bytesAt(0, logHeaderSize);
    if (!head || head->size() < static_cast<qsizetype>(logHeaderSize))
        return;
    const ByteView header = bytesOf(*head);
    const quint32 kind = be32(header, 0).value_or(0);
    const quint32 size = be32(header, 8).value_or(0);
    if ((kind & ~1U) != logMagic || !isPageSize(size))
        return;
    const QByteArray salts = head->mid(16, 8);
    LogChecksum sum((kind & 1U) != 0);
    sum.add(header.first(24));
    bool whole = sum.equals(header, 24);
    if (whole)
        m_pageSize = size;
    std::map<quint32, quint64> open; // of the transaction that has no end yet
    for (quint64 at = logHeaderSize; at + frameHeaderSize + size <= m_log->size(); at += frameHeaderSize + size) {
        const auto frame = m_log->bytesAt(at, frameHeaderSize + size);
        if (!frame || frame->mid(8, 8) != salts)
            break; // what follows was written before the log began anew
        const ByteView bytes = bytesOf(*frame);
        sum.add(bytes.first(8));
        sum.add(bytes.subspan(frameHeaderSize));
        whole = whole && sum.equals(bytes, 16);
        const quint64 content = at + frameHeaderSize;
        if (!whole) {
            m_strays.push_back(content);
            continue;
        }
        open[be32(bytes, 0).value_or(0)] = content;
        if (be32(bytes, 4).value_or(0) == 0)
            continue;
        for (const auto &[number, place] : open)
            m_logged[number] = place;
        open.clear();
    }
    for (const auto &[number, place] : open)
        m_strays.push_back(place);
    std::ranges::sort(m_strays, std::ranges::greater());
}

QByteArray CasePages::page(quint32 number) const
{
    if (number == 0 || number > m_count)
        return {};
    const auto logged = m_logged.find(number);
    const auto bytes = logged == m_logged.end() ? m_file->bytesAt(static_cast<quint64>(offsetOf(number)), m_pageSize)
                                                : m_log->bytesAt(logged->second, m_pageSize);
    return bytes ? *bytes : QByteArray();
}

QByteArray CasePages::stray(std::size_t index) const
{
    const auto bytes = m_log->bytesAt(m_strays.at(index), m_pageSize);
    return bytes ? *bytes : QByteArray();
}

} // namespace wirecase
