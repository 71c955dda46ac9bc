#pragma once

#include "models/base/job.h"
#include "models/base/tablewriter.h"

#include <QAbstractTableModel>

#include <functional>
#include <memory>
#include <vector>

namespace wirecase {

/// What of a table goes into a file. The model is made, read and deleted on the worker: it is nobody else's.
struct TableExport
{
    std::function<std::unique_ptr<QAbstractItemModel>()> makeModel;
    std::vector<int> columns; ///< in the order to write
    int copyRole = Qt::DisplayRole;
};

/// Writes header and rows. Work for a Job.
[[nodiscard]] Status writeTable(const TableExport &what, TableFormat format, QIODevice &out, JobState &job);
/// The same into a file, which is replaced only when all of it was written; answers the SHA-256 of what was written.
[[nodiscard]] Result<QByteArray> saveTable(const TableExport &what, TableFormat format, const QString &path,
                                           JobState &job);

/// The cells of a table as they were at one moment.
struct CellTable
{
    QStringList titles;
    QVariantList alignments; ///< of the titles
    std::vector<QStringList> rows;
};

/// A table of no rows with the titles of these columns.
[[nodiscard]] CellTable titlesOf(const QAbstractItemModel &model, const std::vector<int> &columns);

/// Such cells as a model, for a worker.
class CellTableModel : public QAbstractTableModel
{
public:
    explicit CellTableModel(std::shared_ptr<const CellTable> table)
        : m_table(std::move(table))
    {
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    std::shared_ptr<const CellTable> m_table;
};

} // namespace wirecase
