#include "ui/panes/rulespane.h"

#include "models/base/numbertext.h"
#include "models/context/investigationcontext.h"
#include "models/detection/ruletablemodel.h"
#include "models/investigation/investigation.h"
#include "ui/panes/pivotactions.h"
#include "ui/panes/rulefacts.h"
#include "ui/panes/ruletext.h"
#include "ui/panes/tablecolumns.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/datatable.h"

#include <QAction>
#include <QApplication>
#include <QButtonGroup>
#include <QClipboard>
#include <QMenu>

namespace wirecase {

namespace {

Mark markOfRow(const QModelIndex &row)
{
    return markOf(row.data(RuleTableModel::SeverityRole).toString());
}

Tone supportTone(const QModelIndex &row)
{
    return row.data(RuleTableModel::IsRunRole).toBool() ? Tone::Good : Tone::Warning;
}

/// What a version that does not run would find is no alert, only a comparison.
Tone alertsTone(const QModelIndex &cell)
{
    const bool counts = cell.data(RuleTableModel::IsRunRole).toBool() && cell.data(SortKeyRole).toInt() > 0;
    return counts ? Tone::Neutral : Tone::Muted;
}

Tone countTone(const QModelIndex &cell)
{
    return cell.data(SortKeyRole).toInt() > 0 ? Tone::Warning : Tone::Muted;
}

} // namespace

RulesPane::RulesPane(const PaneServices &services, QWidget *parent)
    : Pane(tr("Rules"), services, parent)
    , m_model(new RuleTableModel(this))
    , m_shown(new RuleFilterModel(*m_model, this))
    , m_table(new DataTable(this))
    , m_addRules(new QAction(tr("Add rules…"), this))
    , m_problems(new QAction(this))
{
    setUpFilters();
    setUpTable();
    addTableExport(*m_table);
    setBody(m_table);
    m_addRules->setToolTip(tr("Rule files as TOML, or exports of Kibana, are added as evidence"));
    addHeaderAction(m_problems);
    addHeaderAction(m_addRules);
    m_problems->setVisible(false);
    connect(m_problems, &QAction::triggered, this, [this] { m_services.context.show(View::Evidence); });
    connect(m_addRules, &QAction::triggered, this, &RulesPane::addFilesRequested);
    setEmptyState(tr("Rules appear here when evidence is read: the built-in one and those you add."), m_addRules);
    setEmptyShown(true);
}

void RulesPane::setUpFilters()
{
    auto *group = new QButtonGroup(this);
    for (std::size_t i = 0; i < m_filters.size(); ++i) {
        m_filters[i] = addFilterChip({});
        group->addButton(m_filters[i], static_cast<int>(i));
    }
    m_filters.front()->setChecked(true);
    connect(group, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        if (!on)
            return;
        m_quiet = true;
        m_shown->setFilter(static_cast<RuleFilterModel::Filter>(id));
        m_quiet = false;
        revealFocus();
    });
}

void RulesPane::setUpTable()
{
    m_table->setAccessibleName(tr("Rules"));
    m_table->setModel(m_shown);
    m_table->setCopyRole(CopyRole);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(RuleTableModel::SeverityColumn, new SeverityDelegate(markOfRow, m_table));
    auto *name = new CellDelegate(m_table);
    name->setElideMode(Qt::ElideMiddle); // names that begin alike are told apart by their ends
    m_table->setItemDelegateForColumn(RuleTableModel::NameColumn, name);
    auto *alerts = new CellDelegate(m_table);
    alerts->setTone(alertsTone);
    m_table->setItemDelegateForColumn(RuleTableModel::AlertsColumn, alerts);
    auto *support = new CellDelegate(m_table);
    support->setTone(supportTone);
    m_table->setItemDelegateForColumn(RuleTableModel::SupportedColumn, support);
    auto *counts = new CellDelegate(m_table);
    counts->setTone(countTone);
    m_table->setItemDelegateForColumn(RuleTableModel::NearMissesColumn, counts);
    m_table->setItemDelegateForColumn(RuleTableModel::LintColumn, counts);
    m_table->setColumnPlan(
        {{2, 2, 0}, {18, 90, 0}, {9, 10, 4}, {16, 16, 5}, {9, 12, 2}, {7, 7, 0}, {10, 11, 1}, {4, 5, 3}});
    keepColumns(*m_table, m_services.settings, QStringLiteral("rules/columns"));
    m_shown->sort(RuleTableModel::AlertsColumn, Qt::DescendingOrder);
    m_table->setSortShown(RuleTableModel::AlertsColumn, Qt::DescendingOrder);
    connect(m_table, &DataTable::sortRequested, this, [this](int column, Qt::SortOrder order) {
        m_shown->sort(column, order);
        m_table->setSortShown(column, order);
        revealFocus();
    });
    connect(m_table, &DataTable::currentRowChanged, this, &RulesPane::pointAtRow);
    connect(m_table, &DataTable::rowActivated, this, &RulesPane::followAlerts);
    m_table->setMenuHook([this](const QModelIndex &cell, QMenu &menu) { fillMenu(cell, menu); });
}

