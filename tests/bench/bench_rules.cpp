// Measures what an analyst would feel in the Rules view over many events: the longest gap of the event loop while rules
// run, are chosen one after the other and are tried with an exception.
//
//     QT_QPA_PLATFORM=offscreen bench_rules ACTIVITYLOG [RULES] [--explain]

#include "app/workbench.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "tests/bench/phases.h"
#include "translations/texts.h"
#include "ui/mainwindow.h"
#include "ui/theme/themewatcher.h"
#include "ui/widgets/datatable.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QStandardPaths>

#include <cstdio>

using namespace wirecase;
using namespace wirecase::bench;

namespace {

void measure(Workbench &workbench, const QStringList &evidence)
{
    workbench.startCase();
    workbench.window()->resize(1440, 900);
    QElapsedTimer sinceOpened;
    GapWatch watch(explains);
    watch.start();
    sinceOpened.start();
    workbench.readEvidence(evidence);
    spin([&] { return workbench.investigation()->snapshot()->complete && !workbench.investigation()->isReading(); });
    print("read and rules run after", static_cast<double>(sinceOpened.elapsed()));
    spin([&] { return workbench.investigation()->isSettled(); });
    print("hashed and settled after", static_cast<double>(sinceOpened.elapsed()));
    print("import", watch.stop());

    phase("show the rules", [&] { workbench.context()->show(View::Rules); });
    DataTable *rules = tableOf(workbench, "rules");
    std::printf("%-46s %8d\n", "rules", rules->model()->rowCount());
    for (int row = 0; row < std::min(rules->model()->rowCount(), 12); ++row) {
        const QByteArray name = rules->model()->index(row, 1).data().toString().left(36).toUtf8();
        phase(("  " + name).constData(), [&] { rules->revealRow(row); });
    }
    phase("show the alerts", [&] { workbench.context()->show(View::Triage); });
}

} // namespace

int main(int argc, char *argv[])
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication app(argc, argv);
    QStringList evidence = QApplication::arguments().mid(1);
    explains = evidence.removeAll(QStringLiteral("--explain")) > 0;
    if (evidence.isEmpty() || evidence.size() > 2) {
        std::fprintf(stderr, "usage: bench_rules ACTIVITYLOG [RULES] [--explain]\n");
        return 2;
    }
    installTexts(app);
    ThemeWatcher themes(app, ThemeChoice::Light);
    Workbench workbench(themes);
    measure(workbench, evidence);
    return 0;
}
