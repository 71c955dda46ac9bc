#include "ui/panes/pane.h"

#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "ui/panes/tableexporter.h"

#include <QAction>
#include <QShowEvent>

#include <utility>

namespace wirecase {

Pane::Pane(const QString &title, const PaneServices &services, QWidget *parent)
    : PaneFrame(title, parent)
    , m_services(services)
    , m_name(title)
{
    connect(&services.context, &InvestigationContext::scopeChanged, this, &Pane::markDirty);
    connect(&services.context, &InvestigationContext::timeFormatChanged, this, &Pane::markDirty);
    connect(&services.investigation, &Investigation::snapshotChanged, this, &Pane::markDirty);
    connect(&services.context, &InvestigationContext::queryProblemChanged, this, &Pane::noteQueryProblem);
    connect(&services.context, &InvestigationContext::focusChanged, this, [this] {
        if (isShown() && !m_dirty)
            revealFocus();
    });
}

void Pane::markDirty()
{
    m_dirty = !isShown();
    if (m_dirty)
        return;
    refresh();
    revealFocus();
}

void Pane::noteQueryProblem()
{
    if (!obeysQuery())
        return;
    const bool wrong = !m_services.context.queryProblem().isEmpty();
    setNote(wrong ? tr("The filter has an error; shown are the rows of the filter before.") : QString());
}

void Pane::showEvent(QShowEvent *event)
{
    PaneFrame::showEvent(event);
    if (!m_covered)
        catchUp();
}

void Pane::setCovered(bool covered)
{
    if (std::exchange(m_covered, covered) && !covered && isVisible())
        catchUp();
}

void Pane::catchUp()
{
    noteQueryProblem();
    if (m_dirty)
        markDirty();
    else
        revealFocus();
}

void Pane::addPaneAction(QAction *action)
{
    m_actions << action;
    action->setProperty("group", m_name); // where it works, for the key sheet
    addAction(action);
}

TableExporter *Pane::addTableExport(DataTable &table)
{
    auto *exporter = new TableExporter(*this, table, m_services);
    addPaneAction(exporter->action());
    return exporter;
}

} // namespace wirecase
