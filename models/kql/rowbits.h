#pragma once

#include <QtGlobal>

#include <bit>
#include <span>
#include <vector>

namespace wirecase {

/// A bit per row of a source: the answer of a filter. All operands of one expression have the same size.
class RowBits
{
public:
    RowBits() = default;
    explicit RowBits(quint32 rows, bool value = false)
        : m_rows(rows)
        , m_words((rows + 63ULL) / 64, value ? ~quint64{0} : 0)
    {
        clearTail();
    }

    [[nodiscard]] quint32 size() const { return m_rows; }
    [[nodiscard]] bool test(quint32 row) const { return (m_words[row / 64] >> (row % 64) & 1U) != 0; }
    void set(quint32 row) { m_words[row / 64] |= quint64{1} << (row % 64); }
    void reset(quint32 row) { m_words[row / 64] &= ~(quint64{1} << (row % 64)); }

    RowBits &operator&=(const RowBits &other)
    {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            m_words[i] &= other.m_words[i];
        return *this;
    }
    RowBits &operator|=(const RowBits &other)
    {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            m_words[i] |= other.m_words[i];
        return *this;
    }
    void flip()
    {
        for (quint64 &word : m_words)
            word = ~word;
        clearTail();
    }

    [[nodiscard]] quint32 count() const
    {
        quint32 sum = 0;
        for (const quint64 word : m_words)
            sum += static_cast<quint32>(std::popcount(word));
        return sum;
    }
    /// The set rows in ascending order: the permutation of a filtered table.
    [[nodiscard]] std::vector<quint32> rows() const
    {
        std::vector<quint32> result;
        result.reserve(count());
        for (std::size_t i = 0; i < m_words.size(); ++i) {
            for (quint64 word = m_words[i]; word != 0; word &= word - 1)
                result.push_back(static_cast<quint32>(i * 64) + static_cast<quint32>(std::countr_zero(word)));
        }
        return result;
    }
    [[nodiscard]] std::span<quint64> words() { return m_words; }

    bool operator==(const RowBits &) const = default;

private:
    void clearTail()
    {
        if (m_rows % 64 != 0)
            m_words.back() &= (quint64{1} << (m_rows % 64)) - 1;
    }

    quint32 m_rows = 0;
    std::vector<quint64> m_words;
};

} // namespace wirecase
