#include "models/base/slicedwork.h"

#include <QElapsedTimer>

#include <utility>

namespace wirecase {

namespace {

constexpr int sliceMs = 12; // with what else the thread has to do, well below the 50 ms that are noticed

} // namespace

SlicedWork::SlicedWork(QObject *parent)
    : QObject(parent)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &SlicedWork::runSlice);
}

void SlicedWork::start(std::function<bool()> step, std::function<void()> done)
{
    if (isRunning())
        return;
    m_step = std::move(step);
    m_done = std::move(done);
    runSlice();
}

void SlicedWork::cancel()
{
    m_next.stop();
    m_step = nullptr;
    m_done = nullptr;
}

void SlicedWork::runSlice()
{
    QElapsedTimer since;
    since.start();
    const auto step = m_step; // a step may cancel
    while (isRunning() && step()) {
        if (since.hasExpired(sliceMs))
            return m_next.start();
    }
    m_step = nullptr;
    if (const auto done = std::exchange(m_done, nullptr))
        done();
}

} // namespace wirecase
