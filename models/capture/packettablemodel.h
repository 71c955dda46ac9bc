#pragma once

#include "models/base/job.h"
#include "models/base/timeformat.h"
#include "models/capture/capturesnapshot.h"
#include "models/capture/packetinfo.h"
#include "models/capture/packetmasks.h"
#include "models/capture/packetrelation.h"
#include "models/capture/packetremark.h"
#include "models/context/pivotroles.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QTimer>

#include <optional>
#include <vector>

namespace wirecase {

/// Packets as a table: an index plus a permutation of its rows. Lives in the GUI thread. The info text is dissected on
/// a worker for the rows asked for; until it arrives a row shows what the index knows.
class PacketTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Number,
        File,
        Time,
        SinceRow,
        SinceReference,
        Source,
        Destination,
        Proto,
        ConversationNumber,
        Length,
        Comment, ///< of the case, then of the capture file
        Info,
        ColumnCount
    };

    enum Role
    {
        RelationRole = FirstModelRole, ///< PacketRelation to the conversation of setRelated(), as an int
        ProtocolClassRole,             ///< ProtocolClass of what Proto says, as an int
        RemarkRole,                    ///< PacketRemark, as an int
    };

    explicit PacketTableModel(QObject *parent = nullptr);

    /// Shows these rows of the index, in this order.
    void setRows(const CaptureSnapshot &capture, std::vector<quint32> rows);
    /// Shows the rows of a later snapshot of the same builder. They begin with those that are there. Views are told of
    /// many a part at a time: rowCount() comes after rows().
    void growRows(const CaptureSnapshot &capture, std::vector<quint32> rows);
    void setTimeFormat(const TimeFormat &format);
    /// With what times are told: with their day when the files span more than one.
    enum class TimeShown
    {
        OfDay,
        WithDay,
        WithYear
    };
    [[nodiscard]] TimeShown timeShown() const { return m_timeShown; }
    /// Where secrets are that only whole streams give away.
    void setMasks(PacketMasksPtr masks);
    [[nodiscard]] const PacketMasksPtr &masks() const { return m_masks; }

    /// The packet from which SinceReference counts; none leaves the column empty. Another capture forgets it.
    void setTimeReference(std::optional<PacketId> packet);
    [[nodiscard]] std::optional<PacketId> timeReference() const { return m_timeReference; }

    /// The conversation to which packets are related. Another capture forgets it.
    void setRelated(std::optional<ConversationId> conversation);

    /// What the case says of packets. Another capture forgets it.
    void setRemarks(const PacketRemarks &remarks);
    [[nodiscard]] const PacketRemarks &remarks() const { return m_remarks; }

    [[nodiscard]] const CaptureSnapshot &capture() const { return m_capture; }
    [[nodiscard]] const std::vector<quint32> &rows() const { return *m_rows; }
    /// The same for a worker: a copy of millions would be felt. Never null.
    [[nodiscard]] const std::shared_ptr<const std::vector<quint32>> &sharedRows() const { return m_rows; }
    /// The row that shows this packet, -1 when none does. Rows that are not ascending are searched from the start.
    [[nodiscard]] int rowOf(PacketId packet) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Wanted
    {
        int row = 0;
        quint32 packet = 0;
        QString text;
    };

    /// A time that the rows have: the offset of a zone depends on it.
    [[nodiscard]] qint64 zoneTimeNs() const;
    [[nodiscard]] TimeShown neededTime() const;
    [[nodiscard]] QString text(int row, Column column) const;
    [[nodiscard]] QString timeText(qint64 timeNs) const;
    /// Since the row above, in whatever order the rows are.
    [[nodiscard]] QString sinceRowText(int row, qint64 timeNs) const;
    [[nodiscard]] QString sinceReferenceText(const PacketRow &packet) const;
    [[nodiscard]] PacketRelation relation(PacketId packet) const;
    [[nodiscard]] QVariant toolTip(int row, PacketId packet, Column column) const;
    [[nodiscard]] QString numberToolTip(PacketId packet) const;
    [[nodiscard]] PacketRemark remarkKind(PacketId packet) const;
    [[nodiscard]] QString commentText(PacketId packet, const QString &separator) const;
    [[nodiscard]] QString infoText(int row, const PacketRow &packet) const;
    /// At once, for a copy: what is not on the screen was never asked for.
    [[nodiscard]] QString readInfo(PacketId packet) const;
    [[nodiscard]] QString filterText(const PacketRow &packet, Column column) const;
    [[nodiscard]] QVariant sortKey(const PacketRow &packet, Column column) const;
    void tellMore();
    void fetchInfo();
    void storeInfo(const std::vector<Wanted> &batch);
    void forgetInfo();

    CaptureSnapshot m_capture;
    std::shared_ptr<const std::vector<quint32>> m_rows = std::make_shared<const std::vector<quint32>>();
    std::size_t m_told = 0; ///< of m_rows, to the views
    QTimer m_tellTimer;
    bool m_isAscending = true;
    TimeFormat m_timeFormat;
    TimeShown m_timeShown = TimeShown::OfDay;
    std::optional<PacketId> m_timeReference;
    std::optional<ConversationId> m_related;
    PacketRemarks m_remarks;
    PacketMasksPtr m_masks;
    // Painting a cell only notes what it lacks; the timer then fetches all of a screen at once.
    mutable QCache<quint32, QString> m_info;
    mutable std::vector<Wanted> m_wanted;
    mutable QTimer m_fetchTimer;
    Job m_infoJob;
};

/// The rows in the order of a column; ties stay in packet order. Info, which no index holds, sorts by protocol; Comment
/// puts packets that the case remarks on first, then those that their file does.
[[nodiscard]] Result<std::vector<quint32>> sortedPackets(const PacketIndex &packets, std::vector<quint32> rows,
                                                         PacketTableModel::Column column, Qt::SortOrder order,
                                                         JobState &job, const PacketRemarks &remarks = {});

} // namespace wirecase
