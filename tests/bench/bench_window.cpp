// Measures what an analyst would feel: the longest gap of the event loop while a large capture is read, sorted,
// filtered, scrolled and selected, the time until rows are on screen, and how soon Cancel answers.
//
//     QT_QPA_PLATFORM=offscreen bench_window CAPTURE

#include "app/workbench.h"
#include "models/context/investigationcontext.h"
#include "models/context/pivotroles.h"
#include "models/investigation/investigation.h"
#include "translations/texts.h"
#include "ui/mainwindow.h"
#include "ui/theme/themewatcher.h"
#include "ui/widgets/datatable.h"

#include <QApplication>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTimer>

#include <cstdio>
#include <functional>

using namespace wirecase;

namespace {

constexpr int tickMs = 1;
constexpr int longestWaitMs = 120'000;

/// Ticks as often as the event loop lets it; the longest time between two ticks is the longest gap.
class Watchdog : public QObject
{
public:
    Watchdog()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(tickMs);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_longest = std::max(m_longest, m_since.nsecsElapsed());
            m_since.restart();
        });
    }
    void start()
    {
        m_longest = 0;
        m_since.start();
        m_timer.start();
    }
    double stop()
    {
        m_timer.stop();
        m_longest = std::max(m_longest, m_since.nsecsElapsed());
        return static_cast<double>(m_longest) / 1e6;
    }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

/// Runs the event loop until `done` or for `settleMs` when there is no condition.
bool spin(const std::function<bool()> &done, int settleMs = 0)
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
    poll.start(tickMs);
    loop.exec();
    return !done || done();
}

DataTable *tableOf(const Workbench &workbench, const char *pane)
{
    auto *dock = workbench.window()->findChild<QDockWidget *>(QLatin1String(pane));
    return dock ? dock->findChild<DataTable *>() : nullptr;
}

void print(const char *what, double milliseconds, const char *note = "")
{
    std::printf("%-46s %8.1f ms %s\n", what, milliseconds, note);
    std::fflush(stdout);
}

/// One phase: what the analyst does, then the loop runs until the panes have answered.
void phase(const char *what, const std::function<void()> &act, const std::function<bool()> &done = {})
{
    Watchdog watchdog;
    watchdog.start();
    act();
    spin(done, 1500);
    print(what, watchdog.stop(), "longest gap");
}

void measure(Workbench &workbench, const QString &capture)
{
    workbench.startCase();
    workbench.window()->resize(1440, 900);
    workbench.context()->show(View::Traffic);
    spin({}, 300);

    QElapsedTimer sinceOpened;
    Watchdog watchdog;
    watchdog.start();
    sinceOpened.start();
    workbench.readEvidence({capture});
    const auto rowsShown = [&] {
        const DataTable *table = tableOf(workbench, "conversations");
        return table && table->model() && table->model()->rowCount() > 0;
    };
    spin(rowsShown);
    print("rows on screen after", static_cast<double>(sinceOpened.elapsed()));
    spin([&] { return workbench.investigation()->snapshot()->complete && !workbench.investigation()->isReading(); });
    print("read and joined after", static_cast<double>(sinceOpened.elapsed()));
    spin([&] { return workbench.investigation()->isSettled(); });
    print("hashed and settled after", static_cast<double>(sinceOpened.elapsed()));
    print("import", watchdog.stop(), "longest gap");

    DataTable *conversations = tableOf(workbench, "conversations");
    std::printf("%-46s %8d\n", "conversations", conversations->model()->rowCount());
    phase("sort conversations by bytes", [&] { emit conversations->sortRequested(6, Qt::DescendingOrder); });
    phase("filter by KQL", [&] {
        Scope scope;
        scope.kql = QStringLiteral("network.protocol : http and destination.port : 80");
        workbench.context()->narrow(scope);
    });
    phase("clear the filter", [&] { workbench.context()->narrow({}); });
    phase("scroll", [&] {
        for (int i = 0; i <= 100; ++i)
            QTimer::singleShot(i * 10, conversations, [conversations, i] {
                QScrollBar *bar = conversations->verticalScrollBar();
                bar->setValue(bar->maximum() * i / 100);
            });
    });
    phase("select all", [&] { conversations->selectAll(); });
}

void measureCancel(Workbench &workbench, const QString &capture)
{
    workbench.startCase();
    workbench.readEvidence({capture});
    spin({}, 30);
    QElapsedTimer sinceCancelled;
    sinceCancelled.start();
    const bool wasReading = workbench.investigation()->isReading();
    workbench.investigation()->stopReading();
    spin([&] { return !workbench.investigation()->isReading(); });
    print("Cancel answers after", static_cast<double>(sinceCancelled.elapsed()),
          wasReading ? "" : "(was done already)");
    std::printf("%-46s %8u\n", "packets kept", workbench.investigation()->snapshot()->capture.packets->size());
}

} // namespace

int main(int argc, char *argv[])
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication app(argc, argv);
    if (argc != 2) {
        std::fprintf(stderr, "usage: bench_window CAPTURE\n");
        return 2;
    }
    installTexts(app);
    ThemeWatcher themes(app, ThemeChoice::Light);
    Workbench workbench(themes);
    const QString capture = QString::fromLocal8Bit(argv[1]);
    measure(workbench, capture);
    measureCancel(workbench, capture);
    return 0;
}
