#include "ui/panes/tableexport.h"

#include "models/evidence/hashingdevice.h"
#include "ui/widgets/tabletext.h"

#include <QCoreApplication>
#include <QSaveFile>

namespace wirecase {

namespace {

constexpr int stride = 1024;

std::vector<TableWriter::Column> columnsOf(const QAbstractItemModel &model, const std::vector<int> &columns)
{
    std::vector<TableWriter::Column> written;
    for (const int column : columns) {
        const int alignment = model.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt();
        written.push_back({columnTitle(model, column), (alignment & Qt::AlignRight) != 0});
    }
    return written;
}

Error notWritten(const QFileDevice &file)
{
    const QString message = QCoreApplication::translate("wirecase::TableExport", "The table could not be written: %1");
    return {Error::Code::Io, message.arg(file.errorString()), file.fileName(), -1};
}

} // namespace

Status writeTable(const TableExport &what, TableFormat format, QIODevice &out, JobState &job)
{
    const std::unique_ptr<const QAbstractItemModel> model = what.makeModel();
    TableWriter writer(out, format, columnsOf(*model, what.columns));
    if (const Status begun = writer.begin(); !begun)
        return begun;
    const int rows = model->rowCount();
    job.total = rows;
    for (int row = 0; row < rows; ++row) {
        if (job.cancelled)
            return Error::cancelled();
        if (row % stride == 0)
            job.done = row;
        QStringList cells;
        for (const int column : what.columns)
            cells << cellText(model->index(row, column), what.copyRole);
        if (const Status written = writer.writeRow(cells); !written)
            return written;
    }
    return writer.end();
}

Result<QByteArray> saveTable(const TableExport &what, TableFormat format, const QString &path, JobState &job)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return notWritten(file);
    HashingDevice hashing(file);
    if (const Status written = writeTable(what, format, hashing, job); !written)
        return written.error();
    if (!file.commit())
        return notWritten(file);
    return hashing.sha256();
}

CellTable titlesOf(const QAbstractItemModel &model, const std::vector<int> &columns)
{
    CellTable table;
    for (const int column : columns) {
        table.titles << columnTitle(model, column);
        table.alignments << model.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole);
    }
    return table;
}

int CellTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table->rows.size());
}

int CellTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table->titles.size());
}

QVariant CellTableModel::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    return m_table->rows[static_cast<std::size_t>(index.row())].value(index.column());
}

QVariant CellTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return m_table->alignments.value(section);
    return role == Qt::DisplayRole ? m_table->titles.value(section) : QVariant();
}

} // namespace wirecase
