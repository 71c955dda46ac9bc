#include "models/capture/readahead.h"

#include <algorithm>

namespace wirecase {

namespace {

// Small enough that two threads end at about the same time, large enough that asking for it costs nothing beside it.
constexpr std::size_t pieceBytes = 64UL * 1024;

} // namespace

std::span<std::byte> ReadAhead::Window::piece(std::size_t index)
{
    const std::size_t begin = index * pieceBytes;
    return std::span(bytes).subspan(mostRest + begin, std::min(pieceBytes, size - begin));
}

Result<std::size_t> ReadAhead::Window::bytesRead()
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (!results[i])
            return results[i];
        count += *results[i];
        if (*results[i] < piece(i).size())
            break;
    }
    return count;
}

ReadAhead::ReadAhead(const ByteSource &source)
    : m_source(source)
    , m_thread(&ReadAhead::run, this)
{
}

ReadAhead::~ReadAhead()
{
    m_ends = true;
    m_prepared.release();
    m_thread.join();
}

void ReadAhead::begin(quint64 offset)
{
    for (; m_underWay > 0; --m_underWay) {
        Window &window = m_windows[m_next];
        window.nextPiece = window.results.size();
        m_filled.acquire();
        m_next = (m_next + 1) % m_windows.size();
    }
    m_holdsOne = false;
    m_offset = offset;
    for (std::size_t i = 0; i < m_windows.size(); ++i)
        prepareNext();
}

// Has the other thread read the window behind those under way, if there is anything to read.
void ReadAhead::prepareNext()
{
    if (m_offset >= m_source.size())
        return;
    Window &window = m_windows[(m_next + m_underWay) % m_windows.size()];
    window.bytes.resize(mostRest + windowBytes);
    window.offset = m_offset;
    window.size = static_cast<std::size_t>(std::min<quint64>(windowBytes, m_source.size() - m_offset));
    window.results.assign((window.size + pieceBytes - 1) / pieceBytes, std::size_t{0});
    window.nextPiece = 0;
    m_offset += window.size;
    ++m_underWay;
    m_prepared.release();
}

Result<ByteView> ReadAhead::next(ByteView rest)
{
    Q_ASSERT(rest.size() <= mostRest);
    if (m_underWay == 0)
        return ByteView();
    Window &window = m_windows[m_next];
    readPieces(window);
    m_filled.acquire();
    const auto got = window.bytesRead();
    const std::size_t begin = mostRest - rest.size();
    std::copy(rest.begin(), rest.end(), window.bytes.begin() + static_cast<std::ptrdiff_t>(begin));
    m_next = (m_next + 1) % m_windows.size();
    --m_underWay;
    if (m_holdsOne)
        prepareNext();
    m_holdsOne = true;
    if (!got)
        return got.error();
    return ByteView(window.bytes).subspan(begin, rest.size() + *got);
}

void ReadAhead::run()
{
    for (std::size_t i = 0;; i = (i + 1) % m_windows.size()) {
        m_prepared.acquire();
        if (m_ends)
            return;
        readPieces(m_windows[i]);
        m_filled.release();
    }
}

// Both threads run this; each piece is read by one of them.
void ReadAhead::readPieces(Window &window)
{
    for (std::size_t i = window.nextPiece++; i < window.results.size(); i = window.nextPiece++)
        window.results[i] = m_source.readAt(window.offset + i * pieceBytes, window.piece(i));
}

} // namespace wirecase
