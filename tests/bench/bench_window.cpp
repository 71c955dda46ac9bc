// Measures what an analyst would feel: the longest gap of the event loop while a large capture is read, sorted,
// filtered, scrolled and selected, the time until rows are on screen, and how soon Cancel answers.
//
//     QT_QPA_PLATFORM=offscreen bench_window CAPTURE [--explain]
//
// Explaining, it prints where the window's thread was during each gap of more than 40 ms.

#include "app/workbench.h"
#include "models/capture/packettablemodel.h"
#include "models/context/investigationcontext.h"
#include "models/correlation/traffictablemodel.h"
#include "models/investigation/investigation.h"
#include "tests/bench/phases.h"
#include "translations/texts.h"
#include "ui/mainwindow.h"
#include "ui/theme/themewatcher.h"
#include "ui/widgets/datatable.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTimer>

#include <cstdio>
#include <cstring>

using namespace wirecase;
using namespace wirecase::bench;

namespace {

void scrollThrough(DataTable *table)
{
    constexpr int steps = 100;
    constexpr int stepMs = 10;
    for (int i = 0; i <= steps; ++i) {
        QTimer::singleShot(i * stepMs, table, [table, i] {
            QScrollBar *bar = table->verticalScrollBar();
            bar->setValue(static_cast<int>(static_cast<qint64>(bar->maximum()) * i / steps));
        });
    }
}

void measureTable(Workbench &workbench, const char *pane, int sortColumn)
{
    DataTable *table = tableOf(workbench, pane);
    std::printf("%-46s %8d rows\n", pane, table->model()->rowCount());
    phase("  sort", [&] { emit table->sortRequested(sortColumn, Qt::DescendingOrder); });
    phase("  filter by KQL", [&] {
        Scope scope;
        scope.kql = QStringLiteral("network.protocol : http and destination.port : 80");
        workbench.context()->narrow(scope);
    });
    phase("  clear the filter", [&] { workbench.context()->narrow({}); });
    phase("  scroll", [&] { scrollThrough(table); });
    phase("  select all", [&] { table->selectAll(); });
    phase("  point at the first row", [&] { table->revealRow(0); });
    phase("  sort back", [&] { emit table->sortRequested(0, Qt::AscendingOrder); });
}

void measure(Workbench &workbench, const QString &capture)
{
    workbench.startCase();
    workbench.window()->resize(1440, 900);
    workbench.context()->show(View::Traffic);
    spin({}, 300);

    QElapsedTimer sinceOpened;
    GapWatch watch(explains);
    watch.start();
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
    print("import", watch.stop());

    // Packets first: until something is pointed at, every packet is shown.
    measureTable(workbench, "packets", PacketTableModel::Length);
    measureTable(workbench, "conversations", TrafficTableModel::CaptureBytes);
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
    explains = argc == 3 && std::strcmp(argv[2], "--explain") == 0;
    if (argc != 2 && !explains) {
        std::fprintf(stderr, "usage: bench_window CAPTURE [--explain]\n");
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
