#include "ui/widgets/progressstrip.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace wirecase {

ProgressStrip::ProgressStrip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Progress"));
}

void ProgressStrip::setProgress(qint64 done, qint64 total)
{
    if (done == m_done && total == m_total)
        return;
    m_done = done;
    m_total = total;
    setAccessibleDescription(total > 0 ? tr("%1 of %2").arg(done).arg(total) : QString());
    update();
}

qreal ProgressStrip::fraction() const
{
    return m_total > 0 ? qBound(0.0, static_cast<qreal>(m_done) / static_cast<qreal>(m_total), 1.0) : 0.0;
}

void ProgressStrip::setAccented(bool accented)
{
    m_accented = accented;
    update();
}

QSize ProgressStrip::sizeHint() const
{
    return {80, 4};
}

void ProgressStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(ColorRole::Line));
    const int filled = qRound(width() * fraction());
    painter.fillRect(QRect(0, 0, filled, height()), theme.color(m_accented ? ColorRole::Accent : ColorRole::Good));
}

} // namespace wirecase
