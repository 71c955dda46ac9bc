#pragma once

#include "models/base/result.h"
#include "models/evidence/bytesource.h"

#include <optional>
#include <string_view>
#include <vector>

namespace wirecase {

/// Sequential reading of a ByteSource with looking back: the bytes from forget() on stay in memory.
class TextWindow
{
public:
    /// Bytes that may be read behind every view, as simdjson does.
    static constexpr std::size_t padding = 64;

    explicit TextWindow(const ByteSource &source)
        : m_source(source)
    {
    }

    /// The byte at `offset`, or -1 where the source ends or cannot be read further.
    int at(quint64 offset)
    {
        if (offset < m_begin || offset - m_begin >= m_length)
            load(offset);
        return offset - m_begin < m_length ? static_cast<unsigned char>(m_buffer[offset - m_begin]) : -1;
    }
    /// Bytes that at() has answered, since forget().
    [[nodiscard]] std::string_view view(quint64 begin, quint64 end) const
    {
        return {m_buffer.data() + (begin - m_begin), static_cast<std::size_t>(end - begin)};
    }
    /// The bytes from `offset` on that are in memory; none where the source ends.
    std::string_view loaded(quint64 offset)
    {
        return at(offset) < 0 ? std::string_view() : view(offset, m_begin + m_length);
    }
    /// Where the next `c` is, at most `longest` bytes on.
    [[nodiscard]] std::optional<quint64> find(char c, quint64 offset, quint64 longest);
    void forget(quint64 before) { m_keep = before; }

    /// Why the source could not be read to its end.
    [[nodiscard]] const Status &status() const { return m_status; }

private:
    void load(quint64 offset);

    const ByteSource &m_source;
    std::vector<char> m_buffer; ///< never shrinks: making room anew would fill it with zeros each time
    quint64 m_begin = 0;
    std::size_t m_length = 0;
    quint64 m_keep = 0;
    Status m_status;
};

} // namespace wirecase
