#include "ui/panes/alertdetailspane.h"

#include "models/activity/activitytablemodel.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "models/investigation/investigationpivots.h"
#include "ui/panes/answerabletable.h"
#include "ui/panes/disclosure.h"
#include "ui/panes/eventdetails.h"
#include "ui/panes/exceptionline.h"
#include "ui/panes/factcards.h"
#include "ui/panes/pivotactions.h"
#include "ui/panes/ruletext.h"
#include "ui/panes/runlabel.h"
#include "ui/theme/fontrole.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/taborder.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace wirecase {

namespace {

constexpr int mostRelatedShown = 8; // without scrolling

Tone statusTone(const QModelIndex &row)
{
    const auto status = static_cast<StatusClass>(row.data(ActivityTableModel::StatusClassRole).toInt());
    return status == StatusClass::Failed ? Tone::Bad : Tone::Neutral;
}

} // namespace

AlertDetailsPane::AlertDetailsPane(const PaneServices &services, QWidget *parent)
    : Pane(tr("Alert"), services, parent)
    , m_severity(addCountChip())
    , m_technique(addCountChip())
    , m_normalised(addCountChip(tr("normalised only"), Tone::Warning))
    , m_scroll(new QScrollArea(this))
    , m_cards(new FactCards)
    , m_deriving(new QLabel(tr("Deriving facts…")))
    , m_answerable(new AnswerableTable)
    , m_exposed(new AnswerableTable)
    , m_exceptions(new ExceptionLine(services))
    , m_modeNote(new RunLabel)
    , m_related(new ActivityTableModel(this))
    , m_relatedTable(new DataTable)
    , m_event(new Disclosure(tr("Event")))
    , m_details(new EventDetails)
    , m_addEvidence(new QAction(tr("Add evidence…"), this))
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_deriving->setContentsMargins(12, 10, 12, 10);
    m_deriving->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_deriving);
    layout->addWidget(m_cards);
    m_answerableTitle = addHeading(layout, tr("What can be answered now"));
    layout->addWidget(m_answerable);
    m_exposed->setValuesBelow();
    m_exposedTitle = addHeading(layout, tr("Exposed accounts"));
    layout->addWidget(m_exposed);
    layout->addWidget(m_exceptions);
    m_modeNote->setContentsMargins(12, 8, 12, 4);
    layout->addWidget(m_modeNote);
    addRelated(layout);
    m_details->setMinimumHeight(240);
    m_event->setBody(m_details);
    layout->addWidget(m_event);
    layout->addStretch();
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false); // the scroll area has switched it on
    setBody(m_scroll);
    showNothing();
    const auto follow = [this](const Pivot &pivot) { m_services.context.follow(pivot); };
    connect(m_cards, &FactCards::pivotActivated, this, follow);
    connect(m_answerable, &AnswerableTable::pivotActivated, this, follow);
    connect(m_exposed, &AnswerableTable::pivotActivated, this, follow);
    connect(m_addEvidence, &QAction::triggered, this, &AlertDetailsPane::addEvidenceRequested);
    connect(&services.investigation, &Investigation::factsChanged, this, &AlertDetailsPane::markDirty);
}

QLabel *AlertDetailsPane::addHeading(QVBoxLayout *layout, const QString &text)
{
    auto *heading = new QLabel(text);
    setFontRole(heading, FontRole::Strong);
    heading->setContentsMargins(12, 9, 12, 7);
    layout->addWidget(heading);
    return heading;
}

void AlertDetailsPane::addRelated(QVBoxLayout *layout)
{
    m_relatedTitle = addHeading(layout, tr("Related operations"));
    m_relatedTable->setModel(m_related);
    m_relatedTable->setAccessibleName(tr("Related operations"));
    m_relatedTable->setCopyRole(CopyRole);
    for (int column = ActivityTableModel::Caller; column < ActivityTableModel::ColumnCount; ++column)
        m_relatedTable->setColumnOffered(column, false);
    m_relatedTable->setItemDelegateForColumn(ActivityTableModel::Time, new MonoDelegate(m_relatedTable));
    auto *status = new CellDelegate(m_relatedTable);
    status->setTone(statusTone);
    m_relatedTable->setItemDelegateForColumn(ActivityTableModel::Status, status);
    std::vector<ColumnPlan> plan(ActivityTableModel::ColumnCount);
    plan[ActivityTableModel::Time] = {19, 19, 0};
    plan[ActivityTableModel::Operation] = {12, 40, 0};
    plan[ActivityTableModel::Status] = {9, 12, 1};
    m_relatedTable->setColumnPlan(std::move(plan));
    m_relatedTable->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_relatedTable, &DataTable::currentRowChanged, this, &AlertDetailsPane::pointAtEvent);
    m_relatedTable->setMenuHook([this](const QModelIndex &row, QMenu &menu) {
        addPivotActions(menu, m_services.pivots.pivotsOf(row), m_services.context);
    });
    layout->addWidget(m_relatedTable);
}

