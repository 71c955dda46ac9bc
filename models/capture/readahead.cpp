#include "models/capture/readahead.h"

#include <algorithm>

namespace wirecase {

std::span<std::byte> ReadAhead::Window::piece(std::size_t index)
{
    const std::size_t begin = std::min(index * pieceBytes, size);
    return {bytes.get() + mostRest + begin, std::min(pieceBytes, size - begin)};
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

void ReadAhead::Window::finishPiece()
{
    if (--unread == 0)
        unread.notify_one();
}

void ReadAhead::Window::wait() const
{
    for (std::size_t left = unread; left > 0; left = unread)
        unread.wait(left);
}

ReadAhead::ReadAhead(const ByteSource &source)
    : m_source(source)
    , m_thread(&ReadAhead::run, this)
{
}

ReadAhead::~ReadAhead()
{
    m_ends = true;
    ++m_prepared; // a piece that nobody reads, to wake the thread
    m_prepared.notify_one();
    m_thread.join();
}

void ReadAhead::begin(quint64 offset)
{
    // What nobody has taken is not read any more; a piece that the other thread has begun is waited for.
    const quint64 prepared = m_prepared;
    for (quint64 piece = m_taken.exchange(prepared); piece < prepared; ++piece)
        windowOf(piece).finishPiece();
    for (const Window &window : m_windows)
        window.wait();
    m_handedOut = prepared / piecesPerWindow;
    m_holdsOne = false;
    m_offset = offset;
    for (std::size_t i = 0; i < m_windows.size(); ++i)
        prepareNext();
}

// Lets the window behind those that are prepared be read, if there is anything to read.
void ReadAhead::prepareNext()
{
    if (m_offset >= m_source.size())
        return;
    Window &window = windowOf(m_prepared);
    if (!window.bytes)
        window.bytes = std::make_unique_for_overwrite<std::byte[]>(mostRest + windowBytes);
    window.offset = m_offset;
    window.size = static_cast<std::size_t>(std::min<quint64>(windowBytes, m_source.size() - m_offset));
    window.results.assign(piecesPerWindow, std::size_t{0});
    window.unread = piecesPerWindow;
    m_offset += window.size;
    m_prepared += piecesPerWindow;
    m_prepared.notify_one();
}

Result<ByteView> ReadAhead::next(ByteView rest)
{
    Q_ASSERT(rest.size() <= mostRest);
    const quint64 first = m_handedOut * piecesPerWindow;
    if (first == m_prepared)
        return ByteView();
    Window &window = windowOf(first);
    while (window.unread > 0 && readPiece()) {
    }
    window.wait();
    const auto got = window.bytesRead();
    std::byte *head = window.bytes.get() + mostRest - rest.size();
    std::copy(rest.begin(), rest.end(), head);
    ++m_handedOut;
    if (m_holdsOne)
        prepareNext();
    m_holdsOne = true;
    if (!got)
        return got.error();
    return ByteView(head, rest.size() + *got);
}

void ReadAhead::run()
{
    while (!m_ends) {
        const quint64 prepared = m_prepared;
        if (!readPiece())
            m_prepared.wait(prepared);
    }
}

std::optional<quint64> ReadAhead::takePiece()
{
    quint64 piece = m_taken;
    do {
        if (piece >= m_prepared)
            return std::nullopt;
    } while (!m_taken.compare_exchange_weak(piece, piece + 1));
    return piece;
}

// Both threads do this; false when nothing is left to be read.
bool ReadAhead::readPiece()
{
    const auto taken = takePiece();
    if (!taken || m_ends)
        return false;
    Window &window = windowOf(*taken);
    const auto index = static_cast<std::size_t>(*taken % piecesPerWindow);
    window.results[index] = m_source.readAt(window.offset + index * pieceBytes, window.piece(index));
    window.finishPiece();
    return true;
}

} // namespace wirecase
