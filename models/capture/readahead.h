#pragma once

#include "models/evidence/bytesource.h"

#include <array>
#include <atomic>
#include <semaphore>
#include <thread>
#include <vector>

namespace wirecase {

/// Reads a source window by window in a thread of its own, some windows ahead of the one thread that uses it. That one
/// helps when it comes for bytes that are not there yet: copying them takes about as long as looking at them.
class ReadAhead
{
public:
    static constexpr std::size_t windowBytes = 1024UL * 1024;
    /// The end of one window may be put before the next one, so that what lies across the border is in one piece.
    static constexpr std::size_t mostRest = 128UL * 1024;

    explicit ReadAhead(const ByteSource &source);
    ~ReadAhead();
    ReadAhead(const ReadAhead &) = delete;
    ReadAhead &operator=(const ReadAhead &) = delete;

    /// Begins to read at `offset`; what was read ahead until now is dropped.
    void begin(quint64 offset);
    /// `rest` and then the bytes of the next window, fewer than its size where the source ends or became shorter; none
    /// behind the end. `rest` is the end of what was answered last, at most mostRest. Valid until the next call.
    [[nodiscard]] Result<ByteView> next(ByteView rest);

private:
    struct Window
    {
        std::vector<std::byte> bytes; ///< room for the rest, then the window
        quint64 offset = 0;
        std::size_t size = 0;                     ///< bytes of the source that belong to it
        std::atomic<std::size_t> nextPiece = 0;   ///< the first that nobody has taken
        std::vector<Result<std::size_t>> results; ///< of each piece

        [[nodiscard]] std::span<std::byte> piece(std::size_t index);
        [[nodiscard]] Result<std::size_t> bytesRead();
    };

    void run();
    void prepareNext();
    void readPieces(Window &window);

    const ByteSource &m_source;
    /// A ring. Fewer leave one thread waiting for the other; more do not stay in the processor's cache, and copying
    /// then takes half as long again.
    std::array<Window, 4> m_windows;
    std::size_t m_next = 0;     ///< the window to be handed out next
    std::size_t m_underWay = 0; ///< windows from m_next on that are being read or wait to be handed out
    bool m_holdsOne = false;    ///< the window before m_next is in use
    quint64 m_offset = 0;       ///< where the window behind those under way begins
    std::atomic<bool> m_ends = false;
    std::counting_semaphore<> m_prepared{0};
    std::counting_semaphore<> m_filled{0};
    std::thread m_thread;
};

} // namespace wirecase
