#pragma once

#include "models/capture/readahead.h"
#include "models/evidence/bytesource.h"

#include <memory>
#include <optional>
#include <vector>

namespace wirecase {

/// Walks over a source through one buffer: far fewer reads than records, and no allocation per record. One thread.
class SourceWindow
{
public:
    static constexpr std::size_t windowBytes = 256UL * 1024;

    /// Ahead is for a source that is walked from one end to the other: the next piece is then read by a second thread
    /// while this one is looked at.
    enum class Reading
    {
        OnDemand,
        Ahead
    };

    explicit SourceWindow(const ByteSource &source, Reading reading = Reading::OnDemand)
        : m_source(source)
        , m_size(source.size())
        , m_readsAhead(reading == Reading::Ahead)
    {
    }
    SourceWindow(const SourceWindow &) = delete;
    SourceWindow &operator=(const SourceWindow &) = delete;

    [[nodiscard]] const ByteSource &source() const { return m_source; }
    [[nodiscard]] quint64 size() const { return m_size; }

    /// `length` bytes at `offset`, fewer where the source ends or fails. Valid until the next call.
    [[nodiscard]] ByteView at(quint64 offset, std::size_t length)
    {
        if (holds(offset, length))
            return m_held.subspan(offset - m_begin, length);
        return refill(offset, length);
    }

    /// Says that the bytes at `offset` come next, so that they are in the processor's cache by then.
    void expect(quint64 offset) const
    {
        constexpr std::size_t line = 64;
        if (holds(offset, 2 * line)) {
            __builtin_prefetch(m_held.data() + (offset - m_begin));
            __builtin_prefetch(m_held.data() + (offset - m_begin) + line);
        }
    }

    /// Why bytes that should be there could not be read.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

private:
    [[nodiscard]] bool holds(quint64 offset, std::size_t length) const
    {
        return offset >= m_begin && offset - m_begin <= m_held.size() && m_held.size() - (offset - m_begin) >= length;
    }
    ByteView refill(quint64 offset, std::size_t length);
    void readNow(quint64 offset, std::size_t length);
    void readAhead();
    void takeAhead(quint64 offset);

    const ByteSource &m_source;
    quint64 m_size;
    quint64 m_begin = 0; ///< where `m_held` lies in the source
    ByteView m_held;     ///< a part of `m_buffer`, or of what was read ahead
    std::vector<std::byte> m_buffer;
    std::optional<Error> m_error;

    bool m_readsAhead;
    bool m_isAhead = false;             ///< the bytes behind `m_held` are being read
    std::unique_ptr<ReadAhead> m_ahead; ///< once there is something to read ahead
};

} // namespace wirecase
