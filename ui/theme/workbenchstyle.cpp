#include "ui/theme/workbenchstyle.h"

#include "ui/theme/metrics.h"
#include "ui/theme/painting.h"

#include <QApplication>
#include <QDateTimeEdit>
#include <QPainter>
#include <QPushButton>
#include <QStyleOption>
#include <QVariant>
#include <QWidget>

namespace wirecase {

namespace {

void paintCheckBox(QPainter &painter, const QStyleOption &option)
{
    const Theme &theme = Theme::of(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool some = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor edge = theme.color(some && enabled ? ColorRole::Accent : ColorRole::Muted);
    painter.setPen(enabled ? edge : option.palette.color(QPalette::Disabled, QPalette::Text));
    painter.setBrush(some && enabled ? theme.color(ColorRole::Accent) : theme.color(ColorRole::Pane));
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(QPen(theme.color(enabled ? ColorRole::OnAccent : ColorRole::Muted), box.width() / 7, Qt::SolidLine,
                        Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&box](qreal x, qreal y) {
        return QPointF(box.left() + box.width() * x, box.top() + box.height() * y);
    };
    if (option.state & QStyle::State_On)
        painter.drawPolyline(QPolygonF({at(0.24, 0.52), at(0.43, 0.72), at(0.77, 0.3)}));
    else if (option.state & QStyle::State_NoChange)
        painter.drawLine(at(0.27, 0.5), at(0.73, 0.5));
    painter.restore();
}

void paintComboBox(QPainter &painter, const QStyleOptionComplex &option, const QRect &arrow)
{
    const Theme &theme = Theme::of(option.palette);
    const bool focused = option.state & QStyle::State_HasFocus;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.color(focused ? ColorRole::Accent : ColorRole::Line), focused ? 2 : 1));
    painter.setBrush(theme.color(ColorRole::Pane));
    const qreal inset = focused ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(option.rect).adjusted(inset, inset, -inset, -inset), controlRadius, controlRadius);
    const QPointF center = QRectF(arrow).center();
    painter.setPen(QPen(theme.color(ColorRole::Muted), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF({center + QPointF(-4, -2), center + QPointF(0, 2), center + QPointF(4, -2)}));
    painter.restore();
}

} // namespace

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
    case SH_DialogButtonBox_ButtonsHaveIcons:
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
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_ToolBarIconSize: // icons stand beside text and grow with it
        return qMax(16, QFontMetrics(QApplication::font()).height() + 1);
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
        if (qobject_cast<const QPushButton *>(widget)) // its border says it
            return;
        paintFocusFrame(*painter, option->rect, 3, Theme::of(option->palette));
        return;
    }
    if (element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck) {
        paintCheckBox(*painter, *option);
        return;
    }
    if (element == PE_IndicatorDockWidgetResizeHandle || element == PE_FrameDockWidget)
        return;
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void WorkbenchStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                        const QWidget *widget) const
{
    const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    // A date with a calendar is drawn as a list with an editable line.
    const bool isDate = qobject_cast<const QDateTimeEdit *>(widget);
    if (control == CC_ComboBox && combo && (isDate || !combo->editable)) {
        paintComboBox(*painter, *option, subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget));
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
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
