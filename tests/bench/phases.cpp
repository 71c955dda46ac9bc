#include "tests/bench/phases.h"

#include "app/workbench.h"
#include "models/base/job.h"
#include "ui/mainwindow.h"
#include "ui/widgets/datatable.h"

#include <QDockWidget>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QThreadPool>
#include <QTimer>

#include <cstdio>

namespace wirecase::bench {

bool explains = false;

namespace {

constexpr int pollMs = 1;
constexpr int phaseMs = 2500;
constexpr int longestWaitMs = 240'000;

} // namespace

bool spin(const std::function<bool()> &done, int settleMs)
{
    QElapsedTimer elapsed;
    elapsed.start();
    QEventLoop loop;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        const bool enough = done ? done() : elapsed.hasExpired(settleMs);
        if (enough || elapsed.hasExpired(longestWaitMs))
            loop.quit();
    });
    poll.start(pollMs);
    loop.exec();
    return !done || done();
}

DataTable *tableOf(const Workbench &workbench, const char *pane)
{
    auto *dock = workbench.window()->findChild<QDockWidget *>(QLatin1String(pane));
    return dock ? dock->findChild<DataTable *>() : nullptr;
}

void print(const char *what, double milliseconds, const char *note)
{
    std::printf("%-46s %8.1f ms %s\n", what, milliseconds, note);
    std::fflush(stdout);
}

void print(const char *what, const GapWatch::Gap &gap)
{
    std::printf("%-46s %8.1f ms longest gap, %.1f ms of it at work\n", what, gap.wallMs, gap.cpuMs);
    std::fflush(stdout);
}

void phase(const char *what, const std::function<void()> &act)
{
    GapWatch watch(explains);
    watch.start();
    act();
    spin({}, phaseMs);
    // A slow answer belongs to its phase: nothing is stopped before the workers are idle and their answers delivered.
    spin([] { return jobWorkers().activeThreadCount() == 0; });
    spin({}, phaseMs / 10);
    print(what, watch.stop());
}

} // namespace wirecase::bench
