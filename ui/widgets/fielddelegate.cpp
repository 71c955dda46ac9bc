#include "ui/widgets/fielddelegate.h"

#include "ui/theme/painting.h"
#include "ui/widgets/fieldtreemodel.h"

#include <QPainter>

namespace wirecase {

namespace {

constexpr int padding = 4;

bool isRevealed(const QModelIndex &index)
{
    return !index.data(FieldTreeModel::RevealedRole).toString().isEmpty();
}

QString linkText(const QModelIndex &index)
{
    return isRevealed(index) ? FieldDelegate::tr("hide") : FieldDelegate::tr("reveal");
}

QString noteText(const QModelIndex &index)
{
    return isRevealed(index) ? QString() : FieldDelegate::tr("(recorded in the case log)");
}

} // namespace

FieldDelegate::FieldDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

QString FieldDelegate::shownText(const QModelIndex &index)
{
    const QString text = index.data().toString();
    const QString clear = index.data(FieldTreeModel::RevealedRole).toString();
    if (clear.isEmpty())
        return text;
    const qsizetype colon = text.indexOf(QLatin1String(": "));
    return colon < 0 ? clear : text.left(colon + 2) + clear;
}

QRect FieldDelegate::linkBox(const QRect &row, const QFont &font, const QModelIndex &index)
{
    if (!index.data(FieldTreeModel::SecretRole).toBool())
        return {};
    const QFontMetrics metrics(font);
    const int left = row.left() + padding + metrics.horizontalAdvance(shownText(index)) + metrics.averageCharWidth();
    return {left, row.top(), metrics.horizontalAdvance(linkText(index)), row.height()};
}

void FieldDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.palette);
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme.color(ColorRole::Selection));
    painter->setFont(option.font);
    const QRect box = option.rect.adjusted(padding, 0, 0, 0);
    const auto draw = [&](const QRect &at, ColorRole role, const QString &text) {
        painter->setPen(rowInk(theme, role, option.state & QStyle::State_Selected));
        painter->drawText(at, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
    };
    const QString text = shownText(index);
    const QRect link = linkBox(option.rect, option.font, index);
    if (link.isEmpty()) {
        draw(box, ColorRole::Text, text);
    } else {
        const qsizetype colon = text.indexOf(QLatin1String(": "));
        const QString label = colon < 0 ? QString() : text.left(colon + 2);
        draw(box, ColorRole::Text, label);
        draw(box.adjusted(option.fontMetrics.horizontalAdvance(label), 0, 0, 0), ColorRole::High,
             text.mid(label.size()));
        draw(link, ColorRole::Accent, linkText(index));
        const int gap = option.fontMetrics.averageCharWidth();
        draw(QRect(link.right() + gap, box.top(), box.right() - link.right(), box.height()), ColorRole::Muted,
             noteText(index));
    }
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange))
        paintFocusFrame(*painter, option.rect, 3, theme);
    painter->restore();
}

QSize FieldDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics &metrics = option.fontMetrics;
    int width = metrics.horizontalAdvance(shownText(index)) + 2 * padding;
    if (index.data(FieldTreeModel::SecretRole).toBool())
        width += metrics.horizontalAdvance(linkText(index) + noteText(index)) + 3 * metrics.averageCharWidth();
    return {width, qMax(19, metrics.height() + 4)};
}

} // namespace wirecase
