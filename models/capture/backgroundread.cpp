#include "models/capture/backgroundread.h"

namespace wirecase {

BackgroundRead::BackgroundRead(const ByteSource &source)
    : m_source(source)
    , m_thread(&BackgroundRead::run, this)
{
}

BackgroundRead::~BackgroundRead()
{
    m_ends = true;
    m_begun.release();
    m_thread.join();
}

void BackgroundRead::begin(quint64 offset, std::span<std::byte> into)
{
    m_offset = offset;
    m_into = into;
    m_begun.release();
}

Result<std::size_t> BackgroundRead::finish()
{
    m_finished.acquire();
    return m_result;
}

void BackgroundRead::run()
{
    while (true) {
        m_begun.acquire();
        if (m_ends)
            return;
        m_result = m_source.readAt(m_offset, m_into);
        m_finished.release();
    }
}

} // namespace wirecase
