#pragma once

#include "models/base/result.h"

#include <QFutureWatcher>
#include <QObject>
#include <QtConcurrent/QtConcurrentRun>

#include <atomic>
#include <functional>
#include <memory>

class QThreadPool;

namespace wirecase {

/// What a worker and the program share while the worker runs: a wish to stop, and how far it is. One per run.
/// Workers look at `cancelled` at least every 50 ms of work; the status bar polls the progress.
struct JobState
{
    std::atomic<bool> cancelled = false;
    std::atomic<qint64> done = 0;
    std::atomic<qint64> total = 0; ///< 0 while unknown
};

class JobBoard;

/// The workers of every Job. Their own pool: Qt paints with the global one, and reading, hashing and exporting may each
/// hold a worker for long; there are always some left for what panes ask.
[[nodiscard]] QThreadPool &jobWorkers();

/// One question that a pane asks in the background. Starting it again supersedes the run before: that one is told to
/// stop and its answer is dropped. Answers arrive in the thread of the Job. Nobody ever waits for a worker.
class Job : public QObject
{
    Q_OBJECT

public:
    /// A job with a title appears on `board` while it runs; both may be left out for short work.
    explicit Job(QObject *parent, JobBoard *board = nullptr, QString title = {});
    ~Job() override;

    /// Runs `work(JobState &)` on a worker and hands its result to `deliver` unless superseded or cancelled by
    /// cancel().
    template <typename Work, typename Deliver>
    void start(Work work, Deliver deliver);

    void cancel();
    [[nodiscard]] bool isRunning() const { return m_state != nullptr; }
    [[nodiscard]] std::shared_ptr<JobState> state() const { return m_state; }

private:
    std::shared_ptr<JobState> begin();
    void end(const std::shared_ptr<JobState> &run);

    JobBoard *m_board;
    QString m_title;
    std::shared_ptr<JobState> m_state; ///< of the current run, null when idle
};

template <typename Work, typename Deliver>
void Job::start(Work work, Deliver deliver)
{
    cancel();
    const auto run = begin();
    using Outcome = std::invoke_result_t<Work, JobState &>;
    // A shared pointer keeps answers that cannot be copied, or need no copy, out of QFuture's store.
    auto *watcher = new QFutureWatcher<std::shared_ptr<Outcome>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, run, deliver = std::move(deliver)]() mutable {
        watcher->deleteLater();
        if (run != m_state)
            return;
        end(run);
        deliver(std::move(*watcher->result()));
    });
    watcher->setFuture(QtConcurrent::run(
        &jobWorkers(), [work = std::move(work), run]() mutable { return std::make_shared<Outcome>(work(*run)); }));
}

} // namespace wirecase
