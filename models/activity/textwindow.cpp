#include "models/activity/textwindow.h"

#include <algorithm>
#include <cstring>

namespace wirecase {

namespace {

constexpr std::size_t windowBytes = 1U << 18U; // fits into the cache of a core

} // namespace

std::optional<quint64> TextWindow::find(char c, quint64 offset, quint64 longest)
{
    for (quint64 from = offset; from - offset < longest;) {
        const std::string_view bytes = loaded(from);
        if (bytes.empty())
            break;
        if (const std::size_t place = bytes.find(c); place != std::string_view::npos)
            return from + place;
        from += bytes.size();
    }
    return std::nullopt;
}

void TextWindow::load(quint64 offset)
{
    const quint64 end = m_begin + m_length;
    const quint64 keep = std::min(m_keep, offset);
    if (keep < m_begin || keep > end) {
        m_begin = keep;
        m_length = 0;
    } else if (keep > m_begin) {
        m_length = static_cast<std::size_t>(end - keep);
        std::memmove(m_buffer.data(), m_buffer.data() + (keep - m_begin), m_length);
        m_begin = keep;
    }
    while (offset - m_begin >= m_length) {
        // A byte more than there should be, to notice the end; a small file needs no large buffer.
        const quint64 here = m_begin + m_length;
        const quint64 rest = m_source.size() > here ? m_source.size() - here : 0;
        const auto wanted = static_cast<std::size_t>(std::min<quint64>(windowBytes, rest + 1));
        if (m_buffer.size() < m_length + wanted + padding)
            m_buffer.resize(m_length + wanted + padding);
        const std::span<char> into(m_buffer.data() + m_length, wanted);
        const auto got = m_source.readAt(m_begin + m_length, std::as_writable_bytes(into));
        if (!got)
            m_status = got.error();
        if (!got || *got == 0)
            return;
        m_length += std::min(*got, wanted);
    }
}

} // namespace wirecase
