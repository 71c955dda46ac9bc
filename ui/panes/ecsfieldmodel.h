#pragma once

#include <QAbstractTableModel>
#include <QJsonObject>

#include <vector>

namespace wirecase {

/// The fields of one document, flattened: a row per leaf, sorted by name. Arrays of scalars are one row.
class EcsFieldModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        FieldColumn,
        ValueColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setDocument(const QJsonObject &document);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    struct Field
    {
        QString name;
        QString value;
    };

    void flatten(const QString &name, const QJsonValue &value, int depth);

    std::vector<Field> m_fields;
};

} // namespace wirecase
