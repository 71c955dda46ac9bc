#include "ui/panes/guidepane.h"

#include "models/casefile/casefile.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/guidefilling.h"
#include "models/investigation/investigation.h"
#include "ui/panes/disclosure.h"
#include "ui/panes/guidestepview.h"
#include "ui/panes/stepeditor.h"
#include "ui/panes/stepheader.h"
#include "ui/panes/verdictview.h"
#include "ui/theme/fontrole.h"
#include "ui/widgets/progressstrip.h"
#include "ui/widgets/taborder.h"

#include <QAction>
#include <QLabel>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace wirecase {

GuidePane::GuidePane(const PaneServices &services, QWidget *parent)
    : Pane(tr("Investigation guide"), services, parent)
    , m_counter(new QLabel)
    , m_strip(new ProgressStrip)
    , m_scroll(new QScrollArea(this))
    , m_addEvidence(new QAction(tr("Add evidence…"), this))
{
    setFontRole(m_counter, FontRole::Small);
    m_counter->setForegroundRole(QPalette::PlaceholderText);
    addHeaderWidget(m_counter);
    addTopWidget(m_strip);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    setBody(m_scroll);
    showNothing(tr("The steps of an alert's guide appear here, filled from the evidence."));

    connect(m_addEvidence, &QAction::triggered, this, &GuidePane::addEvidenceRequested);
    connect(&services.investigation, &Investigation::factsChanged, this, &GuidePane::markDirty);
    const auto onCaseChange = [this](const QString &alertKey) {
        if (!isShown())
            markDirty();
        else if (alertKey == m_alert)
            showAnswers();
    };
    connect(&services.caseFile, &CaseFile::answersChanged, this, onCaseChange);
    connect(&services.caseFile, &CaseFile::verdictChanged, this, onCaseChange);
    auto *next = new QAction(tr("Next guide step"), this);
    next->setShortcut(Qt::Key_F2);
    connect(next, &QAction::triggered, this, &GuidePane::goToNextStep);
    addPaneAction(next);
}

void GuidePane::refresh()
{
    const SnapshotPtr &snapshot = m_services.investigation.snapshot();
    const Alert *alert = snapshot->alert(m_services.context.focus().alert);
    if (!alert)
        return showNothing(snapshot->detection.alerts.empty()
                               ? tr("The steps of an alert's guide appear here, filled from the evidence.")
                               : tr("Choose an alert to work through its guide."));
    const auto guide = snapshot->guides.find(alert->ruleId);
    std::vector<GuidePoint> points =
        guide == snapshot->guides.end()
            ? std::vector<GuidePoint>()
            : guidePoints(filledGuide(guide->second, alertDocument(*snapshot, *alert)), alert->key);
    const FactBookPtr facts = m_services.investigation.facts();
    if (alert->key != m_alert || points != m_points || !m_verdict) {
        m_alert = alert->key;
        m_points = std::move(points);
        m_facts = facts;
        rebuild();
    } else if (facts != m_facts) {
        m_facts = facts;
        for (GuideStepView *step : m_steps)
            step->showFacts();
    }
    showAnswers();
    setEmptyShown(false);
}

void GuidePane::revealFocus()
{
    if (m_services.context.focus().alert != m_alert)
        refresh();
}

void GuidePane::showNothing(const QString &sentence)
{
    m_alert.clear();
    m_counter->hide();
    m_strip->hide();
    const bool hasAlerts = !m_services.investigation.snapshot()->detection.alerts.empty();
    setEmptyState(sentence, hasAlerts ? nullptr : m_addEvidence);
    setEmptyShown(true);
}

void GuidePane::rebuild()
{
    m_steps.clear();
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    int number = 0;
    for (const GuidePoint &point : m_points) {
        if (point.step.section == QLatin1String(sectionSteps))
            addStep(layout, point, ++number);
    }
    if (number == 0) {
        auto *none = new QLabel(tr("The rule of this alert has no investigation guide."));
        none->setWordWrap(true);
        none->setContentsMargins(12, 12, 12, 12);
        none->setForegroundRole(QPalette::PlaceholderText);
        layout->addWidget(none);
    }
    m_falsePositives = addSection(layout, sectionFalsePositives);
    m_responses = addSection(layout, sectionResponses);
    m_verdict = new VerdictView(m_services);
    m_verdict->setAlert(m_alert);
    connect(m_verdict, &VerdictView::failed, this, &GuidePane::showError);
    layout->addWidget(m_verdict);
    layout->addStretch();
    m_scroll->setWidget(content);
    content->setAutoFillBackground(false); // the scroll area has switched it on
    const auto open = std::find_if(m_steps.begin(), m_steps.end(), [](GuideStepView *step) {
        return step->point().step.section == QLatin1String(sectionSteps) && !step->isAnswered();
    });
    if (open != m_steps.end())
        (*open)->setExpanded(true);
}

