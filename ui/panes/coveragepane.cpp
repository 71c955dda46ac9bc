#include "ui/panes/coveragepane.h"

#include "models/base/numbertext.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "models/investigation/investigationpivots.h"
#include "ui/panes/interceptiontablemodel.h"
#include "ui/panes/pivotactions.h"
#include "ui/panes/rulefacts.h"
#include "ui/panes/tablecolumns.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/datatable.h"

#include <QAction>
#include <QSortFilterProxyModel>

#include <algorithm>

namespace wirecase {

namespace {

/// An interception that nothing catches must not be overlooked; what only goes with one is context.
Tone caughtTone(const QModelIndex &row)
{
    if (row.data(InterceptionTableModel::IsCoveredRole).toBool())
        return Tone::Good;
    return row.data(InterceptionTableModel::IsStartRole).toBool() ? Tone::Bad : Tone::Warning;
}

} // namespace

CoveragePane::CoveragePane(const PaneServices &services, QWidget *parent)
    : Pane(tr("Interceptions"), services, parent)
    , m_model(new InterceptionTableModel(this))
    , m_sorted(new QSortFilterProxyModel(this))
    , m_table(new DataTable(this))
    , m_count(addCountChip())
    , m_uncaught(addCountChip({}, Tone::Warning))
    , m_addEvidence(new QAction(tr("Add evidence…"), this))
{
    setUpTable();
    addTableExport(*m_table);
    setBody(m_table);
    m_count->hide();
    m_uncaught->hide();
    setEmptyShown(true);
    connect(m_addEvidence, &QAction::triggered, this, &CoveragePane::addEvidenceRequested);
}

void CoveragePane::setUpTable()
{
    m_sorted->setSortRole(SortKeyRole);
    m_sorted->setSourceModel(m_model);
    m_table->setAccessibleName(tr("Interceptions"));
    m_table->setModel(m_sorted);
    m_table->setCopyRole(CopyRole);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(InterceptionTableModel::Time, new MonoDelegate(m_table));
    auto *operation = new CellDelegate(m_table);
    operation->setElideMode(Qt::ElideLeft); // all begin with a provider, the end says what was done
    m_table->setItemDelegateForColumn(InterceptionTableModel::Operation, operation);
    auto *caught = new BadgeDelegate(caughtTone, m_table);
    caught->setDotted(true);
    m_table->setItemDelegateForColumn(InterceptionTableModel::CaughtBy, caught);
    m_table->setColumnPlan({{19, 19, 0}, {18, 32, 0}, {22, 30, 2}, {14, 34, 1}});
    keepColumns(*m_table, m_services.settings, QStringLiteral("interceptions/columns"));
    m_sorted->sort(InterceptionTableModel::Time, Qt::AscendingOrder);
    m_table->setSortShown(InterceptionTableModel::Time, Qt::AscendingOrder);
    connect(m_table, &DataTable::sortRequested, this, [this](int column, Qt::SortOrder order) {
        m_sorted->sort(column, order);
        m_table->setSortShown(column, order);
    });
    connect(m_table, &DataTable::currentRowChanged, this, &CoveragePane::pointAtRow);
    connect(m_table, &DataTable::rowActivated, this, [this](int row) { m_services.context.follow(eventsOf(row)); });
    m_table->setMenuHook([this](const QModelIndex &cell, QMenu &menu) {
        std::vector<Pivot> pivots{eventsOf(cell.row())};
        for (const Pivot &pivot : m_services.pivots.pivotsOf(cell))
            pivots.push_back(pivot);
        addPivotActions(menu, pivots, m_services.context);
    });
}

void CoveragePane::refresh()
{
    m_model->setTimeFormat(m_services.context.timeFormat());
    if (m_snapshot == m_services.investigation.snapshot())
        return;
    m_snapshot = m_services.investigation.snapshot();
    m_quiet = true;
    m_model->setSnapshot(m_snapshot);
    m_quiet = false;
    const bool empty = m_model->rowCount() == 0;
    setEmptyShown(empty);
    if (m_snapshot->activity->size() == 0)
        setEmptyState(tr("Operations that start an interception of traffic appear here when an activity log is added."),
                      m_addEvidence);
    else if (empty)
        setEmptyState(tr("None of the %n event(s) of the activity log starts an interception.", nullptr,
                         static_cast<int>(m_snapshot->activity->size())));
    showCounts();
}

void CoveragePane::showCounts()
{
    const auto &rows = m_snapshot->detection.interceptions;
    const auto uncaught = std::ranges::count_if(rows, [](const InterceptionRow &row) { return !row.isCovered(); });
    m_count->setText(countText(static_cast<qint64>(rows.size())));
    m_count->setVisible(!rows.empty());
    m_uncaught->setText(tr("%n caught by no rule", nullptr, static_cast<int>(uncaught)));
    m_uncaught->setVisible(uncaught > 0);
}

void CoveragePane::revealFocus()
{
    const auto event = m_services.context.focus().event;
    const int source = event ? m_model->rowOf(*event) : -1;
    const int row = source < 0 ? -1 : m_sorted->mapFromSource(m_model->index(source, 0)).row();
    m_quiet = true;
    if (row >= 0)
        m_table->revealRow(row);
    else
        m_table->setCurrentIndex({});
    m_quiet = false;
}

void CoveragePane::pointAtRow(int row)
{
    if (m_quiet || row < 0)
        return;
    Focus focus = m_services.context.focus();
    focus.event = EventId{m_sorted->index(row, 0).data(EventIdRole).toUInt()};
    m_services.context.pointAt(focus);
}

Pivot CoveragePane::eventsOf(int row) const
{
    const InterceptionRow &interception = m_model->interception(m_sorted->mapToSource(m_sorted->index(row, 0)).row());
    const std::vector<EventId> own{interception.event};
    Pivot pivot = eventsPivot(*m_snapshot, interception.events.empty() ? own : interception.events);
    pivot.focus.event = interception.event;
    pivot.focus.alert = m_services.context.focus().alert;
    pivot.focus.rule = m_services.context.focus().rule;
    return pivot;
}

} // namespace wirecase
