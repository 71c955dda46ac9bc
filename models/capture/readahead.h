#pragma once

#include "models/evidence/bytesource.h"

#include <array>
#include <atomic>
#include <memory>
#include <optional>
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
    // Small enough that two threads end at about the same time; smaller ones cost more in the kernel.
    static constexpr std::size_t pieceBytes = 256UL * 1024;
    static constexpr std::size_t piecesPerWindow = windowBytes / pieceBytes;

    struct Window
    {
        std::unique_ptr<std::byte[]> bytes; ///< room for the rest, then the window
        quint64 offset = 0;
        std::size_t size = 0;                     ///< bytes of the source that belong to it
        std::vector<Result<std::size_t>> results; ///< of each piece
        std::atomic<std::size_t> unread{0};       ///< pieces

        [[nodiscard]] std::span<std::byte> piece(std::size_t index);
        [[nodiscard]] Result<std::size_t> bytesRead();
        void finishPiece();
        void wait() const;
    };

    void run();
    void prepareNext();
    [[nodiscard]] Window &windowOf(quint64 piece) { return m_windows[piece / piecesPerWindow % m_windows.size()]; }
    [[nodiscard]] std::optional<quint64> takePiece();
    [[nodiscard]] bool readPiece();

    const ByteSource &m_source;
    /// A ring. Fewer leave one thread waiting for the other; more do not stay in the processor's cache, and copying
    /// then takes half as long again.
    std::array<Window, 4> m_windows;
    quint64 m_offset = 0;    ///< where the window behind those that are prepared begins
    quint64 m_handedOut = 0; ///< windows, by their order
    bool m_holdsOne = false; ///< the window handed out last is in use
    // Pieces are numbered through all windows; either thread takes the next one that is prepared.
    std::atomic<quint64> m_taken{0};
    std::atomic<quint64> m_prepared{0};
    std::atomic<bool> m_ends = false;
    std::thread m_thread;
};

} // namespace wirecase
