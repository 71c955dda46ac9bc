#include "ui/panes/alertspane.h"

#include "models/base/numbertext.h"
#include "models/casefile/casefile.h"
#include "models/context/investigationcontext.h"
#include "models/detection/alerttablemodel.h"
#include "models/investigation/investigation.h"
#include "models/investigation/investigationpivots.h"
#include "ui/panes/activityscope.h"
#include "ui/panes/alertfiltermodel.h"
#include "ui/panes/pivotactions.h"
#include "ui/panes/tablecolumns.h"
#include "ui/panes/verdictview.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/datatable.h"

#include <QAction>
#include <QHeaderView>

namespace wirecase {

namespace {

Mark markOfRow(const QModelIndex &row)
{
    return markOf(row.data(AlertTableModel::SeverityRole).toString());
}

} // namespace

AlertsPane::AlertsPane(const PaneServices &services, QWidget *parent)
    : Pane(tr("Alerts"), services, parent)
    , m_model(new AlertTableModel(this))
    , m_shown(new AlertFilterModel(this))
    , m_table(new DataTable(this))
    , m_count(addCountChip())
    , m_open(addCountChip())
    , m_addEvidence(new QAction(tr("Add evidence…"), this))
    , m_clearScope(new QAction(tr("Show all alerts"), this))
    , m_filterJob(this)
{
    m_shown->setSourceModel(m_model);
    setUpTable();
    setUpActions();
    addTableExport(*m_table);
    setBody(m_table);
    setEmptyState(tr("Alerts appear here when an activity log is added."), m_addEvidence);
    setEmptyShown(true);
    showCounts();
    connect(&services.caseFile, &CaseFile::verdictChanged, this, &AlertsPane::showVerdicts);
    connect(&services.investigation, &Investigation::settled, this, &AlertsPane::markDirty);
}

void AlertsPane::setUpTable()
{
    m_table->setAccessibleName(tr("Alerts"));
    m_table->setModel(m_shown);
    m_table->setCopyRole(CopyRole);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerItem); // the first row is whole
    setUpColumns();
    m_shown->sort(AlertTableModel::TimeColumn, Qt::AscendingOrder);
    m_table->setSortShown(AlertTableModel::TimeColumn, Qt::AscendingOrder);

    connect(m_table, &DataTable::sortRequested, this, [this](int column, Qt::SortOrder order) {
        m_shown->sort(column, order);
        m_table->setSortShown(column, order);
        revealFocus();
    });
    connect(m_table, &DataTable::currentRowChanged, this, &AlertsPane::pointAtRow);
    connect(m_table, &DataTable::rowActivated, this, &AlertsPane::followTraffic);
    m_table->setMenuHook([this](const QModelIndex &row, QMenu &menu) {
        addPivotActions(menu, m_services.pivots.pivotsOf(row), m_services.context);
    });
}

void AlertsPane::setUpColumns()
{
    auto *severity = new SeverityDelegate(markOfRow, m_table);
    auto *time = new MonoDelegate(m_table);
    auto *name = new CellDelegate(m_table);
    name->setElideMode(Qt::ElideMiddle); // names that begin alike are told apart by their ends
    auto *caller = new CellDelegate(m_table);
    auto *verdict = new CellDelegate(m_table);
    verdict->setTone([this](const QModelIndex &row) {
        return verdictTone(m_services.caseFile.state().verdict(row.data(AlertKeyRole).toString()));
    });
    m_table->setItemDelegateForColumn(AlertTableModel::SeverityColumn, severity);
    m_table->setItemDelegateForColumn(AlertTableModel::TimeColumn, time);
    m_table->setItemDelegateForColumn(AlertTableModel::RuleColumn, name);
    m_table->setItemDelegateForColumn(AlertTableModel::TargetColumn, name);
    m_table->setItemDelegateForColumn(AlertTableModel::CallerColumn, caller);
    m_table->setItemDelegateForColumn(AlertTableModel::VerdictColumn, verdict);
    for (CellDelegate *delegate : std::initializer_list<CellDelegate *>{severity, time, name, caller, verdict})
        delegate->setSecondLine([this](const QModelIndex &row) { return secondLine(row); },
                                [this] { return secondLinePlace(); });
    connect(m_table, &DataTable::roomChanged, this, &AlertsPane::takeRoom, Qt::QueuedConnection);
    m_table->setColumnPlan({{2, 2, 0}, {14, 14, 0}, {8, 23, 3}, {10, 12, 1}, {9, 20, 2}, {11, 11, 0}});
    keepColumns(*m_table, m_services.settings, QStringLiteral("alerts/columns"));
}

QString AlertsPane::secondLine(const QModelIndex &row) const
{
    QStringList texts;
    for (const int column :
         {AlertTableModel::TargetColumn, AlertTableModel::CallerColumn, AlertTableModel::RuleColumn}) {
        if (m_table->isColumnHidden(column))
            texts += row.siblingAtColumn(column).data().toString();
    }
    return texts.join(QStringLiteral(" · "));
}

QRect AlertsPane::secondLinePlace() const
{
    if (!m_narrow)
        return {};
    const int left = m_table->columnViewportPosition(AlertTableModel::TimeColumn);
    return {left, 0, m_table->viewport()->width() - left, 1};
}

void AlertsPane::takeRoom()
{
    // Rather two lines a row than columns that are cut, or out of sight.
    m_narrow = m_table->lacksRoom();
    m_table->setRowLines(m_narrow ? 2 : 1);
}

