#pragma once

#include <QObject>
#include <QTimer>

#include <atomic>
#include <thread>
#include <utility>
#include <vector>

namespace wirecase {

/// Ticks as often as the event loop lets it; the longest time between two ticks is the longest gap. Explaining, it
/// interrupts the loop's thread during a long gap and keeps where it was.
class GapWatch : public QObject
{
public:
    struct Gap
    {
        double wallMs = 0;
        double cpuMs = 0; ///< of the loop's thread; far less than the wall when other programs had the processor
    };

    explicit GapWatch(bool explains);
    ~GapWatch() override;

    void start();
    /// The longest gap. Explaining, it prints every long one and the places in it.
    Gap stop();

private:
    void tick();
    void printLongGaps() const;

    QTimer m_timer;
    Gap m_longest;
    std::vector<std::pair<Gap, std::size_t>> m_long; ///< with how many places were kept by then
    qint64 m_wallNs = 0;
    qint64 m_cpuNs = 0;
    std::atomic<qint64> m_lastTickNs = 0;
    std::atomic<bool> m_running = false;
    bool m_explains;
    std::thread m_thread;
};

} // namespace wirecase
