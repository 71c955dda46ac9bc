#pragma once

#include "models/base/byteview.h"

#include <array>

namespace wirecase {

/// Finds the hardware address of the interface on which a capture was made: it takes part in more frames than any
/// other. The cloud's virtual gateway takes part in all of them too and does not count.
class OwnMac
{
public:
    void note(ByteView source, ByteView destination);
    /// Six bytes, or empty when no address stands out.
    [[nodiscard]] QByteArray address();

private:
    // An address that takes part in every frame is among the first seen, so a few places are enough.
    static constexpr std::size_t places = 32;
    struct Count
    {
        quint64 address = 0;
        quint64 frames = 0;
    };

    void countRun();
    void count(quint64 address);

    std::array<Count, places> m_counts{};
    quint64 m_frames = 0;
    // Frames between the same two addresses come in runs, which are counted as one.
    quint64 m_lower = 0;
    quint64 m_upper = 0;
    quint64 m_run = 0;
};

} // namespace wirecase
