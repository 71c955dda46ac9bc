#pragma once

#include "ui/panes/paneservices.h"
#include "ui/widgets/paneframe.h"

#include <QList>

class QAction;

namespace wirecase {

class DataTable;
class TableExporter;

/// A dockable pane: construct widgets, set model, connect context; work in refresh(), which runs only while the pane is
/// shown. A hidden pane, and one behind the tab of another, marks itself dirty and works when it is shown.
class Pane : public PaneFrame
{
    Q_OBJECT

public:
    Pane(const QString &title, const PaneServices &services, QWidget *parent);

    /// Actions for the menus, the command palette and the key sheet; shortcuts work within the window.
    [[nodiscard]] QList<QAction *> paneActions() const { return m_actions; }

    /// Whether a pane with which it shares its place is in front. Qt tells nobody: it puts the one behind off the
    /// screen.
    void setCovered(bool covered);
    [[nodiscard]] bool isShown() const { return isVisible() && !m_covered; }

signals:
    /// The analyst wants evidence, from an empty state.
    void addEvidenceRequested();
    /// The analyst wants to choose single files: rules, say.
    void addFilesRequested();

protected:
    /// Brings the pane up to date with context, snapshot and case.
    virtual void refresh() = 0;
    /// Moves the selection to the focus; the default does nothing.
    virtual void revealFocus() {}

    /// Whether the scope's query decides what the pane shows: then it says when a wrong query was not applied.
    [[nodiscard]] virtual bool obeysQuery() const { return false; }

    /// Now when shown, else when it is shown.
    void markDirty();
    void showEvent(QShowEvent *event) override;
    void addPaneAction(QAction *action);
    /// Offers the table for export, in its menu and among the pane's actions.
    TableExporter *addTableExport(DataTable &table);

    const PaneServices m_services;

private:
    void noteQueryProblem();
    void catchUp();

    const QString m_name; ///< its title at first
    QList<QAction *> m_actions;
    bool m_dirty = true;
    bool m_covered = false;
};

} // namespace wirecase
