#include "tests/ui/panes/triagecase.h"
#include "ui/panes/activitypane.h"
#include "ui/panes/alertdetailspane.h"
#include "ui/panes/alertspane.h"
#include "ui/panes/disclosure.h"
#include "ui/panes/guidepane.h"
#include "ui/panes/timelinepane.h"
#include "ui/theme/applytheme.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/timeplot.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

using namespace wirecase;

namespace {

/// Answers the first two steps and takes a fact as evidence, so that every state is to be seen.
void answer(TriageCase &opened, const Alert &alert)
{
    const auto steps = guidePoints(opened.investigation().snapshot()->guides.at(alert.ruleId), alert.key);
    const AlertFacts &facts = *opened.investigation().facts()->of(alert.key);
    const auto say = [](const Status &status) {
        if (!status)
            qWarning("%s", qPrintable(status.error().message));
    };
    for (std::size_t i = 0; i < 2 && i < steps.size(); ++i) {
        say(opened.editor().setAnswer(steps[i].step, i == 0 ? Answer::Suspicious : Answer::Unclear));
        for (const FactRow *row : facts.ofStep(steps[i].step.stepKey)) {
            if (!row->fact.sources.empty())
                say(opened.editor().addPin(steps[i].step, {row->fact.sources.front(), row->fact.label}));
        }
    }
    say(opened.editor().setVerdict(alert.key, Verdict::TruePositive, QStringLiteral("Nobody ordered it.")));
}

QWidget *makeWindow(TriageCase &opened, bool withActivity)
{
    auto *window = new QWidget;
    auto *layout = new QVBoxLayout(window);
    layout->setContentsMargins(paneGap, paneGap, paneGap, paneGap);
    auto *rows = new QSplitter(Qt::Vertical, window);
    layout->addWidget(rows);
    rows->addWidget(new TimelinePane(opened.services(), window));
    auto *columns = new QSplitter(Qt::Horizontal, rows);
    if (withActivity)
        columns->addWidget(new ActivityPane(opened.services(), window));
    else
        columns->addWidget(new AlertsPane(opened.services(), window));
    columns->addWidget(new AlertDetailsPane(opened.services(), window));
    columns->addWidget(new GuidePane(opened.services(), window));
    columns->setSizes({300, 420, 280});
    columns->setStretchFactor(0, 30);
    columns->setStretchFactor(1, 42);
    columns->setStretchFactor(2, 28);
    rows->setSizes({232, 600});
    rows->setStretchFactor(1, 1);
    return window;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("dark"), {}},
                       {QStringLiteral("activity"), {}},
                       {QStringLiteral("answers"), {}},
                       {QStringLiteral("empty"), {}},
                       {QStringLiteral("brush"), {}},
                       {QStringLiteral("unfold"), {}},
                       {QStringLiteral("compact"), {}},
                       {QStringLiteral("picture"), {}, QStringLiteral("file")},
                       {QStringLiteral("alert"), {}, QStringLiteral("number"), QStringLiteral("0")},
                       {QStringLiteral("size"), {}, QStringLiteral("WxH"), QStringLiteral("1380x850")}});
    parser.process(app);
    applyTheme(app, parser.isSet(QStringLiteral("dark")) ? ThemeChoice::Dark : ThemeChoice::Light);
    TriageCase opened;
    if (!parser.isSet(QStringLiteral("empty")) && !opened.load({sampleEvidence()}))
        return 1;
    const auto number = parser.value(QStringLiteral("alert")).toULongLong();
    if (number < opened.alerts().size()) {
        const Alert &alert = opened.alerts()[number];
        opened.pointAt(alert);
        if (parser.isSet(QStringLiteral("answers")))
            answer(opened, alert);
        if (parser.isSet(QStringLiteral("brush")))
            opened.context().narrow({TimeRange{alert.timeNs - 2 * nsPerHour, alert.timeNs + 6 * nsPerHour}, {}, {}});
    }
    if (parser.isSet(QStringLiteral("compact")))
        opened.context().show(View::Traffic);
    QWidget *window = makeWindow(opened, parser.isSet(QStringLiteral("activity")));
    const QStringList size = parser.value(QStringLiteral("size")).split(u'x');
    window->resize(size.value(0).toInt(), size.value(1).toInt());
    window->show();
    if (parser.isSet(QStringLiteral("unfold"))) {
        for (Disclosure *section : window->findChildren<Disclosure *>())
            section->setExpanded(true);
    }
    if (parser.isSet(QStringLiteral("picture"))) {
        QTimer::singleShot(1500, window, [&] {
            window->grab().save(parser.value(QStringLiteral("picture")));
            QApplication::quit();
        });
    }
    const int code = QApplication::exec();
    delete window;
    return code;
}
