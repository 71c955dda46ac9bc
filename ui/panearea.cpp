#include "ui/panearea.h"

#include "ui/viewarea.h"

namespace wirecase {

PaneArea::PaneArea(std::vector<PaneSpec> panes, const std::vector<ViewSpec> &views, const PaneServices &services,
                   QWidget *parent)
    : QStackedWidget(parent)
    , m_panes(std::move(panes))
{
    for (const ViewSpec &view : views) {
        auto *area = new ViewArea(view, m_panes, services, this);
        connect(area, &ViewArea::paneMade, this, &PaneArea::paneMade);
        addWidget(area);
        m_areas.emplace(view.view, area);
    }
}

void PaneArea::showView(View view)
{
    setCurrentWidget(m_areas.at(view));
    updateGeometry();
}

void PaneArea::setRearranging(bool rearranging)
{
    for (const auto &[view, area] : m_areas)
        area->setRearranging(rearranging);
}

void PaneArea::raisePane(const QString &id)
{
    static_cast<ViewArea *>(currentWidget())->raisePane(id);
}

void PaneArea::resetLayout()
{
    static_cast<ViewArea *>(currentWidget())->resetLayout();
}

QByteArray PaneArea::layoutOf(View view) const
{
    return m_areas.at(view)->layoutBytes();
}

void PaneArea::setLayoutOf(View view, const QByteArray &layout)
{
    if (!layout.isEmpty())
        m_areas.at(view)->setLayoutBytes(layout);
}

QSize PaneArea::minimumSizeHint() const
{
    // A view that is not shown asks for no room.
    return currentWidget() ? currentWidget()->minimumSizeHint() : QSize();
}

} // namespace wirecase
