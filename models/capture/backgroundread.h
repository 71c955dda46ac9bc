#pragma once

#include "models/evidence/bytesource.h"

#include <semaphore>
#include <thread>

namespace wirecase {

/// Reads one piece of a source at a time in a thread of its own, which lives as long as this does. Used by one thread.
class BackgroundRead
{
public:
    explicit BackgroundRead(const ByteSource &source);
    ~BackgroundRead();
    BackgroundRead(const BackgroundRead &) = delete;
    BackgroundRead &operator=(const BackgroundRead &) = delete;

    /// Begins to fill `into` from `offset`. Every begin() is followed by one finish() before the next.
    void begin(quint64 offset, std::span<std::byte> into);
    /// Waits for what was begun: how many bytes there are.
    [[nodiscard]] Result<std::size_t> finish();

private:
    void run();

    const ByteSource &m_source;
    quint64 m_offset = 0;
    std::span<std::byte> m_into;
    Result<std::size_t> m_result{std::size_t{0}};
    bool m_ends = false;
    std::binary_semaphore m_begun{0};
    std::binary_semaphore m_finished{0};
    std::thread m_thread;
};

} // namespace wirecase