void AlertsPane::setUpActions()
{
    connect(m_addEvidence, &QAction::triggered, this, &AlertsPane::addEvidenceRequested);
    connect(m_clearScope, &QAction::triggered, this, [this] { m_services.context.narrow({}); });
    auto *next = new QAction(tr("Next alert"), this);
    next->setShortcut(Qt::Key_J);
    connect(next, &QAction::triggered, this, [this] { step(1); });
    addPaneAction(next);
    auto *previous = new QAction(tr("Previous alert"), this);
    previous->setShortcut(Qt::Key_K);
    connect(previous, &QAction::triggered, this, [this] { step(-1); });
    addPaneAction(previous);
}

void AlertsPane::refresh()
{
    m_model->setTimeFormat(m_services.context.timeFormat());
    if (m_snapshot != m_services.investigation.snapshot())
        takeSnapshot();
    filter();
}

void AlertsPane::takeSnapshot()
{
    m_snapshot = m_services.investigation.snapshot();
    m_quiet = true;
    if (m_model->alerts() != m_snapshot->detection.alerts)
        m_model->setAlerts(m_snapshot->detection.alerts);
    m_model->setTargets(m_snapshot->targets);
    m_quiet = false;
    showVerdicts();
    const bool empty = m_model->rowCount() == 0;
    setEmptyShown(empty);
    if (!empty)
        return;
    if (m_services.investigation.isReading())
        setEmptyState(tr("The evidence is being read; alerts appear as soon as its activity logs are."));
    else if (m_snapshot->activity->size() > 0)
        setEmptyState(tr("No rule matched any of the %n event(s) of the activity log.", nullptr,
                         static_cast<int>(m_snapshot->activity->size())),
                      m_addEvidence);
    else
        setEmptyState(tr("Alerts appear here when an activity log is added."), m_addEvidence);
}

void AlertsPane::showVerdicts()
{
    QHash<QString, QString> texts;
    for (const AlertVerdict &verdict : m_services.caseFile.state().verdicts) {
        if (verdict.verdict != Verdict::None)
            texts.insert(verdict.alertKey, verdictText(verdict.verdict));
    }
    m_model->setVerdicts(texts);
    showCounts();
}

void AlertsPane::filter()
{
    const Scope scope = m_services.context.scope();
    if (scope.isEmpty()) {
        m_filterJob.cancel();
        showFiltered(ScopedAlerts{});
        return;
    }
    m_filterJob.start([snapshot = m_snapshot, scope](JobState &job) { return alertsInScope(*snapshot, scope, job); },
                      [this](const Result<ScopedAlerts> &scoped) { showFiltered(scoped); });
}

void AlertsPane::showFiltered(const Result<ScopedAlerts> &scoped)
{
    if (!scoped) {
        if (scoped.error().code != Error::Code::Cancelled)
            showMessage(scoped.error().message, Tone::Bad);
        return;
    }
    m_quiet = true;
    if (m_services.context.scope().isEmpty())
        m_shown->setShown({});
    else
        m_shown->setShown(scoped->keys);
    m_quiet = false;
    showCounts();
    const int hidden = m_shown->hiddenCount();
    if (!scoped->dropped.isEmpty())
        showMessage(droppedText(scoped->dropped), Tone::Accent, hidden > 0 ? m_clearScope : nullptr);
    else if (hidden > 0)
        showMessage(tr("%n alert(s) outside the scope.", nullptr, hidden), Tone::Accent, m_clearScope);
    else
        clearMessage();
    focusFirst();
    revealFocus();
}

void AlertsPane::showCounts()
{
    const int total = m_model->rowCount();
    const int hidden = m_shown->hiddenCount();
    //: rows shown of all rows
    m_count->setText(hidden > 0 ? tr("%1 of %2").arg(countText(total - hidden), countText(total)) : countText(total));
    m_count->setVisible(total > 0);
    const int open = m_model->openCount();
    m_open->setText(tr("%n open", nullptr, open));
    m_open->setVisible(open > 0);
}

void AlertsPane::focusFirst()
{
    // An alert is looked at by default, so that the other panes have something to show. While evidence is read, nobody
    // knows yet which one has most to tell.
    if (!m_snapshot->complete)
        return;
    const QString &focused = m_services.context.focus().alert;
    if ((focused.isEmpty() || !m_snapshot->alert(focused)) && m_shown->rowCount() > 0)
        pointAtRow(0);
}

void AlertsPane::revealFocus()
{
    const int row = m_shown->rowOf(m_services.context.focus().alert);
    m_quiet = true;
    if (row >= 0)
        m_table->revealRow(row);
    else
        m_table->setCurrentIndex({});
    m_quiet = false;
}

void AlertsPane::pointAtRow(int row)
{
    if (m_quiet || row < 0)
        return;
    const QModelIndex index = m_shown->index(row, 0);
    Focus focus = m_services.context.focus();
    focus.alert = index.data(AlertKeyRole).toString();
    focus.event = EventId{index.data(EventIdRole).toUInt()};
    m_services.context.pointAt(focus);
}

void AlertsPane::followTraffic(int row)
{
    const Pivot pivot = m_services.pivots.trafficOf(m_shown->index(row, 0));
    if (pivot.isPossible())
        m_services.context.follow(pivot);
    else
        showMessage(pivot.whyNot, Tone::Warning);
}

void AlertsPane::step(int by)
{
    const int current = m_shown->rowOf(m_services.context.focus().alert);
    const int row = current < 0 ? (by > 0 ? 0 : m_shown->rowCount() - 1) : current + by;
    if (row >= 0 && row < m_shown->rowCount())
        pointAtRow(row);
}

} // namespace wirecase
