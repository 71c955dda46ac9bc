#include "ui/panes/rulepane.h"

#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "ui/panes/answerabletable.h"
#include "ui/panes/findinglist.h"
#include "ui/panes/ruletext.h"
#include "ui/panes/runlabel.h"
#include "ui/panes/schedulebox.h"
#include "ui/theme/fontrole.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/queryview.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace wirecase {

namespace {

QString typeText(const Rule &rule)
{
    const bool isUsual = rule.language.isEmpty() || rule.language == QLatin1String("kuery");
    return isUsual || rule.language == rule.type ? rule.type
                                                 : QStringLiteral("%1 \u00b7 %2").arg(rule.type, rule.language);
}

} // namespace

RulePane::RulePane(const PaneServices &services, QWidget *parent)
    : Pane(tr("Rule"), services, parent)
    , m_severity(addCountChip())
    , m_type(addCountChip())
    , m_technique(addCountChip())
    , m_notEvaluable(addCountChip(tr("not evaluable here"), Tone::Warning))
    , m_scroll(new QScrollArea(this))
    , m_identity(new RunLabel)
    , m_whyNot(new RunLabel)
    , m_description(new RunLabel)
    , m_query(new QueryView)
    , m_findings(new FindingList)
    , m_schedule(new ScheduleBox(services))
    , m_addRules(new QAction(tr("Add rules…"), this))
    , m_copyQuery(new QAction(tr("Copy query"), this))
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    setUpContent(layout);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false); // the scroll area has switched it on
    setBody(m_scroll);
    addHeaderAction(m_copyQuery);
    showNothing();
    connect(m_copyQuery, &QAction::triggered, this,
            [this] { QApplication::clipboard()->setText(shownQuery(m_view.rule())); });
    connect(m_addRules, &QAction::triggered, this, &RulePane::addFilesRequested);
    connect(m_findings, &FindingList::findingActivated, this, [this](std::size_t finding) {
        m_query->setFocus(Qt::OtherFocusReason);
        m_query->revealMark(finding);
    });
    connect(m_schedule, &ScheduleBox::pivotActivated, this,
            [this](const Pivot &pivot) { m_services.context.follow(pivot); });
}

QLabel *RulePane::addHeading(QVBoxLayout *layout, const QString &text)
{
    auto *heading = new QLabel(text);
    setFontRole(heading, FontRole::Strong);
    heading->setContentsMargins(12, 9, 12, 5);
    layout->addWidget(heading);
    return heading;
}

RulePane::Section RulePane::addSection(QVBoxLayout *layout, const QString &text)
{
    Section section{addHeading(layout, text), new AnswerableTable};
    layout->addWidget(section.table);
    connect(section.table, &AnswerableTable::pivotActivated, this,
            [this](const Pivot &pivot) { m_services.context.follow(pivot); });
    return section;
}

void RulePane::setUpContent(QVBoxLayout *layout)
{
    m_identity->setContentsMargins(12, 8, 12, 2);
    m_whyNot->setContentsMargins(12, 2, 12, 2);
    m_description->setContentsMargins(12, 2, 12, 2);
    layout->addWidget(m_identity);
    layout->addWidget(m_whyNot);
    layout->addWidget(m_description);
    addHeading(layout, tr("Query"));
    auto *inset = new QVBoxLayout;
    inset->setContentsMargins(12, 0, 12, 6);
    inset->addWidget(m_query);
    layout->addLayout(inset);
    layout->addWidget(m_findings);
    m_outcome = addSection(layout, tr("What it found"));
    m_nearMisses = addSection(layout, tr("Near misses"));
    m_versions = addSection(layout, tr("Versions loaded"));
    m_settings = addSection(layout, tr("How it runs"));
    m_scheduleTitle = addHeading(layout, tr("Schedule"));
    layout->addWidget(m_schedule);
    layout->addStretch();
}

void RulePane::refresh()
{
    const SnapshotPtr snapshot = m_services.investigation.snapshot();
    const int at = focusedRule(*snapshot, m_services.context.focus());
    if (at < 0)
        return showNothing();
    const auto rule = static_cast<std::size_t>(at);
    if (m_view.snapshot == snapshot && m_view.at == rule)
        return;
    const bool sameRule = m_view.snapshot && ruleKey(m_view.rule()) == ruleKey(snapshot->rules[rule]);
    const int scrolled = sameRule ? m_scroll->verticalScrollBar()->value() : 0;
    m_view = {snapshot, rule};
    showRule();
    m_scroll->verticalScrollBar()->setValue(scrolled);
}