void RulesPane::refresh()
{
    if (m_snapshot != m_services.investigation.snapshot())
        takeSnapshot();
}

void RulesPane::takeSnapshot()
{
    m_snapshot = m_services.investigation.snapshot();
    const DetectionResult &detection = m_snapshot->detection;
    const bool ran = detection.rules.size() == m_snapshot->rules.size();
    m_quiet = true;
    m_model->setRules(m_snapshot->rules, ran ? detection.rules : std::vector<RuleOutcome>());
    m_quiet = false;
    setEmptyShown(m_model->rowCount() == 0);
    showCounts();
    showProblems();
    const Focus &focus = m_services.context.focus();
    if (m_snapshot->complete && m_shown->rowCount() > 0 && focusedRule(*m_snapshot, focus) < 0)
        pointAtRow(0); // a rule is looked at by default, so that the pane beside has something to show
}

void RulesPane::showCounts()
{
    using Filter = RuleFilterModel::Filter;
    const auto count = [this](Filter filter) { return countText(m_shown->countOf(filter)); };
    filterChip(Filter::All)->setText(tr("All %1").arg(count(Filter::All)));
    filterChip(Filter::WithAlerts)->setText(tr("With alerts %1").arg(count(Filter::WithAlerts)));
    filterChip(Filter::WithNearMisses)->setText(tr("With near misses %1").arg(count(Filter::WithNearMisses)));
    filterChip(Filter::NotEvaluable)->setText(tr("Not evaluable %1").arg(count(Filter::NotEvaluable)));
    for (ChipButton *chip : m_filters) {
        chip->setVisible(m_model->rowCount() > 0);
        chip->updateGeometry();
    }
}

void RulesPane::showProblems()
{
    QStringList files;
    for (const EvidenceFile &file : m_snapshot->evidence.files()) {
        if (file.kind == EvidenceKind::Rules && !file.report.places.empty())
            files << QStringLiteral("%1: %2").arg(file.name, file.report.places.front().message);
    }
    m_problems->setText(tr("%n file(s) with problems", nullptr, static_cast<int>(files.size())));
    m_problems->setToolTip(files.join(u'\n'));
    m_problems->setVisible(!files.isEmpty());
}

void RulesPane::revealFocus()
{
    if (!m_snapshot)
        return;
    const int row = m_shown->rowOf(focusedRule(*m_snapshot, m_services.context.focus()));
    m_quiet = true;
    if (row >= 0)
        m_table->revealRow(row);
    else
        m_table->setCurrentIndex({});
    m_quiet = false;
}

void RulesPane::pointAtRow(int row)
{
    if (m_quiet || row < 0)
        return;
    clearMessage();
    Focus focus = m_services.context.focus();
    focus.rule = ruleKey(m_model->rule(m_shown->ruleAt(row)));
    m_services.context.pointAt(focus);
}

Pivot RulesPane::alertsOf(int row) const
{
    const RuleView view{m_snapshot, static_cast<std::size_t>(m_shown->ruleAt(row))};
    Pivot pivot = alertsPivot(view);
    pivot.focus.rule = ruleKey(view.rule());
    return pivot;
}

void RulesPane::followAlerts(int row)
{
    const Pivot pivot = alertsOf(row);
    if (pivot.isPossible())
        m_services.context.follow(pivot);
    else
        showMessage(pivot.whyNot, Tone::Warning);
}

void RulesPane::fillMenu(const QModelIndex &cell, QMenu &menu)
{
    addPivotActions(menu, {alertsOf(cell.row())}, m_services.context);
    const Rule &rule = m_model->rule(m_shown->ruleAt(cell.row()));
    const auto copy = [&](const QString &title, const QString &text) {
        QAction *action = menu.addAction(title);
        action->setEnabled(!text.isEmpty());
        connect(action, &QAction::triggered, this, [text] { QApplication::clipboard()->setText(text); });
    };
    menu.addSeparator();
    copy(tr("Copy query"), shownQuery(rule));
    copy(tr("Copy rule id"), rule.id);
}

} // namespace wirecase
