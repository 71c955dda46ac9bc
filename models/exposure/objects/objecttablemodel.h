#pragma once

#include "models/base/job.h"
#include "models/base/timeformat.h"
#include "models/exposure/objects/networkobject.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace wirecase {

/// Objects that crossed the network as a table. GUI thread.
class ObjectTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Time,
        Name,
        Type,
        Size,
        Missing,
        ProtocolColumn,
        Sender,
        Receiver,
        Path,
        ClaimedType,
        Hash,
        ConversationNumber,
        ColumnCount
    };

    using Objects = std::shared_ptr<const std::vector<NetworkObject>>;

    explicit ObjectTableModel(QObject *parent = nullptr);

    void setObjects(Objects objects);
    void setTimeFormat(const TimeFormat &format);
    [[nodiscard]] const Objects &objects() const { return m_objects; } ///< never null

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString text(const NetworkObject &object, Column column) const;

    Objects m_objects;
    TimeFormat m_timeFormat;
};

/// Orders by a column; those that are equal there keep their order. Work for a Job.
void sortObjects(std::vector<NetworkObject> &objects, ObjectTableModel::Column column, Qt::SortOrder order);

} // namespace wirecase
