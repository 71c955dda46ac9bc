#include "models/activity/textpool.h"

#include "models/base/mixedbits.h"

namespace wirecase {

namespace {

constexpr std::size_t blockBytes = 1U << 20U;
constexpr int smallestTable = 12; ///< bits of a place
constexpr int hashBits = 32;      ///< of what the table keeps of a hash

quint64 bytesAt(const char *from, std::size_t count)
{
    quint64 bytes = 0;
    if (count > 0) // an empty text may have no place
        std::memcpy(&bytes, from, count);
    return bytes;
}

} // namespace

quint64 hashOf(std::string_view text)
{
    // Sixteen bytes a step: odd constants keep a zero from wiping out what came before.
    constexpr quint64 first = 0x9e3779b97f4a7c15ULL;
    constexpr quint64 second = 0xbf58476d1ce4e5b9ULL;
    quint64 hash = text.size() * first;
    const char *at = text.data();
    std::size_t left = text.size();
    for (; left > 16; at += 16, left -= 16)
        hash = mixedBits(bytesAt(at, 8) ^ first ^ hash, bytesAt(at + 8, 8) ^ second) + hash;
    const std::size_t half = std::min<std::size_t>(left, 8);
    return mixedBits(mixedBits(bytesAt(at, half) ^ first ^ hash, bytesAt(at + half, left - half) ^ second) + hash,
                     second);
}

TextPool::TextPool()
{
    intern({});
}

TextPool::TextPool(const TextPool &other)
{
    m_texts.reserve(other.m_texts.size());
    for (quint32 id = 0; id < other.m_texts.size(); ++id)
        intern(other.at(id));
}

quint32 TextPool::intern(std::string_view text)
{
    if (m_texts.size() * 2 >= m_table.size())
        grow();
    const quint64 hash = hashOf(text) >> hashBits;
    const std::size_t mask = m_table.size() - 1;
    std::size_t place = hash >> m_shift;
    for (; m_table[place] != 0; place = (place + 1) & mask) {
        const auto known = static_cast<quint32>(m_table[place]) - 1;
        if (m_table[place] >> hashBits == hash && at(known) == text)
            return known;
    }
    const auto id = static_cast<quint32>(m_texts.size());
    m_texts.push_back({keep(text), static_cast<quint32>(text.size())});
    m_table[place] = hash << hashBits | (id + 1);
    return id;
}

const char *TextPool::keep(std::string_view text)
{
    if (text.empty())
        return "";
    if (text.size() > m_left) {
        // A long text has a block of its own, so that little of the others is left unused.
        const bool isLong = text.size() > blockBytes / 16;
        m_blocks.push_back(std::make_unique_for_overwrite<char[]>(isLong ? text.size() : blockBytes));
        if (isLong) {
            std::memcpy(m_blocks.back().get(), text.data(), text.size());
            return m_blocks.back().get();
        }
        m_free = m_blocks.back().get();
        m_left = blockBytes;
    }
    char *begin = m_free;
    std::memcpy(begin, text.data(), text.size());
    m_free += text.size();
    m_left -= text.size();
    return begin;
}

void TextPool::grow()
{
    m_shift = m_table.empty() ? hashBits - smallestTable : m_shift - 1;
    std::vector<quint64> before(std::size_t{1} << (hashBits - m_shift), 0);
    m_table.swap(before);
    const std::size_t mask = m_table.size() - 1;
    for (const quint64 entry : before) {
        std::size_t place = entry >> hashBits >> m_shift;
        while (entry != 0 && m_table[place] != 0)
            place = (place + 1) & mask;
        if (entry != 0)
            m_table[place] = entry;
    }
}

} // namespace wirecase
