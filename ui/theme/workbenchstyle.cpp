#include "ui/theme/workbenchstyle.h"

#include "ui/theme/metrics.h"
#include "ui/theme/painting.h"

#include <QPainter>
#include <QStyleOption>
#include <QVariant>
#include <QWidget>

namespace wirecase {

WorkbenchStyle::WorkbenchStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

int WorkbenchStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                              QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_Widget_Animation_Duration:
    case SH_EtchDisabledText:
    case SH_ItemView_ActivateItemOnSingleClick:
    case SH_DitherDisabledText:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

int WorkbenchStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_SplitterWidth:
    case PM_DockWidgetSeparatorExtent:
        return paneGap;
    case PM_DockWidgetFrameWidth:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

void WorkbenchStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                   const QWidget *widget) const
{
    if (element == PE_FrameFocusRect) {
        paintFocusFrame(*painter, option->rect, 3, Theme::of(option->palette));
        return;
    }
    if (element == PE_IndicatorDockWidgetResizeHandle || element == PE_FrameDockWidget)
        return;
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void WorkbenchStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    if (element == CE_Splitter) {
        // Between panes the gap is enough; within one, a splitter with the property "hairline" shows a line.
        const QWidget *splitter = widget ? widget->parentWidget() : nullptr;
        if (splitter && splitter->property("hairline").toBool()) {
            const bool upright = option->rect.height() > option->rect.width();
            const QPoint center = option->rect.center();
            const QRect line = upright ? QRect(center.x(), option->rect.top(), 1, option->rect.height())
                                       : QRect(option->rect.left(), center.y(), option->rect.width(), 1);
            painter->fillRect(line, Theme::of(option->palette).color(ColorRole::Line));
        }
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

} // namespace wirecase
