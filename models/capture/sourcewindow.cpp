#include "models/capture/sourcewindow.h"

#include <algorithm>

namespace wirecase {

ByteView SourceWindow::refill(quint64 offset, std::size_t length)
{
    if (m_isAhead)
        takeAhead(offset);
    if (offset >= m_size)
        return {};
    length = static_cast<std::size_t>(std::min<quint64>(length, m_size - offset));
    if (!holds(offset, length)) {
        readNow(offset, length);
        if (m_readsAhead)
            readAhead();
    }
    return slice(m_held, static_cast<std::size_t>(offset - m_begin), length);
}

void SourceWindow::readNow(quint64 offset, std::size_t length)
{
    // Only bytes that the source has are ever asked for, so a length from a damaged file cannot make this grow.
    const quint64 wanted = std::max<quint64>(length, windowBytes);
    const auto fits = static_cast<std::size_t>(std::min<quint64>(wanted, m_size - offset));
    if (m_buffer.size() < fits)
        m_buffer.resize(fits);

    m_begin = offset;
    m_held = {};
    const auto got = m_source.readAt(offset, std::span(m_buffer.data(), fits));
    if (got)
        m_held = ByteView(m_buffer.data(), *got);
    else
        m_error = got.error();
}

void SourceWindow::readAhead()
{
    const quint64 next = m_begin + m_held.size();
    m_isAhead = !m_held.empty() && next < m_size;
    if (!m_isAhead)
        return;
    if (!m_ahead)
        m_ahead = std::make_unique<ReadAhead>(m_source);
    m_ahead->begin(next);
}

// Moves on to the window that was read ahead, when `offset` leads there. What cannot be used is read again.
void SourceWindow::takeAhead(quint64 offset)
{
    const quint64 next = m_begin + m_held.size();
    const quint64 rest = offset < next ? next - offset : 0;
    if (offset < m_begin || rest > ReadAhead::mostRest || offset >= next + ReadAhead::windowBytes)
        return;
    const auto got = m_ahead->next(m_held.last(static_cast<std::size_t>(rest)));
    // A window with less than it should have is the last: what comes behind it is not where it was.
    m_isAhead = got && got->size() == rest + std::min<quint64>(ReadAhead::windowBytes, m_size - next);
    if (!got)
        return;
    m_begin = next - rest;
    m_held = *got;
}

} // namespace wirecase
