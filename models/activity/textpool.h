#pragma once

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace wirecase {

/// Each distinct text once, named by a number in order of appearance. 0 is the empty text.
class TextPool
{
public:
    TextPool();
    TextPool(const TextPool &other);
    TextPool &operator=(const TextPool &) = delete;

    quint32 intern(std::string_view text);
    [[nodiscard]] std::string_view at(quint32 id) const { return {m_texts[id].begin, m_texts[id].length}; }
    [[nodiscard]] std::size_t size() const { return m_texts.size(); }

private:
    struct Entry
    {
        const char *begin = nullptr;
        quint32 length = 0;
    };

    [[nodiscard]] const char *keep(std::string_view text);
    void grow();

    std::vector<Entry> m_texts;
    /// The hash of a text above its number plus one; 0 where there is none. Never more than half full. The upper bits
    /// of the hash are the place, so that growing goes through it in order.
    std::vector<quint64> m_table;
    int m_shift = 0; ///< from a hash to its place
    std::vector<std::unique_ptr<char[]>> m_blocks;
    char *m_free = nullptr; ///< in the last block
    std::size_t m_left = 0;
};

/// A hash for long texts; its upper bits are as good as its lower ones.
[[nodiscard]] quint64 hashOf(std::string_view text);

/// Texts met lately at one place, where a few come again and again: finds their numbers without a look into the pool's
/// large table.
class RecentTexts
{
public:
    quint32 intern(TextPool &pool, std::string_view text)
    {
        quint32 &known = m_ids[placeOf(text)];
        if (pool.at(known) != text)
            known = pool.intern(text);
        return known;
    }

    /// A number below 64 that differs for most texts that differ: from the length and the last bytes.
    static std::size_t placeOf(std::string_view text)
    {
        quint64 last = 0;
        const std::size_t count = std::min(text.size(), sizeof last);
        if (count > 0)
            std::memcpy(&last, text.data() + (text.size() - count), count);
        return static_cast<std::size_t>(((last ^ text.size()) * 0x9e3779b97f4a7c15ULL) >> 58U);
    }

private:
    std::array<quint32, 64> m_ids{};
};

} // namespace wirecase
