#pragma once

#include "models/base/job.h"
#include "models/base/timeformat.h"
#include "models/capture/capturesnapshot.h"
#include "models/capture/packetmasks.h"

#include <QAbstractTableModel>
#include <QCache>

#include <set>
#include <vector>

namespace wirecase {

/// Packets as a table: an index plus a permutation of its rows. Lives in the GUI thread. The info text is dissected on
/// a worker for a window of rows around those asked for; until it arrives a row shows what the index knows.
class PacketTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Number,
        Time,
        Source,
        Destination,
        Proto,
        Length,
        Info,
        File,
        ColumnCount
    };

    explicit PacketTableModel(QObject *parent = nullptr);
    ~PacketTableModel() override;

    /// Shows these rows of the index, in this order.
    void setRows(const CaptureSnapshot &capture, std::vector<quint32> rows);
    /// Shows more rows of a later snapshot of the same index, after those that are there.
    void appendRows(const CaptureSnapshot &capture, const std::vector<quint32> &rows);
    void setTimeFormat(const TimeFormat &format);
    /// Where secrets are that only whole streams give away.
    void setMasks(PacketMasksPtr masks);

    [[nodiscard]] const CaptureSnapshot &capture() const { return m_capture; }
    [[nodiscard]] const std::vector<quint32> &rows() const { return m_rows; }
    /// The row that shows this packet, -1 when none does. A search from the start when rows are not ascending.
    [[nodiscard]] int rowOf(PacketId packet) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct InfoBatch;

    [[nodiscard]] QString infoText(quint32 packet) const;
    void wantInfo(quint32 packet) const;
    void fetchInfo();
    void storeInfo(const InfoBatch &batch);
    void forgetInfo();

    CaptureSnapshot m_capture;
    std::vector<quint32> m_rows;
    bool m_ascending = true;
    TimeFormat m_timeFormat;
    PacketMasksPtr m_masks;
    // Asking for a cell only notes what is missing; a queued call fetches it.
    mutable QCache<quint32, QString> m_info;
    mutable std::set<quint32> m_wanted;
    mutable bool m_fetchQueued = false;
    Job m_infoJob;
};

/// The rows in the order of a column; ties stay in packet order. Info sorts as shown before it is dissected: by
/// protocol.
[[nodiscard]] Result<std::vector<quint32>> sortedPackets(const PacketIndex &packets, std::vector<quint32> rows,
                                                         PacketTableModel::Column column, Qt::SortOrder order,
                                                         JobState &job);

/// Info text of a packet, secrets masked: what the table shows. Reads the packet; for workers and the CLI.
[[nodiscard]] QString packetInfo(const PacketIndex &packets, PacketId packet, const PacketMasks *masks = nullptr);

} // namespace wirecase
