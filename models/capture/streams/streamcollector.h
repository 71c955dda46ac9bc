#pragma once

#include "models/capture/streamreassembler.h"

namespace wirecase {

/// Keeps a stream in memory, up to a limit.
class StreamCollector final : public StreamSink
{
public:
    explicit StreamCollector(quint64 maxBytes)
        : m_maxBytes(maxBytes)
    {
    }

    [[nodiscard]] bool take(StreamChunk part, bool isDatagram) override;
    void noteConflict(bool fromClient) override;

    /// Whether the limit was reached.
    [[nodiscard]] bool isFull() const { return m_taken >= m_maxBytes; }
    [[nodiscard]] std::vector<StreamChunk> &chunks() { return m_chunks; }

private:
    quint64 m_maxBytes;
    quint64 m_taken = 0;
    std::vector<StreamChunk> m_chunks;
};

} // namespace wirecase
