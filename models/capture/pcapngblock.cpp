#include "models/capture/pcapngblock.h"

namespace wirecase {

bool PcapngOptions::next()
{
    constexpr std::size_t head = 4;
    const std::size_t size = m_options.bytes.size();
    // The end need not be marked where the block ends anyway.
    if (m_isDamaged || size - m_offset < head)
        return false;
    m_code = m_options.half(m_offset);
    const std::size_t length = m_options.half(m_offset + 2);
    const std::size_t room = size - m_offset - head;
    if (m_code == end) {
        m_offset += head;
        return false;
    }
    if (length > room) {
        m_isDamaged = true;
        return false;
    }
    m_value = m_options.part(m_offset + head, length);
    m_offset += head + std::min(static_cast<std::size_t>(pcapngPadded(length)), room);
    return true;
}

} // namespace wirecase
