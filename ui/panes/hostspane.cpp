#include "ui/panes/hostspane.h"

#include "models/base/numbertext.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "ui/panes/filteractions.h"
#include "ui/panes/tablecolumns.h"
#include "ui/panes/tableexporter.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/datatable.h"

#include <QAction>
#include <QButtonGroup>
#include <QMenu>

#include <algorithm>

namespace wirecase {

HostsPane::HostsPane(const PaneServices &services, QWidget *parent)
    : Pane(tr("Hosts"), services, parent)
    , m_model(new TrafficGroupModel(this))
    , m_table(new DataTable(this))
    , m_count(addCountChip())
    , m_addEvidence(new QAction(tr("Add evidence…"), this))
    , m_clearScope(new QAction(tr("Clear the scope"), this))
    , m_job(this)
{
    setUpChips();
    setUpTable();
    setBody(m_table);
    setEmptyState(tr("Hosts appear here when a capture or a flow log is added."), m_addEvidence);
    setEmptyShown(true);
    connect(m_addEvidence, &QAction::triggered, this, &HostsPane::addEvidenceRequested);
    connect(m_clearScope, &QAction::triggered, this, [this] { m_services.context.narrow({}); });
}

void HostsPane::setUpChips()
{
    const std::array<QString, trafficGroupingCount> texts{tr("By host"), tr("By subnet"), tr("By port"),
                                                          tr("By protocol")};
    auto *group = new QButtonGroup(this);
    for (std::size_t i = 0; i < m_groupings.size(); ++i) {
        m_groupings.at(i) = addFilterChip(texts.at(i));
        group->addButton(m_groupings.at(i), static_cast<int>(i));
    }
    m_groupings.front()->setChecked(true);
    connect(group, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        if (!on)
            return;
        m_grouping = static_cast<TrafficGrouping>(id);
        ask();
    });
}

void HostsPane::setUpTable()
{
    m_table->setAccessibleName(tr("Hosts"));
    m_table->setModel(m_model);
    m_table->setCopyRole(CopyRole);
    auto *mono = new MonoDelegate(m_table);
    for (const int column : {TrafficGroupModel::Group, TrafficGroupModel::FirstSeen, TrafficGroupModel::LastSeen})
        m_table->setItemDelegateForColumn(column, mono);
    auto *denied = new CellDelegate(m_table);
    denied->setTone([](const QModelIndex &) { return Tone::Bad; });
    m_table->setItemDelegateForColumn(TrafficGroupModel::Denied, denied);
    auto *secrets = new BadgeDelegate([](const QModelIndex &) { return Tone::Bad; }, m_table);
    secrets->setDotted(true);
    m_table->setItemDelegateForColumn(TrafficGroupModel::Secrets, secrets);
    m_table->setColumnPlan({{15, 22, 0},
                            {10, 22, 6},
                            {14, 15, 0},
                            {7, 8, 4},
                            {14, 15, 7},
                            {15, 17, 8},
                            {12, 14, 0},
                            {14, 15, 0},
                            {9, 10, 3},
                            {6, 8, 2},
                            {6, 8, 1},
                            {19, 20, 5},
                            {19, 20, 9}});
    keepColumns(*m_table, m_services.settings, QStringLiteral("hosts/columns"));
    m_table->setSortShown(m_sortColumn, m_sortOrder);
    connect(m_table, &DataTable::sortRequested, this, [this](int column, Qt::SortOrder order) {
        m_sortColumn = static_cast<TrafficGroupModel::Column>(column);
        m_sortOrder = order;
        m_table->setSortShown(column, order);
        ask();
    });
    connect(m_table, &DataTable::rowActivated, this, &HostsPane::narrowTo);
    m_table->setMenuHook([this](const QModelIndex &cell, QMenu &menu) {
        menu.addAction(tr("Show only its traffic"), this, [this, row = cell.row()] { narrowTo(row); });
        addFilterActions(menu, cell, m_services.context);
    });
    addTableExport(*m_table)->setMakeModel([this]() -> TableExporter::MakeModel {
        return [groups = m_model->groups(), grouping = m_model->grouping()] {
            auto model = std::make_unique<TrafficGroupModel>();
            model->setGroups(groups, grouping);
            return model;
        };
    });
}

void HostsPane::refresh()
{
    m_model->setTimeFormat(m_services.context.timeFormat());
    const bool empty = m_services.investigation.snapshot()->traffic->size() == 0;
    if (empty && m_services.investigation.isReading())
        setEmptyState(tr("The evidence is being read; hosts appear as soon as its captures and flow logs are."));
    else
        setEmptyState(tr("Hosts appear here when a capture or a flow log is added."), m_addEvidence);
    setEmptyShown(empty);
    ask();
}

Result<HostsPane::Answer> HostsPane::answer(const SnapshotPtr &snapshot, const Scope &scope, TrafficGrouping grouping,
                                            TrafficGroupModel::Column column, Qt::SortOrder order, JobState &job)
{
    Answer answer;
    answer.snapshot = snapshot;
    const auto rows = visibleTraffic(*snapshot->traffic, scope, job, &answer.dropped, snapshot->tables());
    if (!rows)
        return rows.error();
    answer.conversations = rows->size();
    auto groups = groupTraffic(*snapshot->traffic, *rows, grouping, job);
    if (!groups)
        return groups.error();
    auto sorted = sortedGroups(*std::move(groups), grouping, column, order, job);
    if (!sorted)
        return sorted.error();
    answer.groups = *std::move(sorted);
    return answer;
}

void HostsPane::ask()
{
    const SnapshotPtr snapshot = m_services.investigation.snapshot();
    m_job.start([snapshot, scope = m_services.context.scope(), grouping = m_grouping, column = m_sortColumn,
                 order = m_sortOrder](JobState &job) { return answer(snapshot, scope, grouping, column, order, job); },
                [this](Result<Answer> answered) { showAnswer(std::move(answered)); });
}

void HostsPane::showAnswer(Result<Answer> answered)
{
    if (!answered) {
        if (answered.error().code != Error::Code::Cancelled)
            showMessage(answered.error().message, Tone::Bad);
        return;
    }
    // The same group stays current, wherever it goes.
    const int row = m_table->currentIndex().row();
    const auto current = row < 0 ? std::nullopt : std::optional((*m_model->groups())[static_cast<std::size_t>(row)]);
    m_model->setGroups(std::make_shared<const std::vector<TrafficGroup>>(std::move(answered->groups)), m_grouping);
    const auto &groups = *m_model->groups();
    const auto same = std::find_if(groups.begin(), groups.end(), [&current](const TrafficGroup &group) {
        return current && group.hasKeyOf(*current);
    });
    if (same != groups.end())
        m_table->revealRow(static_cast<int>(same - groups.begin()));
    m_count->setText(countText(m_model->rowCount()));
    if (!answered->dropped.isEmpty())
        showMessage(tr("Not applied here, because conversations have no such field: %1.")
                        .arg(answered->dropped.join(QStringLiteral(", "))),
                    Tone::Accent);
    else if (groups.empty() && answered->snapshot->traffic->size() > 0)
        showMessage(tr("No conversation is in the scope."), Tone::Accent, m_clearScope);
    else
        clearMessage();
}

void HostsPane::narrowTo(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const TrafficGroup &group = (*m_model->groups())[static_cast<std::size_t>(row)];
    Scope scope = m_services.context.scope();
    if (m_model->grouping() == TrafficGrouping::Host)
        scope.hosts = {group.address};
    else
        scope.kql = withTerm(scope.kql, groupTerm(group, m_model->grouping()));
    m_services.context.narrow(scope);
}

} // namespace wirecase
