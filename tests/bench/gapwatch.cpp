#include "tests/bench/gapwatch.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <execinfo.h>
#include <pthread.h>

namespace wirecase {

namespace {

constexpr int tickMs = 1;
constexpr qint64 longGapNs = 40'000'000;
constexpr auto sampleEvery = std::chrono::milliseconds(20);
constexpr std::size_t mostPlaces = 64;

struct Place
{
    std::array<void *, 48> frames;
    int depth = 0;
};

// Written by the signal handler in the loop's thread, read after the watching thread has ended.
std::array<Place, mostPlaces> places;
std::atomic<std::size_t> placeCount = 0;

void keepPlace(int)
{
    const std::size_t at = placeCount;
    if (at >= places.size())
        return;
    places[at].depth = backtrace(places[at].frames.data(), static_cast<int>(places[at].frames.size()));
    placeCount = at + 1;
}

void printPlace(const Place &place)
{
    char **names = backtrace_symbols(place.frames.data(), place.depth);
    std::printf("   place\n");
    // The first two are the handler and the kernel's return.
    for (int frame = 2; names && frame < place.depth; ++frame)
        std::printf("    %s\n", names[frame]);
    std::free(names);
}

qint64 nowNs(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<qint64>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

} // namespace

GapWatch::GapWatch(bool explains)
    : m_explains(explains)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(tickMs);
    connect(&m_timer, &QTimer::timeout, this, &GapWatch::tick);
}

GapWatch::~GapWatch()
{
    m_running = false;
    if (m_thread.joinable())
        m_thread.join();
}

void GapWatch::start()
{
    m_longest = {};
    m_wallNs = nowNs(CLOCK_MONOTONIC);
    m_cpuNs = nowNs(CLOCK_THREAD_CPUTIME_ID);
    m_lastTickNs = m_wallNs;
    m_timer.start();
    if (!m_explains)
        return;
    placeCount = 0;
    m_long.clear();
    std::array<void *, 1> first{};
    backtrace(first.data(), 1); // loads what it needs now, not in the handler
    std::signal(SIGUSR1, keepPlace);
    m_running = true;
    m_thread = std::thread([this, loop = pthread_self()] {
        while (m_running) {
            std::this_thread::sleep_for(sampleEvery);
            if (nowNs(CLOCK_MONOTONIC) - m_lastTickNs > longGapNs)
                pthread_kill(loop, SIGUSR1);
        }
    });
}

void GapWatch::tick()
{
    const qint64 wall = nowNs(CLOCK_MONOTONIC);
    const qint64 cpu = nowNs(CLOCK_THREAD_CPUTIME_ID);
    const Gap gap{static_cast<double>(wall - m_wallNs) / 1e6, static_cast<double>(cpu - m_cpuNs) / 1e6};
    if (gap.wallMs > m_longest.wallMs)
        m_longest = gap;
    if (m_explains && wall - m_wallNs > longGapNs)
        m_long.push_back({gap, placeCount});
    m_wallNs = wall;
    m_cpuNs = cpu;
    m_lastTickNs = wall;
}

GapWatch::Gap GapWatch::stop()
{
    m_timer.stop();
    tick();
    m_running = false;
    if (m_thread.joinable()) {
        m_thread.join();
        printLongGaps();
    }
    return m_longest;
}

void GapWatch::printLongGaps() const
{
    std::size_t place = 0;
    for (const auto &[gap, placesUntil] : m_long) {
        std::printf("  gap of %.1f ms, %.1f ms of it at work\n", gap.wallMs, gap.cpuMs);
        for (; place < placesUntil; ++place)
            printPlace(places[place]);
    }
}

} // namespace wirecase
