#include "models/capture/sourcewindow.h"

#include <algorithm>

namespace wirecase {

namespace {

// A record that begins in one window and ends in the next is put together when it is not longer than this.
constexpr std::size_t longestRest = 16UL * 1024;

} // namespace

SourceWindow::~SourceWindow()
{
    if (m_isUnderWay)
        (void) m_ahead->finish();
}

ByteView SourceWindow::refill(quint64 offset, std::size_t length)
{
    if (m_isUnderWay)
        takeAhead(offset);
    if (offset >= m_size)
        return {};
    length = static_cast<std::size_t>(std::min<quint64>(length, m_size - offset));
    if (!holds(offset, length))
        readNow(offset, length);
    if (m_readsAhead && !m_isUnderWay)
        readAhead();
    return slice(m_held, static_cast<std::size_t>(offset - m_begin), length);
}

void SourceWindow::readNow(quint64 offset, std::size_t length)
{
    // Only bytes that the source has are ever asked for, so a length from a damaged file cannot make this grow.
    const quint64 wanted = std::max<quint64>(length, m_windowBytes);
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
    m_nextBegin = m_begin + m_held.size();
    if (m_held.empty() || m_nextBegin >= m_size)
        return;
    if (!m_ahead)
        m_ahead = std::make_unique<BackgroundRead>(m_source);
    m_nextBuffer.resize(longestRest + m_windowBytes);
    const auto fits = static_cast<std::size_t>(std::min<quint64>(m_windowBytes, m_size - m_nextBegin));
    m_ahead->begin(m_nextBegin, std::span(m_nextBuffer.data() + longestRest, fits));
    m_isUnderWay = true;
}

// Moves on to the window that was read ahead, when `offset` leads there. What cannot be used is read again.
void SourceWindow::takeAhead(quint64 offset)
{
    const auto got = m_ahead->finish();
    m_isUnderWay = false;
    const quint64 rest = offset < m_nextBegin ? m_nextBegin - offset : 0;
    if (!got || *got == 0 || offset < m_begin || rest > longestRest || offset >= m_nextBegin + *got)
        return;
    const ByteView left = m_held.last(static_cast<std::size_t>(rest));
    std::byte *begin = m_nextBuffer.data() + longestRest - rest;
    std::copy(left.begin(), left.end(), begin);
    m_begin = m_nextBegin - rest;
    m_held = ByteView(begin, static_cast<std::size_t>(rest) + *got);
    m_buffer.swap(m_nextBuffer);
}

} // namespace wirecase
