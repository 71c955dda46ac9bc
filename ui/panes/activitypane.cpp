#include "ui/panes/activitypane.h"

#include "models/activity/activitytablemodel.h"
#include "models/base/numbertext.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "models/investigation/investigationpivots.h"
#include "ui/panes/activityscope.h"
#include "ui/panes/eventdetails.h"
#include "ui/panes/pivotactions.h"
#include "ui/panes/tableexporter.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/datatable.h"

#include <QAction>
#include <QSplitter>

namespace wirecase {

namespace {

Tone statusTone(const QModelIndex &row)
{
    const QVariant status = row.data(ActivityTableModel::StatusClassRole);
    switch (static_cast<StatusClass>(status.toInt())) {
    case StatusClass::Failed:
        return Tone::Bad;
    case StatusClass::Succeeded:
        return Tone::Good;
    case StatusClass::Started:
    case StatusClass::Accepted:
    case StatusClass::Other:
        break;
    }
    return Tone::Muted;
}

} // namespace

ActivityPane::ActivityPane(const PaneServices &services, QWidget *parent)
    : Pane(tr("Activity"), services, parent)
    , m_model(new ActivityTableModel(this))
    , m_table(new DataTable(this))
    , m_details(new EventDetails(this))
    , m_count(addCountChip())
    , m_addEvidence(new QAction(tr("Add evidence…"), this))
    , m_clearScope(new QAction(tr("Clear the scope"), this))
    , m_filterJob(this)
{
    setUpTable();
    addTableExport(*m_table)->setMakeModel([this]() -> TableExporter::MakeModel {
        return [index = m_model->index(), rows = m_model->rows()] {
            auto model = std::make_unique<ActivityTableModel>();
            model->setRows(index, rows);
            return model;
        };
    });
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(true);
    splitter->addWidget(m_table);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    setBody(splitter);
    m_count->hide();
    setEmptyState(tr("The events of the activity log appear here when one is added."), m_addEvidence);
    setEmptyShown(true);
    connect(m_addEvidence, &QAction::triggered, this, &ActivityPane::addEvidenceRequested);
    connect(m_clearScope, &QAction::triggered, this, [this] { m_services.context.narrow({}); });
}

void ActivityPane::setUpTable()
{
    m_table->setAccessibleName(tr("Activity"));
    m_table->setModel(m_model);
    m_table->setCopyRole(CopyRole);
    for (const int column : {ActivityTableModel::Time, ActivityTableModel::Address, ActivityTableModel::Correlation})
        m_table->setItemDelegateForColumn(column, new MonoDelegate(m_table));
    auto *status = new CellDelegate(m_table);
    status->setTone(statusTone);
    m_table->setItemDelegateForColumn(ActivityTableModel::Status, status);
    auto *ends = new CellDelegate(m_table);
    ends->setElideMode(Qt::ElideMiddle); // operations and names that begin alike are told apart by their ends
    for (const int column : {ActivityTableModel::Operation, ActivityTableModel::Caller, ActivityTableModel::Resource})
        m_table->setItemDelegateForColumn(column, ends);
    m_table->setColumnPlan({{19, 19, 0},
                            {14, 34, 0},
                            {9, 11, 0},
                            {10, 26, 1},
                            {12, 16, 3},
                            {12, 26, 2},
                            {8, 12, 5},
                            {10, 14, 6},
                            {6, 8, 4}});
    m_table->setSortShown(m_sortColumn, m_sortOrder);
    connect(m_table, &DataTable::sortRequested, this, [this](int column, Qt::SortOrder order) {
        m_sortColumn = column;
        m_sortOrder = order;
        m_table->setSortShown(column, order);
        filter();
    });
    connect(m_table, &DataTable::currentRowChanged, this, &ActivityPane::pointAtRow);
    connect(m_table, &DataTable::rowActivated, this, &ActivityPane::activateRow);
    connect(m_table, &DataTable::copyRefused, this, [this](qint64 rows) {
        showMessage(tr("%1 rows are too many for the clipboard.").arg(countText(rows)), Tone::Warning);
    });
    m_table->setMenuHook([this](const QModelIndex &row, QMenu &menu) {
        addPivotActions(menu, m_services.pivots.pivotsOf(row), m_services.context);
    });
}

void ActivityPane::refresh()
{
    m_model->setTimeFormat(m_services.context.timeFormat());
    const SnapshotPtr snapshot = m_services.investigation.snapshot();
    if (snapshot->activity->size() == 0 && m_services.investigation.isReading())
        setEmptyState(tr("The evidence is being read; events appear as soon as its activity logs are."));
    else
        setEmptyState(tr("The events of the activity log appear here when one is added."), m_addEvidence);
    setEmptyShown(snapshot->activity->size() == 0);
    filter();
}

void ActivityPane::filter()
{
    m_filterJob.start(
        [snapshot = m_services.investigation.snapshot(), scope = m_services.context.scope(), column = m_sortColumn,
         order = m_sortOrder](JobState &job) -> Result<Answer> {
            const Result<ScopedEvents> scoped = eventsInScope(*snapshot, scope, job);
            if (!scoped)
                return scoped.error();
            return Answer{snapshot, sortedRows(*snapshot->activity, scoped->events.rows(), column, order, job),
                          scoped->dropped};
        },
        [this](const Result<Answer> &answer) { showRows(answer); });
}

void ActivityPane::showRows(const Result<Answer> &answer)
{
    if (!answer) {
        if (answer.error().code != Error::Code::Cancelled)
            showMessage(answer.error().message, Tone::Bad);
        return;
    }
    m_snapshot = answer->snapshot;
    m_quiet = true;
    m_model->setRows(m_snapshot->activity, answer->rows);
    m_quiet = false;
    const auto shown = static_cast<qint64>(answer->rows.size());
    const auto total = static_cast<qint64>(m_snapshot->activity->size());
    //: rows shown of all rows
    m_count->setText(shown < total ? tr("%1 of %2").arg(countText(shown), countText(total)) : countText(total));
    m_count->setVisible(total > 0);
    if (!answer->dropped.isEmpty())
        showMessage(droppedText(answer->dropped), Tone::Accent);
    else if (shown == 0 && total > 0)
        showMessage(tr("No event is in the scope."), Tone::Accent, m_clearScope);
    else
        clearMessage();
    revealFocus();
}

void ActivityPane::revealFocus()
{
    const auto event = m_services.context.focus().event;
    if (!m_snapshot || !event || static_cast<quint32>(*event) >= m_snapshot->activity->size()) {
        m_details->clear();
        return;
    }
    m_details->setEvent(m_snapshot->activity, *event, m_snapshot->evidence);
    const int row = m_model->rowOf(*event);
    m_quiet = true;
    if (row >= 0)
        m_table->revealRow(row);
    else
        m_table->setCurrentIndex({});
    m_quiet = false;
}

void ActivityPane::pointAtRow(int row)
{
    if (m_quiet || row < 0)
        return;
    Focus focus = m_services.context.focus();
    focus.event = EventId{m_model->index(row, 0).data(EventIdRole).toUInt()};
    m_services.context.pointAt(focus);
}

void ActivityPane::activateRow(int row)
{
    for (const Pivot &pivot : m_services.pivots.pivotsOf(m_model->index(row, 0))) {
        if (pivot.isPossible())
            return m_services.context.follow(pivot);
        showMessage(pivot.whyNot, Tone::Warning);
    }
}

} // namespace wirecase
