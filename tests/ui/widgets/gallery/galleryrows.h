#pragma once

#include "ui/widgets/fieldtreemodel.h"
#include "ui/widgets/timelane.h"

#include <QAbstractTableModel>

namespace wirecase {

/// Rows made up for looking at a table; the texts are repeated over as many rows as asked for.
class GalleryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Column
    {
        QString title;
        bool right = false;
    };

    GalleryModel(std::vector<Column> columns, std::vector<QStringList> rows, int rowCount, QObject *parent);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<Column> m_columns;
    std::vector<QStringList> m_rows;
    int m_rowCount;
};

[[nodiscard]] std::vector<TimeLane> galleryLanes();
[[nodiscard]] TimeRange galleryRange();
[[nodiscard]] std::vector<FieldItem> galleryFields();

} // namespace wirecase
