#include "models/capture/sourcewindow.h"

namespace wirecase {

ByteView SourceWindow::refill(quint64 offset, std::size_t length)
{
    if (offset >= m_size)
        return {};
    // Only bytes that the source has are ever asked for, so a length from a damaged file cannot make this grow.
    const quint64 wanted = std::max<quint64>(length, windowBytes);
    const auto fits = static_cast<std::size_t>(std::min<quint64>(wanted, m_size - offset));
    if (m_buffer.size() < fits)
        m_buffer.resize(fits);

    m_begin = offset;
    m_held = 0;
    const auto got = m_source.readAt(offset, std::span(m_buffer.data(), fits));
    if (!got) {
        m_error = got.error();
        return {};
    }
    m_held = *got;
    return ByteView(m_buffer.data(), std::min(length, m_held));
}

} // namespace wirecase
