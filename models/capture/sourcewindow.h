#pragma once

#include "models/evidence/bytesource.h"

#include <optional>
#include <vector>

namespace wirecase {

/// Walks over a source through one buffer: far fewer reads than records, and no allocation per record. One thread.
class SourceWindow
{
public:
    static constexpr std::size_t windowBytes = 512UL * 1024;

    explicit SourceWindow(const ByteSource &source)
        : m_source(source)
        , m_size(source.size())
    {
    }

    [[nodiscard]] const ByteSource &source() const { return m_source; }
    [[nodiscard]] quint64 size() const { return m_size; }

    /// `length` bytes at `offset`, fewer where the source ends or fails. Valid until the next call.
    [[nodiscard]] ByteView at(quint64 offset, std::size_t length)
    {
        if (offset >= m_begin && offset - m_begin <= m_held && m_held - (offset - m_begin) >= length)
            return ByteView(m_buffer.data() + (offset - m_begin), length);
        return refill(offset, length);
    }

    /// Why bytes that should be there could not be read.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

private:
    ByteView refill(quint64 offset, std::size_t length);

    const ByteSource &m_source;
    quint64 m_size;
    quint64 m_begin = 0;
    std::size_t m_held = 0;
    std::vector<std::byte> m_buffer;
    std::optional<Error> m_error;
};

} // namespace wirecase
