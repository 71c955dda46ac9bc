#include "ui/widgets/flowlayout.h"

#include <QWidget>

namespace wirecase {

namespace {

bool isRight(const QLayoutItem *item)
{
    return item->alignment() & Qt::AlignRight;
}

} // namespace

FlowLayout::FlowLayout(QWidget *parent)
    : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::setGaps(int horizontal, int vertical)
{
    m_gapX = horizontal;
    m_gapY = vertical;
    invalidate();
}

void FlowLayout::addWidget(QWidget *widget, Qt::Alignment alignment)
{
    insertWidget(count(), widget, alignment);
}

void FlowLayout::insertWidget(int at, QWidget *widget, Qt::Alignment alignment)
{
    addChildWidget(widget);
    auto *item = new QWidgetItemV2(widget); // keeps the sizes that it was told, as those of Qt's own layouts do
    item->setAlignment(alignment);
    m_items.insert(m_items.begin() + at, item);
    invalidate();
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.push_back(item);
    invalidate();
}

int FlowLayout::count() const
{
    return static_cast<int>(m_items.size());
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem *item = itemAt(index);
    m_items.erase(m_items.begin() + index);
    return item;
}

std::vector<FlowLayout::Line> FlowLayout::lines(int width) const
{
    std::vector<Line> lines(1);
    int used = 0;
    for (QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size = item->sizeHint();
        Line *line = &lines.back();
        const bool first = line->left.empty() && line->right.empty();
        if (!first && used + m_gapX + size.width() > width) {
            line = &lines.emplace_back();
            used = 0;
        } else if (!first) {
            used += m_gapX;
        }
        used += size.width();
        (isRight(item) ? line->right : line->left).push_back(item);
        line->height = qMax(line->height, size.height());
    }
    return lines;
}

int FlowLayout::heightForWidth(int width) const
{
    const QMargins margins = contentsMargins();
    int height = margins.top() + margins.bottom() - m_gapY;
    for (const Line &line : lines(width - margins.left() - margins.right()))
        height += line.height + m_gapY;
    return height;
}

QSize FlowLayout::sizeHint() const
{
    const QMargins margins = contentsMargins();
    QSize size(-m_gapX, 0);
    for (const QLayoutItem *item : m_items) {
        if (!item->isEmpty())
            size = {size.width() + item->sizeHint().width() + m_gapX, qMax(size.height(), item->sizeHint().height())};
    }
    return {qMax(0, size.width()) + margins.left() + margins.right(), size.height() + margins.top() + margins.bottom()};
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    }
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    QRect box = rect.marginsRemoved(contentsMargins());
    const std::vector<Line> placed = lines(box.width());
    // One line stands in the middle of a taller place; several are stacked from the top.
    if (placed.size() == 1)
        return placeLine(placed.front(), box);
    for (const Line &line : placed) {
        box.setHeight(line.height);
        placeLine(line, box);
        box.translate(0, line.height + m_gapY);
    }
}

void FlowLayout::placeLine(const Line &line, const QRect &box) const
{
    const auto place = [&box](QLayoutItem *item, int x, int width) {
        const int height = qMin(item->sizeHint().height(), box.height());
        item->setGeometry({x, box.top() + (box.height() - height) / 2, width, height});
    };
    int x = box.left();
    for (QLayoutItem *item : line.left) {
        const int width = qMin(item->sizeHint().width(), box.right() - x + 1);
        place(item, x, width);
        x += width + m_gapX;
    }
    int right = box.right() + 1;
    for (auto item = line.right.rbegin(); item != line.right.rend(); ++item) {
        const int width = qMin((*item)->sizeHint().width(), box.width());
        place(*item, right - width, width);
        right -= width + m_gapX;
    }
}

} // namespace wirecase
