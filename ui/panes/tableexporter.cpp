#include "ui/panes/tableexporter.h"

#include "models/casefile/caseeditor.h"
#include "models/evidence/outputpath.h"
#include "ui/panes/evidencepaths.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/paneframe.h"
#include "ui/widgets/tabletext.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>

namespace wirecase {

namespace {

/// Cells taken over row by row, until the table changes.
struct Gathering
{
    std::shared_ptr<CellTable> cells;
    QPointer<const QAbstractItemModel> source;
    std::vector<int> columns;
    int copyRole = Qt::DisplayRole;
    int next = 0;

    bool addRow()
    {
        if (!source || next >= source->rowCount())
            return false;
        QStringList row;
        for (const int column : columns)
            row << cellText(source->index(next, column), copyRole);
        cells->rows.push_back(std::move(row));
        return ++next < source->rowCount();
    }
};

std::vector<int> firstColumns(std::size_t count)
{
    std::vector<int> columns;
    for (std::size_t i = 0; i < count; ++i)
        columns.push_back(static_cast<int>(i));
    return columns;
}

} // namespace

TableExporter::TableExporter(PaneFrame &pane, DataTable &table, const PaneServices &services)
    : QObject(&pane)
    , m_pane(pane)
    , m_table(table)
    , m_services(services)
    , m_action(new QAction(tr("Export table…"), this))
    , m_gathering(this)
    , m_job(this, &services.jobs, tr("Exporting a table"))
{
    m_action->setToolTip(tr("Write the shown rows and columns to a file, as CSV or JSON"));
    connect(m_action, &QAction::triggered, this, &TableExporter::ask);
    table.setExportAction(m_action);
}

void TableExporter::ask()
{
    if (m_table.model()->rowCount() == 0)
        return m_pane.showMessage(tr("There is no row to export."), Tone::Accent);
    const QString csv = tr("Comma-separated values (*.csv)");
    const QString name = m_pane.title().toLower().replace(u' ', u'-') + QStringLiteral(".csv");
    QString chosen;
    QString path = QFileDialog::getSaveFileName(&m_pane, tr("Export the table"), name,
                                                csv + QStringLiteral(";;") + tr("JSON (*.json)"), &chosen);
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += chosen == csv ? QStringLiteral(".csv") : QStringLiteral(".json");
    exportTo(path);
}

void TableExporter::exportTo(const QString &path)
{
    if (const Status free = mayBeWritten(path, evidencePaths(m_services.investigation)); !free)
        return m_pane.showMessage(free.error().message, Tone::Bad);
    if (m_prepare)
        save({m_prepare(), m_table.chosenColumns(), m_table.copyRole()}, path);
    else
        gather(path);
}

void TableExporter::gather(const QString &path)
{
    const QAbstractItemModel *source = m_table.model();
    const auto gathering = std::make_shared<Gathering>();
    gathering->source = source;
    gathering->columns = m_table.chosenColumns();
    gathering->copyRole = m_table.copyRole();
    gathering->cells = std::make_shared<CellTable>(titlesOf(*source, gathering->columns));
    m_gathering.cancel();
    source->disconnect(&m_gathering);
    const auto giveUp = [this] {
        if (!m_gathering.isRunning())
            return;
        m_gathering.cancel();
        m_pane.showMessage(tr("The table changed while it was exported; nothing was written."), Tone::Warning);
    };
    connect(source, &QAbstractItemModel::modelAboutToBeReset, &m_gathering, giveUp);
    connect(source, &QAbstractItemModel::layoutAboutToBeChanged, &m_gathering, giveUp);
    m_gathering.start([gathering] { return gathering->addRow(); },
                      [this, gathering, path] {
                          TableExport what;
                          what.columns = firstColumns(gathering->columns.size());
                          what.makeModel = [cells = gathering->cells] {
                              return std::make_unique<CellTableModel>(cells);
                          };
                          save(std::move(what), path);
                      });
}

void TableExporter::save(TableExport what, const QString &path)
{
    m_job.start(
        [what = std::move(what), path](JobState &job) { return saveTable(what, tableFormatOf(path), path, job); },
        [this, path](const Result<QByteArray> &sha256) { tell(path, sha256); });
}

void TableExporter::tell(const QString &path, const Result<QByteArray> &sha256)
{
    if (sha256) {
        m_services.editor.tellExport(path, *sha256);
        m_pane.showMessage(tr("Exported to %1.").arg(QFileInfo(path).fileName()), Tone::Good);
        emit exported(path);
    } else if (sha256.error().code != Error::Code::Cancelled) {
        m_pane.showMessage(sha256.error().message, Tone::Bad);
    }
}

} // namespace wirecase
