#pragma once

#include "models/base/timeformat.h"
#include "models/context/pivotroles.h"
#include "models/correlation/trafficindex.h"

#include <QAbstractTableModel>

#include <vector>

namespace wirecase {

/// Conversations of captures and flow logs as one table: an index plus a permutation of its rows. GUI thread.
class TrafficTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    // Unscoped: columns and roles are ints to Qt.
    enum Column
    {
        FirstSeen,
        Source,
        Destination,
        ProtocolColumn,
        SeenInColumn,
        Packets,
        CaptureBytes,
        LogBytes,
        Nsg,
        Crypto,
        Secrets,
        // Of the captured conversation; see conversationValue().
        Transport,
        ServerName,
        State,
        Duration,
        PacketsSent, ///< by who opened it
        PacketsReceived,
        BytesSent,
        BytesReceived,
        Retransmissions,
        OutOfOrder,
        ZeroWindows,
        UnseenSegments,
        HandshakeRtt,
        ColumnCount
    };
    /// What delegates colour by: stable words as ints or keys, never the shown text.
    enum Role
    {
        SeenInRole = FirstModelRole, ///< int of SeenIn
        DecisionRole,                ///< "allowed", "denied", "mixed" or ""
        EncryptionRole,              ///< encryptionKey(): "clear", "tls" …
        SecretCountRole,             ///< quint32
        BytesDifferRole,             ///< bool: captures and log differ by more than framing explains
    };

    explicit TrafficTableModel(QObject *parent = nullptr);

    /// Shows these rows of the index, in this order.
    void setRows(TrafficIndexPtr index, std::vector<quint32> rows);
    void setTimeFormat(const TimeFormat &format);
    /// Whether times are told with their day: the rows of the index lie on several.
    [[nodiscard]] bool showsDays() const { return m_severalDays; }

    [[nodiscard]] const TrafficIndexPtr &traffic() const { return m_traffic; }
    [[nodiscard]] const std::vector<quint32> &rows() const { return m_rows; }
    /// The row that shows it, -1 when it is filtered away.
    [[nodiscard]] int rowOf(TrafficId id) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    void updateDays();

    TrafficIndexPtr m_traffic;
    std::vector<quint32> m_rows;
    TimeFormat m_timeFormat;
    bool m_severalDays = false; ///< then the first column shows dates
};

/// `rows` in the order of a column; rows that are equal there keep the order of the index.
[[nodiscard]] Result<std::vector<quint32>> sortedTraffic(const TrafficIndex &index, std::vector<quint32> rows,
                                                         TrafficTableModel::Column column, Qt::SortOrder order,
                                                         JobState &job);

} // namespace wirecase
