#include "ui/panes/journalpane.h"

#include "models/casefile/casefile.h"
#include "models/context/investigationcontext.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/datatable.h"

namespace wirecase {

JournalPane::JournalPane(const PaneServices &services, QWidget *parent)
    : Pane(tr("Journal"), services, parent)
    , m_model(services.caseFile)
    , m_table(new DataTable(this))
    , m_count(addCountChip())
    , m_check(addCountChip())
{
    m_table->setModel(&m_model);
    m_table->setCopyRole(CopyRole);
    m_table->setAccessibleName(tr("Acts in this case"));
    m_table->setItemDelegateForColumn(JournalTableModel::Time, new MonoDelegate(m_table));
    m_table->setColumnPlan({{4, 6, 3}, {19, 20, 0}, {7, 14, 4}, {14, 22, 0}, {16, 34, 0}, {8, 26, 2}, {8, 26, 1}});
    addTableExport(*m_table);
    setBody(m_table);
    setEmptyState(tr("Nothing was done in this case yet."));
    connect(&services.caseFile, &CaseFile::journalChanged, this, &JournalPane::markDirty);
}

void JournalPane::refresh()
{
    m_model.setTimeFormat(m_services.context.timeFormat());
    const JournalCheck &check = m_services.caseFile.journalCheck();
    m_count->setText(tr("%n act(s)", nullptr, m_model.rowCount()));
    m_check->setText(check.intact ? tr("chain intact") : tr("chain broken at %1").arg(check.brokenAt));
    m_check->setTone(check.intact ? Tone::Good : Tone::Bad);
    m_check->setToolTip(check.message);
    setEmptyShown(m_model.rowCount() == 0);
}

} // namespace wirecase
