#pragma once

#include "models/base/timeformat.h"
#include "models/context/pivotroles.h"
#include "models/correlation/trafficgroups.h"

#include <QAbstractTableModel>

namespace wirecase {

/// Groups of traffic as a table. GUI thread.
class TrafficGroupModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Group,
        Name,
        Conversations,
        Hosts,
        PacketsSent,
        PacketsReceived,
        BytesSent,
        BytesReceived,
        LogBytes,
        Denied,
        Secrets,
        FirstSeen,
        LastSeen,
        ColumnCount
    };

    using Groups = std::shared_ptr<const std::vector<TrafficGroup>>;

    explicit TrafficGroupModel(QObject *parent = nullptr);

    void setGroups(Groups groups, TrafficGrouping grouping);
    void setTimeFormat(const TimeFormat &format);
    [[nodiscard]] const Groups &groups() const { return m_groups; } ///< never null
    [[nodiscard]] TrafficGrouping grouping() const { return m_grouping; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString title(int column) const;

    Groups m_groups;
    TrafficGrouping m_grouping = TrafficGrouping::Host;
    TimeFormat m_timeFormat;
};

/// Groups in the order of a column; those that are equal there keep their order. Work for a Job.
[[nodiscard]] Result<std::vector<TrafficGroup>> sortedGroups(std::vector<TrafficGroup> groups, TrafficGrouping grouping,
                                                             TrafficGroupModel::Column column, Qt::SortOrder order,
                                                             JobState &job);

} // namespace wirecase