void AlertDetailsPane::refresh()
{
    const SnapshotPtr snapshot = m_services.investigation.snapshot();
    const FactBookPtr facts = m_services.investigation.facts();
    m_related->setTimeFormat(m_services.context.timeFormat());
    const Alert *alert = snapshot->alert(m_services.context.focus().alert);
    if (!alert)
        return showNothing();
    const bool same = snapshot == m_snapshot && facts == m_facts && alert->key == m_alert;
    const bool sameAlert = alert->key == m_alert;
    m_snapshot = snapshot;
    m_facts = facts;
    m_alert = alert->key;
    if (same)
        return;
    const int scrolled = sameAlert ? m_scroll->verticalScrollBar()->value() : 0;
    showAlert(*alert);
    m_scroll->verticalScrollBar()->setValue(scrolled);
}

void AlertDetailsPane::revealFocus()
{
    if (m_services.context.focus().alert != m_alert)
        refresh();
    const auto event = m_services.context.focus().event;
    const int row = m_snapshot && event ? m_related->rowOf(*event) : -1;
    m_quiet = true;
    if (row >= 0)
        m_relatedTable->revealRow(row);
    else
        m_relatedTable->setCurrentIndex({});
    m_quiet = false;
}

void AlertDetailsPane::showNothing()
{
    m_alert.clear();
    m_snapshot.reset();
    setTitle(tr("Alert"));
    m_severity->hide();
    m_technique->hide();
    m_normalised->hide();
    const bool hasAlerts = !m_services.investigation.snapshot()->detection.alerts.empty();
    setEmptyState(hasAlerts ? tr("Choose an alert to see what the evidence says about it.")
                            : tr("What the evidence says about an alert appears here."),
                  hasAlerts ? nullptr : m_addEvidence);
    setEmptyShown(true);
}

void AlertDetailsPane::showAlert(const Alert &alert)
{
    showHeader(alert);
    const AlertFacts *facts = m_facts->of(alert.key);
    showFacts(facts);
    m_exceptions->setAlert(m_snapshot, alert.key);
    showRelated(alert, facts ? *facts : AlertFacts());
    m_details->setEvent(m_snapshot->activity, alert.event, m_snapshot->evidence);
    setEmptyShown(false);
    tabInLayoutOrder(m_scroll->widget());
}

void AlertDetailsPane::showHeader(const Alert &alert)
{
    setTitle(alert.ruleName);
    //: severity and risk score: "medium 47"
    m_severity->setText(tr("%1 %2").arg(severityText(alert.severity).toLower()).arg(alert.riskScore));
    m_severity->setToolTip(tr("Severity and risk score of the rule"));
    m_severity->setTone(toneOf(markOf(alert.severity)));
    m_severity->show();
    const auto rule = std::find_if(m_snapshot->rules.begin(), m_snapshot->rules.end(),
                                   [&](const Rule &candidate) { return candidate.id == alert.ruleId; });
    const auto threat = rule == m_snapshot->rules.end() ? std::vector<ThreatEntry>() : rule->threat;
    m_technique->setText(techniqueIds(threat));
    m_technique->setToolTip(techniqueNames(threat));
    m_technique->setVisible(!m_technique->text().isEmpty());
    m_normalised->setVisible(!alert.modeNote.isEmpty());
    m_normalised->setToolTip(alert.modeNote);
    m_modeNote->setVisible(!alert.modeNote.isEmpty());
    m_modeNote->setRuns({{alert.modeNote, ColorRole::Medium, false, false}});
}

void AlertDetailsPane::showFacts(const AlertFacts *facts)
{
    m_deriving->setVisible(!facts);
    m_cards->setVisible(facts);
    m_cards->setFacts(facts ? *facts : AlertFacts());
    const auto answerable = facts ? facts->ofGroup(groupAnswerable) : std::vector<const FactRow *>();
    m_answerableTitle->setVisible(facts);
    m_exceptions->setVisible(facts);
    m_answerable->setVisible(!answerable.empty());
    m_answerable->setFacts(answerable);
    const auto exposed = facts ? facts->ofGroup(groupExposed) : std::vector<const FactRow *>();
    m_exposedTitle->setVisible(!exposed.empty());
    m_exposed->setVisible(!exposed.empty());
    m_exposed->setFacts(exposed);
}

void AlertDetailsPane::showRelated(const Alert &alert, const AlertFacts &facts)
{
    std::vector<quint32> rows = facts.related;
    if (rows.empty())
        rows.push_back(static_cast<quint32>(alert.event));
    const int shown = std::min(static_cast<int>(rows.size()), mostRelatedShown);
    m_quiet = true;
    m_related->setRows(m_snapshot->activity, std::move(rows));
    m_quiet = false;
    m_relatedTable->setFixedHeight(m_relatedTable->horizontalHeader()->sizeHint().height()
                                   + shown * rowHeight(m_relatedTable->fontMetrics()) + 2);
    m_relatedTitle->setText(tr("Related operations · %n", "events of the same operation", m_related->rowCount()));
}

void AlertDetailsPane::pointAtEvent(int row)
{
    if (m_quiet || row < 0)
        return;
    Focus focus = m_services.context.focus();
    focus.event = EventId{m_related->index(row, 0).data(EventIdRole).toUInt()};
    m_services.context.pointAt(focus);
}

} // namespace wirecase
