#include "ui/panes/packettable.h"

#include "models/capture/packettablemodel.h"
#include "ui/panes/packetsigns.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/datatable.h"

#include <QPainter>

namespace wirecase {

namespace {

/// Bold, in accent and with a dot before it when the packet is marked: not by colour alone. A comment takes the place
/// of the dot, for who comments also marks.
class NumberDelegate : public CellDelegate
{
public:
    NumberDelegate(std::function<bool(const QModelIndex &)> isMarked, QObject *parent)
        : CellDelegate(parent)
        , m_isMarked(std::move(isMarked))
    {
        setTone([this](const QModelIndex &cell) { return m_isMarked(cell) ? Tone::Accent : Tone::Muted; });
    }

protected:
    [[nodiscard]] QFont cellFont(const QStyleOptionViewItem &option, const QModelIndex &cell) const override
    {
        return m_isMarked(cell) ? strongFont(option.font) : option.font;
    }

    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QRect &box,
                      const QModelIndex &cell) const override
    {
        const int sign = signWidth(option.font);
        const auto relation = static_cast<PacketRelation>(cell.data(PacketTableModel::RelationRole).toInt());
        const Theme &theme = Theme::of(option.palette);
        // As high as the row, so that the line goes on from row to row.
        paintRelation(painter, QRect(box.left(), option.rect.top(), sign, option.rect.height()), relation,
                      rowInk(theme, ColorRole::Accent, option.state & QStyle::State_Selected));
        const QRect rest = box.adjusted(sign, 0, 0, 0);
        CellDelegate::paintContent(painter, option, rest, cell);
        const qreal radius = box.height() * 0.11;
        const auto remark = static_cast<PacketRemark>(cell.data(PacketTableModel::RemarkRole).toInt());
        const qreal side = box.height() * 0.36;
        if (remark == PacketRemark::Case || (remark == PacketRemark::Capture && !m_isMarked(cell)))
            paintRemark(painter, {rest.left() + 0.5, rest.center().y() + 1 - side / 2, side * 1.15, side}, remark,
                        painter.pen().color());
        else if (m_isMarked(cell))
            paintDot(painter, {rest.left() + radius, rest.center().y() + 0.5}, radius, painter.pen().color());
    }

private:
    std::function<bool(const QModelIndex &)> m_isMarked;
};

/// A shape in the colour of the protocol's class, then its name.
class ProtocolDelegate : public CellDelegate
{
public:
    using CellDelegate::CellDelegate;

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QRect &box,
                      const QModelIndex &cell) const override
    {
        const int sign = signWidth(option.font);
        const auto shown = static_cast<ProtocolClass>(cell.data(PacketTableModel::ProtocolClassRole).toInt());
        paintProtocolClass(painter, QRect(box.left(), box.top(), sign, box.height()), shown, Theme::of(option.palette));
        CellDelegate::paintContent(painter, option, box.adjusted(sign + 3, 0, 0, 0), cell);
    }
};

/// The name of a file without its folders, which are the same for most and would hide what differs: the end.
class FileDelegate : public CellDelegate
{
public:
    using CellDelegate::CellDelegate;

protected:
    void paintContent(QPainter &painter, const QStyleOptionViewItem &, const QRect &box,
                      const QModelIndex &cell) const override
    {
        const QString name = cell.data().toString().section(u'/', -1);
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(name, Qt::ElideLeft, box.width()));
    }
};

} // namespace

void dressPacketTable(DataTable &table, std::function<bool(const QModelIndex &)> isMarked)
{
    table.setItemDelegateForColumn(PacketTableModel::Number, new NumberDelegate(std::move(isMarked), &table));
    auto *mono = new MonoDelegate(&table);
    for (const int column : {PacketTableModel::Time, PacketTableModel::Source, PacketTableModel::Destination})
        table.setItemDelegateForColumn(column, mono);
    table.setItemDelegateForColumn(PacketTableModel::Proto, new ProtocolDelegate(&table));
    table.setItemDelegateForColumn(PacketTableModel::File, new FileDelegate(&table));
    planPacketColumns(table, PacketTableModel::TimeShown::OfDay);
    for (const int column : {PacketTableModel::File, PacketTableModel::SinceRow, PacketTableModel::SinceReference,
                             PacketTableModel::Comment})
        table.setColumnOffered(column, false);
}

void planPacketColumns(DataTable &table, PacketTableModel::TimeShown shown)
{
    using TimeShown = PacketTableModel::TimeShown;
    const int time = shown == TimeShown::OfDay ? 12 : shown == TimeShown::WithDay ? 19 : 23;
    // The info, last, takes the width that is left. Where there is little, the file goes first, which the packet's own
    // pane names, then what the rest of the conversation tells; the time stays longest.
    table.setColumnPlan({{7, 9, 0},
                         {12, 18, 5},
                         {time, time, 1},
                         {12, 13, 7},
                         {12, 13, 1},
                         {12, 15, 1},
                         {12, 15, 2},
                         {7, 8, 3},
                         {5, 6, 6},
                         {5, 6, 4},
                         {8, 30, 8},
                         {13, 70, 0}});
}

} // namespace wirecase
