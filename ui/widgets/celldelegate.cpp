#include "ui/widgets/celldelegate.h"

#include "ui/theme/metrics.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace wirecase {

namespace {

constexpr int cellMargin = 8;

QString textOf(const QModelIndex &index)
{
    return index.data(Qt::DisplayRole).toString();
}

Qt::Alignment alignmentOf(const QModelIndex &index)
{
    const QVariant asked = index.data(Qt::TextAlignmentRole);
    const auto alignment = asked.isValid() ? Qt::Alignment(asked.toInt()) : Qt::Alignment(Qt::AlignLeft);
    return (alignment & Qt::AlignHorizontal_Mask) | Qt::AlignVCenter;
}

} // namespace

CellDelegate::CellDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.palette);
    painter->save();
    const bool selected = option.state & QStyle::State_Selected;
    painter->fillRect(option.rect, theme.color(selected ? ColorRole::Selection : ColorRole::Pane));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      theme.color(ColorRole::Line));
    painter->setFont(cellFont(option, index));
    painter->setPen(rowInk(theme, textColorOf(toneOf(index)), selected));
    painter->setClipRect(option.rect, Qt::IntersectClip);
    QRect box = option.rect.adjusted(cellMargin, 0, -cellMargin, -1);
    if (m_secondPlace && !m_secondPlace().isEmpty()) {
        paintSecondLine(*painter, option, index);
        box.setHeight(rowHeight(QFontMetrics(option.font)));
    }
    if (index.data(Qt::CheckStateRole).isValid())
        box.setLeft(paintCheck(*painter, option, index) + cellMargin);
    paintContent(*painter, option, box, index);
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange))
        paintFocusFrame(*painter, QRectF(option.rect).adjusted(0, 0, 0, -1), 3, theme);
    painter->restore();
}

void CellDelegate::setSecondLine(std::function<QString(const QModelIndex &)> text, std::function<QRect()> place)
{
    m_secondLine = std::move(text);
    m_secondPlace = std::move(place);
}

void CellDelegate::paintSecondLine(QPainter &painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    const QFontMetrics metrics(option.font);
    const QRect across = m_secondPlace();
    const QRect box(across.left() + cellMargin, option.rect.bottom() - metrics.lineSpacing() - 4,
                    across.width() - 2 * cellMargin, metrics.lineSpacing());
    painter.save();
    painter.setFont(option.font);
    painter.setPen(rowInk(Theme::of(option.palette), ColorRole::Muted, option.state & QStyle::State_Selected));
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     metrics.elidedText(m_secondLine(index), Qt::ElideRight, box.width()));
    painter.restore();
}

int CellDelegate::paintCheck(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    // Where the style thinks it is: editorEvent() of the base class toggles it there.
    QStyleOptionViewItem cell(option);
    initStyleOption(&cell, index);
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    cell.rect = style->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &cell, option.widget);
    const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    cell.state.setFlag(QStyle::State_On, on);
    cell.state.setFlag(QStyle::State_Off, !on);
    cell.state.setFlag(QStyle::State_Enabled, index.flags() & Qt::ItemIsUserCheckable);
    style->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &cell, &painter, option.widget);
    return cell.rect.right();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFont font = cellFont(option, index);
    const int width = qCeil(tabularWidth(font, textOf(index)));
    return {width + 2 * cellMargin + 1, rowHeight(QFontMetrics(option.font))};
}

void CellDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &, const QRect &box,
                                const QModelIndex &index) const
{
    const QString text = textOf(index);
    if (text.isEmpty())
        return;
    const Qt::Alignment alignment = alignmentOf(index);
    if ((alignment & Qt::AlignRight) && tabularWidth(painter.font(), text) <= box.width())
        return paintTabular(painter, box, alignment, text);
    painter.drawText(box, int(alignment) | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, m_elide, box.width()));
}

QString CellDelegate::tipText(const QStyleOptionViewItem &option, const QModelIndex &index, int width) const
{
    const QString own = index.data(Qt::ToolTipRole).toString();
    return own.isEmpty() && sizeHint(option, index).width() > width ? textOf(index) : own;
}

bool CellDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QString tip = tipText(option, index, option.rect.width()).toHtmlEscaped();
    if (!tip.isEmpty())
        tip = QStringLiteral("<qt>%1</qt>").arg(tip.replace(u'\n', QStringLiteral("<br>")));
    QToolTip::showText(event->globalPos(), tip, view->viewport(), option.rect);
    return true;
}

QFont CellDelegate::cellFont(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return option.font;
}

QFont MonoDelegate::cellFont(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return fixedFont(option.font);
}

SeverityDelegate::SeverityDelegate(MarkOf mark, QObject *parent)
    : CellDelegate(parent)
    , m_mark(std::move(mark))
{
}

QSize SeverityDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize text = CellDelegate::sizeHint(option, index);
    const int mark = QFontMetrics(option.font).height();
    return {m_textShown ? text.width() + mark + 6 : mark + 2 * cellMargin, text.height()};
}

void SeverityDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QRect &box,
                                    const QModelIndex &index) const
{
    const qreal side = painter.fontMetrics().height() * 0.8;
    const QRectF mark(box.left(), box.center().y() - side / 2 + 0.5, side, side);
    paintMark(painter, mark, m_mark ? m_mark(index) : Mark::None, Theme::of(option.palette));
    if (m_textShown)
        CellDelegate::paintContent(painter, option, box.adjusted(qCeil(side) + 6, 0, 0, 0), index);
}

BadgeDelegate::BadgeDelegate(ToneOf tone, QObject *parent)
    : CellDelegate(parent)
{
    setTone(std::move(tone));
}

QSize BadgeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return CellDelegate::sizeHint(option, index) + QSize(14, 0);
}

void BadgeDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QRect &box,
                                 const QModelIndex &index) const
{
    const QString text = textOf(index);
    if (text.isEmpty())
        return;
    const Theme &theme = Theme::of(option.palette);
    if (m_dotted) {
        const qreal radius = painter.fontMetrics().height() * 0.28;
        paintDot(painter, {box.left() + radius, box.center().y() + 0.5}, radius, painter.pen().color());
        return CellDelegate::paintContent(painter, option, box.adjusted(qCeil(radius * 2) + 5, 0, 0, 0), index);
    }
    painter.setFont(smallFont(option.font));
    QRect chip(box.topLeft(), chipSize(text, painter.font()));
    chip.setWidth(qMin(chip.width(), box.width()));
    chip.moveCenter(QPoint(chip.center().x(), box.center().y()));
    paintChip(painter, chip, text, toneOf(index), theme, 4);
}

} // namespace wirecase
