#include "ui/widgets/headertabs.h"

#include "ui/theme/metrics.h"
#include "ui/theme/painting.h"

#include <QPainter>
#include <QSignalBlocker>

namespace wirecase {

namespace {

constexpr int gap = 16; // between titles

} // namespace

HeaderTabs::HeaderTabs(QWidget *parent)
    : QTabBar(parent)
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(false);
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    connect(this, &QTabBar::currentChanged, this, [this](int index) {
        {
            const QSignalBlocker quiet(this);
            setCurrentIndex(m_own);
        }
        if (index != m_own)
            emit chosen(index);
    });
}

void HeaderTabs::setTitles(const QStringList &titles, int own)
{
    const QSignalBlocker quiet(this);
    while (count() > titles.size())
        removeTab(count() - 1);
    while (count() < titles.size())
        addTab({});
    for (int i = 0; i < count(); ++i)
        setTabText(i, titles.at(i));
    m_own = own;
    setCurrentIndex(own);
    updateGeometry();
}

QSize HeaderTabs::tabSizeHint(int index) const
{
    const QFontMetrics metrics(strongFont(font()));
    return {metrics.horizontalAdvance(tabText(index)) + gap, metrics.height() + 6};
}

QSize HeaderTabs::minimumTabSizeHint(int index) const
{
    return tabSizeHint(index);
}

void HeaderTabs::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    const QPoint mouse = mapFromGlobal(QCursor::pos());
    for (int i = 0; i < count(); ++i) {
        const bool own = i == m_own;
        const QRect text = tabRect(i).adjusted(0, 0, -gap, 0);
        const bool hovered = underMouse() && tabRect(i).contains(mouse);
        painter.setFont(own ? strongFont(font()) : font());
        painter.setPen(theme.color(own || hovered ? ColorRole::Text : ColorRole::Muted));
        painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, tabText(i));
        if (own)
            painter.fillRect(QRect(text.left(), height() - 2, text.width(), 2), theme.color(ColorRole::Accent));
        if (own && hasFocus())
            paintFocusFrame(painter, QRectF(text).adjusted(-4, 0, 4, 0), 3, theme);
    }
}

} // namespace wirecase