void RulePane::revealFocus()
{
    refresh();
}

void RulePane::showNothing()
{
    m_view = {};
    setTitle(tr("Rule"));
    for (QWidget *chip : {m_severity, m_type, m_technique, m_notEvaluable})
        chip->hide();
    m_copyQuery->setVisible(false);
    const bool hasRules = !m_services.investigation.snapshot()->rules.empty();
    setEmptyState(hasRules ? tr("Choose a rule to see its query and what it found.")
                           : tr("A rule's query and what it found appear here."),
                  hasRules ? nullptr : m_addRules);
    setEmptyShown(true);
}

void RulePane::showRule()
{
    showHeader();
    showQuery();
    showSection(m_outcome, outcomeRows(m_view));
    showSection(m_nearMisses, nearMissRows(m_view));
    showSection(m_versions, versionRows(m_view));
    showSection(m_settings, settingRows(m_view));
    const bool runs = m_view.rule().notEvaluable.isEmpty();
    m_scheduleTitle->setVisible(runs);
    m_schedule->setVisible(runs);
    m_schedule->setRule(m_view);
    setEmptyShown(false);
}

void RulePane::showHeader()
{
    const Rule &rule = m_view.rule();
    const RuleOutcome *outcome = m_view.outcome();
    setTitle(rule.name);
    //: severity and risk score: "medium 47"
    m_severity->setText(tr("%1 %2").arg(severityText(rule.severity).toLower()).arg(rule.riskScore));
    m_severity->setToolTip(tr("Severity and risk score of the rule"));
    m_severity->setTone(toneOf(markOf(rule.severity)));
    m_severity->show();
    m_type->setText(typeText(rule));
    m_type->setToolTip(tr("Type and language of the rule"));
    m_type->show();
    m_technique->setText(techniqueIds(rule.threat));
    m_technique->setToolTip(techniqueNames(rule.threat));
    m_technique->setVisible(!rule.threat.empty());
    const QString whyNot = !rule.notEvaluable.isEmpty() ? rule.notEvaluable : outcome ? outcome->notRun : QString();
    m_notEvaluable->setVisible(!rule.notEvaluable.isEmpty());
    m_notEvaluable->setToolTip(rule.notEvaluable);
    m_whyNot->setRuns({{whyNot, ColorRole::Medium, false, false}});
    m_whyNot->setVisible(!whyNot.isEmpty());
    m_identity->setRuns(
        {{rule.id, ColorRole::Muted, false, true},
         {QStringLiteral(" \u00b7 %1 \u00b7 %2").arg(versionText(rule), rule.source), ColorRole::Muted, false, false}});
    m_description->setRuns({{rule.description.simplified(), ColorRole::Text, false, false}});
    m_description->setVisible(!rule.description.isEmpty());
}

void RulePane::showQuery()
{
    const Rule &rule = m_view.rule();
    const QString query = shownQuery(rule);
    const bool isKql = rule.language == QLatin1String("kuery");
    m_query->setQuery(query.isEmpty() ? tr("The rule has no query.") : query, isKql && !query.isEmpty());
    m_copyQuery->setVisible(!query.isEmpty());
    showFindings();
}

void RulePane::showFindings()
{
    const RuleOutcome *outcome = m_view.outcome();
    const auto findings = outcome ? shownFindings(m_view.rule(), outcome->lints) : std::vector<KqlFinding>();
    std::vector<QueryMark> marks;
    for (const KqlFinding &finding : findings)
        marks.push_back({finding.offset, finding.length, finding.message});
    m_query->setMarks(std::move(marks));
    m_findings->setFindings(findings);
}

void RulePane::showSection(const Section &section, std::vector<FactRow> rows)
{
    std::vector<const FactRow *> shown;
    for (FactRow &row : rows) {
        if (row.pivot && row.pivot->focus.rule.isEmpty())
            row.pivot->focus.rule = ruleKey(m_view.rule());
        shown.push_back(&row);
    }
    section.heading->setVisible(!rows.empty());
    section.table->setVisible(!rows.empty());
    section.table->setFacts(shown);
}

} // namespace wirecase
