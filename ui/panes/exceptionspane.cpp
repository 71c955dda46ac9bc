#include "ui/panes/exceptionspane.h"

#include "models/casefile/caseeditor.h"
#include "models/casefile/casefile.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "ui/panes/exceptiondialog.h"
#include "ui/panes/exceptiondraft.h"
#include "ui/panes/exceptionexport.h"
#include "ui/panes/exceptiontablemodel.h"
#include "ui/panes/ruletext.h"
#include "ui/panes/tablecolumns.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/datatable.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>

#include <algorithm>

namespace wirecase {

namespace {

Tone standingTone(const QModelIndex &row)
{
    using Standing = ExceptionTableModel::Standing;
    switch (static_cast<Standing>(row.data(ExceptionTableModel::StandingRole).toInt())) {
    case Standing::Applied:
        return Tone::Good;
    case Standing::NotApplicable:
    case Standing::Expired:
        return Tone::Warning;
    case Standing::Kept:
        return Tone::Accent;
    case Standing::Unused:
        break;
    }
    return Tone::Muted;
}

} // namespace

ExceptionsPane::ExceptionsPane(const PaneServices &services, QWidget *parent)
    : Pane(tr("Exceptions"), services, parent)
    , m_model(new ExceptionTableModel(this))
    , m_table(new DataTable(this))
    , m_loaded(addCountChip())
    , m_drafts(addCountChip({}, Tone::Accent))
    , m_try(new QAction(tr("Try exception…"), this))
{
    setUpTable();
    addTableExport(*m_table);
    setBody(m_table);
    m_try->setObjectName(QStringLiteral("try"));
    addHeaderAction(m_try);
    setEmptyShown(true);
    connect(m_try, &QAction::triggered, this, &ExceptionsPane::tryOnFocus);
    connect(&services.caseFile, &CaseFile::exceptionsChanged, this, &ExceptionsPane::markDirty);
}

void ExceptionsPane::setUpTable()
{
    m_table->setAccessibleName(tr("Exceptions"));
    m_table->setModel(m_model);
    m_table->setCopyRole(CopyRole);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(ExceptionTableModel::Condition, new MonoDelegate(m_table));
    m_table->setItemDelegateForColumn(ExceptionTableModel::State, new BadgeDelegate(standingTone, m_table));
    m_table->horizontalHeader()->setSectionsClickable(false);
    m_table->setColumnPlan({{12, 24, 0}, {10, 22, 3}, {14, 70, 2}, {11, 12, 1}, {12, 20, 0}});
    keepColumns(*m_table, m_services.settings, QStringLiteral("exceptions/columns"));
    connect(m_table, &DataTable::rowActivated, this, &ExceptionsPane::edit);
    m_table->setMenuHook([this](const QModelIndex &cell, QMenu &menu) { fillMenu(cell.row(), menu); });
}

void ExceptionsPane::refresh()
{
    m_snapshot = m_services.investigation.snapshot();
    m_model->setTimeFormat(m_services.context.timeFormat());
    const CaseFile &file = m_services.caseFile;
    m_model->setRows(exceptionRows(*m_snapshot, file.state().exceptions, file.nowNs()));
    setEmptyShown(m_model->rowCount() == 0);
    showCounts();
}

void ExceptionsPane::revealFocus()
{
    const Alert *alert = alertToDraftFrom();
    m_try->setEnabled(alert);
    setEmptyState(
        alert ? tr("No exceptions came with the rules. One is drafted from an alert, and tried before it is kept.")
              : tr("No exceptions came with the rules. To draft one, choose an alert, or a rule that raised one."),
        alert ? m_try : nullptr);
    m_try->setToolTip(alert ? tr("Drafts an exception from the alert “%1” of %2")
                                  .arg(alert->ruleName, m_services.context.timeFormat().dateTime(alert->timeNs))
                            : tr("Choose an alert, or a rule that raised one: the draft is made from it"));
}

const Alert *ExceptionsPane::alertToDraftFrom() const
{
    const Snapshot &snapshot = *m_services.investigation.snapshot();
    const Focus &focus = m_services.context.focus();
    const int at = focusedRule(snapshot, focus);
    if (at < 0)
        return nullptr;
    const QString &ruleId = snapshot.rules[static_cast<std::size_t>(at)].id;
    const Alert *chosen = snapshot.alert(focus.alert);
    if (chosen && chosen->ruleId == ruleId)
        return chosen;
    const auto &alerts = snapshot.detection.alerts;
    const auto first = std::ranges::find(alerts, ruleId, &Alert::ruleId);
    return first == alerts.end() ? nullptr : &*first;
}

void ExceptionsPane::showCounts()
{
    const auto loaded = static_cast<int>(m_snapshot->exceptions.size());
    const auto drafts = static_cast<int>(m_services.caseFile.state().exceptions.size());
    m_loaded->setText(tr("%n loaded", nullptr, loaded));
    m_loaded->setVisible(loaded > 0);
    m_drafts->setText(tr("%n draft(s)", nullptr, drafts));
    m_drafts->setVisible(drafts > 0);
}

void ExceptionsPane::fillMenu(int row, QMenu &menu)
{
    const ExceptionTableModel::Row &chosen = m_model->at(row);
    QAction *copy = menu.addAction(tr("Copy KQL"));
    copy->setEnabled(!chosen.condition.isEmpty());
    connect(copy, &QAction::triggered, this,
            [condition = chosen.condition] { QApplication::clipboard()->setText(condition); });
    connect(menu.addAction(tr("Export JSON…")), &QAction::triggered, this, [this, row] { exportRow(row); });
    if (chosen.keptId.isEmpty() || m_services.caseFile.isReadOnly())
        return;
    menu.addSeparator();
    connect(menu.addAction(tr("Change…")), &QAction::triggered, this, [this, row] { edit(row); });
    connect(menu.addAction(tr("Remove from the case")), &QAction::triggered, this,
            [this, id = chosen.keptId] { remove(id); });
}

void ExceptionsPane::tryOnFocus()
{
    const Alert *alert = alertToDraftFrom();
    const auto draft = alert ? draftFor(*m_services.investigation.snapshot(), alert->key) : std::nullopt;
    if (draft)
        openDialog(*draft);
}

void ExceptionsPane::edit(int row)
{
    const CaseException *kept = m_services.caseFile.state().exception(m_model->at(row).keptId);
    if (!kept)
        return showMessage(tr("This exception came with the rules: it is changed where they are kept."), Tone::Accent);
    const auto draft = draftOf(*kept);
    if (!draft)
        return showMessage(draft.error().message, Tone::Bad);
    clearMessage();
    openDialog(*draft);
}

void ExceptionsPane::openDialog(const ExceptionDraft &draft)
{
    auto *dialog = new ExceptionDialog(m_services, draft, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ExceptionsPane::exportRow(int row)
{
    const ExceptionTableModel::Row &chosen = m_model->at(row);
    const Status written = exportException(chosen.json, chosen.name, this);
    if (!written && written.error().code != Error::Code::Cancelled)
        showMessage(written.error().text(), Tone::Bad);
}

void ExceptionsPane::remove(const QString &keptId)
{
    if (const Status removed = m_services.editor.removeException(keptId); !removed)
        showMessage(removed.error().text(), Tone::Bad);
}

} // namespace wirecase