Disclosure *GuidePane::addSection(QVBoxLayout *layout, const char *section)
{
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    int number = 0;
    for (const GuidePoint &point : m_points) {
        if (point.step.section == QLatin1String(section))
            addStep(column, point, ++number);
    }
    auto *disclosure = new Disclosure({});
    disclosure->setBody(body);
    disclosure->setVisible(number > 0);
    layout->addWidget(disclosure);
    return disclosure;
}

void GuidePane::addStep(QVBoxLayout *layout, const GuidePoint &point, int number)
{
    auto *view = new GuideStepView(m_services, point, number);
    connect(view, &GuideStepView::toggleRequested, this, [this, view] { toggleStep(view); });
    connect(view, &GuideStepView::failed, this, &GuidePane::showError);
    layout->addWidget(view);
    m_steps.push_back(view);
}

void GuidePane::toggleStep(GuideStepView *view)
{
    if (view->isExpanded())
        view->setExpanded(false);
    else
        showStep(view->point().step.stepKey);
}

void GuidePane::showStep(const QString &stepKey)
{
    const auto found = std::find_if(m_steps.begin(), m_steps.end(),
                                    [&](GuideStepView *step) { return step->point().step.stepKey == stepKey; });
    if (found == m_steps.end())
        return;
    for (GuideStepView *step : m_steps)
        step->setExpanded(step == *found);
    tabInLayoutOrder(m_scroll->widget());
    // Once the layout has its new heights.
    QTimer::singleShot(0, *found, [this, view = *found] { m_scroll->ensureWidgetVisible(view, 0, 8); });
}

void GuidePane::goToNextStep()
{
    const auto isStep = [](GuideStepView *view) { return view->point().step.section == QLatin1String(sectionSteps); };
    const auto current = std::find_if(m_steps.begin(), m_steps.end(),
                                      [&](GuideStepView *view) { return isStep(view) && view->isExpanded(); });
    const auto after = current == m_steps.end() ? m_steps.begin() : current + 1;
    const auto wanted = [&](GuideStepView *view) { return isStep(view) && !view->isAnswered(); };
    auto next = std::find_if(after, m_steps.end(), wanted);
    if (next == m_steps.end())
        next = std::find_if(m_steps.begin(), after, wanted);
    if (next != m_steps.end() && !(*next)->isExpanded()) {
        showStep((*next)->point().step.stepKey);
        (*next)->editor()->focusAnswer();
    } else if (next != m_steps.end()) {
        (*next)->editor()->focusAnswer();
    } else if (m_verdict && !isEmptyShown()) {
        m_verdict->focusVerdict();
        m_scroll->ensureWidgetVisible(m_verdict);
    }
}

void GuidePane::showAnswers()
{
    for (GuideStepView *step : m_steps)
        step->showAnswer();
    m_verdict->showVerdict();
    tabInLayoutOrder(m_scroll->widget());
    const auto [done, total] = answered(sectionSteps);
    m_counter->setText(tr("%1 of %2 answered").arg(done).arg(total));
    m_counter->setVisible(total > 0);
    m_strip->setVisible(total > 0);
    m_strip->setProgress(done, total);
    const auto [judged, harmless] = answered(sectionFalsePositives);
    m_falsePositives->setTitle(judged == 0 ? tr("False positive analysis · %1").arg(harmless)
                                           : tr("False positive analysis · %1 of %2").arg(judged).arg(harmless));
    const auto [carriedOut, responses] = answered(sectionResponses);
    m_responses->setTitle(tr("Response · %1 of %2").arg(carriedOut).arg(responses));
}

std::pair<int, int> GuidePane::answered(const char *section) const
{
    int done = 0;
    int total = 0;
    for (const GuideStepView *step : m_steps) {
        if (step->point().step.section != QLatin1String(section))
            continue;
        ++total;
        done += step->isAnswered() ? 1 : 0;
    }
    return {done, total};
}

void GuidePane::showError(const Error &error)
{
    showMessage(error.message, Tone::Bad);
}

} // namespace wirecase
