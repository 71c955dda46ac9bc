#include "models/base/job.h"
#include "models/base/jobboard.h"

#include <QSemaphore>
#include <QTest>
#include <QThreadPool>

using namespace wirecase;

class TestJob : public QObject
{
    Q_OBJECT

private slots:
    void start_deliversTheAnswerInTheOwnersThread();
    void start_againDropsTheAnswerBefore();
    void cancel_deliversNothingAndTellsTheWorker();
    void destroy_whileRunningDeliversNothing();
    void board_showsTitledJobsWhileTheyRun();
    void workers_areNotThoseThatQtPaintsWith();
};

void TestJob::start_deliversTheAnswerInTheOwnersThread()
{
    Job job(nullptr);
    int answer = 0;
    QThread *thread = nullptr;
    job.start([](JobState &) { return 42; },
              [&](int value) {
                  answer = value;
                  thread = QThread::currentThread();
              });
    QVERIFY(job.isRunning());
    QTRY_COMPARE(answer, 42);
    QCOMPARE(thread, QThread::currentThread());
    QVERIFY(!job.isRunning());
}

void TestJob::start_againDropsTheAnswerBefore()
{
    Job job(nullptr);
    QSemaphore gate;
    QList<int> answers;
    const auto keep = [&](int value) { answers << value; };
    job.start(
        [&](JobState &) {
            gate.acquire();
            return 1;
        },
        keep);
    job.start([](JobState &) { return 2; }, keep);
    gate.release();
    QTRY_COMPARE(answers, QList<int>{2});
    QTest::qWait(20);
    QCOMPARE(answers, QList<int>{2});
}

void TestJob::cancel_deliversNothingAndTellsTheWorker()
{
    Job job(nullptr);
    std::atomic<bool> stopped = false;
    bool delivered = false;
    job.start(
        [&](JobState &state) {
            while (!state.cancelled)
                QThread::yieldCurrentThread();
            stopped = true;
            return 0;
        },
        [&](int) { delivered = true; });
    job.cancel();
    QVERIFY(!job.isRunning());
    QTRY_VERIFY(stopped);
    QTest::qWait(20);
    QVERIFY(!delivered);
}

void TestJob::destroy_whileRunningDeliversNothing()
{
    auto job = std::make_unique<Job>(nullptr);
    auto stopped = std::make_shared<std::atomic<bool>>(false);
    bool delivered = false;
    job->start(
        [stopped](JobState &state) {
            while (!state.cancelled)
                QThread::yieldCurrentThread();
            *stopped = true;
            return 0;
        },
        [&](int) { delivered = true; });
    job.reset();
    QTRY_VERIFY(*stopped);
    QTest::qWait(20);
    QVERIFY(!delivered);
}

void TestJob::board_showsTitledJobsWhileTheyRun()
{
    JobBoard board;
    Job job(nullptr, &board, QStringLiteral("Hashing"));
    QSemaphore gate;
    bool delivered = false;
    job.start(
        [&](JobState &) {
            gate.acquire();
            return 0;
        },
        [&](int) { delivered = true; });
    QCOMPARE(board.entries().size(), std::size_t{1});
    QCOMPARE(board.entries().front().title, QStringLiteral("Hashing"));
    gate.release();
    QTRY_VERIFY(delivered);
    QVERIFY(board.entries().empty());
}

void TestJob::workers_areNotThoseThatQtPaintsWith()
{
    QSemaphore gate;
    QSemaphore running;
    std::vector<std::unique_ptr<Job>> jobs;
    const int workers = jobWorkers().maxThreadCount();
    QVERIFY(workers >= 6);
    for (int i = 0; i < workers; ++i) {
        jobs.push_back(std::make_unique<Job>(nullptr));
        jobs.back()->start(
            [&](JobState &) {
                running.release();
                gate.acquire();
                return 0;
            },
            [](int) {});
    }
    QVERIFY(running.tryAcquire(workers, 5000));
    QCOMPARE(QThreadPool::globalInstance()->activeThreadCount(), 0);
    gate.release(workers);
    for (const auto &job : jobs)
        QTRY_VERIFY(!job->isRunning());
}

QTEST_GUILESS_MAIN(TestJob)
#include "tst_job.moc"
