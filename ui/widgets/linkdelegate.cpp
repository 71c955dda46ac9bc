#include "ui/widgets/linkdelegate.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace wirecase {

LinkDelegate::LinkDelegate(WhyNot whyNot, QObject *parent)
    : CellDelegate(parent)
    , m_whyNot(std::move(whyNot))
{
}

bool LinkDelegate::isPossible(const QModelIndex &index) const
{
    return !m_whyNot || m_whyNot(index).isEmpty();
}

QRect LinkDelegate::textBox(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect box = option.rect.adjusted(8, 0, -8, 0);
    const int width = qMin(box.width(), QFontMetrics(option.font).horizontalAdvance(index.data().toString()));
    const bool right = index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight;
    return {right ? box.right() - width + 1 : box.left(), box.top(), width, box.height()};
}

void LinkDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QRect &box,
                                const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.palette);
    const bool possible = isPossible(index);
    painter.setPen(
        rowInk(theme, possible ? ColorRole::Accent : ColorRole::Muted, option.state & QStyle::State_Selected));
    if (possible && (option.state & QStyle::State_MouseOver)) {
        QFont font = painter.font();
        font.setUnderline(true);
        painter.setFont(font);
    }
    CellDelegate::paintContent(painter, option, box, index);
}

bool LinkDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && mouse->modifiers() == Qt::NoModifier
            && textBox(option, index).contains(mouse->position().toPoint()) && isPossible(index)) {
            emit linkActivated(index);
            return true;
        }
    }
    return CellDelegate::editorEvent(event, model, option, index);
}

bool LinkDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    const QString reason = m_whyNot && event->type() == QEvent::ToolTip ? m_whyNot(index) : QString();
    if (reason.isEmpty())
        return CellDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), reason, view);
    return true;
}

} // namespace wirecase
