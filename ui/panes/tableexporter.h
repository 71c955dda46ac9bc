#pragma once

#include "models/base/slicedwork.h"
#include "ui/panes/paneservices.h"
#include "ui/panes/tableexport.h"

class QAction;

namespace wirecase {

class DataTable;
class PaneFrame;

/// Writes the shown rows and columns of a table to a file that the analyst names, as CSV or JSON, and tells the journal
/// so. Belongs to the pane. Small tables are gathered here, in slices; one that may be large says how a worker makes
/// its model anew.
class TableExporter : public QObject
{
    Q_OBJECT

public:
    using MakeModel = std::function<std::unique_ptr<QAbstractItemModel>()>;

    TableExporter(PaneFrame &pane, DataTable &table, const PaneServices &services);

    /// `prepare` is asked in the GUI thread; what it answers is called on a worker.
    void setMakeModel(std::function<MakeModel()> prepare) { m_prepare = std::move(prepare); }
    [[nodiscard]] QAction *action() const { return m_action; }
    void exportTo(const QString &path);

signals:
    void exported(const QString &path);

private:
    void ask();
    void gather(const QString &path);
    void save(TableExport what, const QString &path);
    void tell(const QString &path, const Result<QByteArray> &sha256);

    PaneFrame &m_pane;
    DataTable &m_table;
    const PaneServices m_services;
    std::function<MakeModel()> m_prepare;
    QAction *m_action;
    SlicedWork m_gathering;
    Job m_job;
};

} // namespace wirecase
