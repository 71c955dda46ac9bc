#include "ui/viewarea.h"

#include "ui/widgets/datatable.h"

#include <QCoreApplication>
#include <QDockWidget>
#include <QLayout>
#include <QShowEvent>
#include <QStyle>
#include <QTabBar>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace wirecase {

namespace {

constexpr int layoutVersion = 1;

/// Of docks that share a place, Qt leaves only the chosen one on the screen.
bool isOnScreen(const QDockWidget &dock)
{
    return dock.isFloating() || (dock.geometry().right() >= 0 && dock.geometry().bottom() >= 0);
}

} // namespace

ViewArea::ViewArea(const ViewSpec &view, const std::vector<PaneSpec> &panes, const PaneServices &services,
                   QWidget *parent)
    : QMainWindow(parent, Qt::Widget)
    , m_view(view)
    , m_panes(panes)
    , m_services(services)
{
    setWindowFlags(Qt::Widget);
    setDockNestingEnabled(true);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setContextMenuPolicy(Qt::NoContextMenu);
}

void ViewArea::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (m_arranged)
        return;
    m_arranged = true;
    arrange();
    if (m_wanted.isEmpty() || !takeUp(m_wanted)) // Space can only be shared out once the area has its size.
        QTimer::singleShot(0, this, &ViewArea::shareSpace);
}

void ViewArea::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    keepShares();
}

bool ViewArea::event(QEvent *event)
{
    const bool isHandled = QMainWindow::event(event);
    if (isHandled && event->type() == QEvent::MouseButtonRelease) // somebody let go of an edge
        takeShares();
    return isHandled;
}

void ViewArea::takeShares()
{
    m_shares.clear();
    for (const auto &[id, dock] : m_docks) {
        if (dock->isVisible() && !dock->isFloating())
            m_shares[dock] = {1.0 * dock->width() / width(), 1.0 * dock->height() / height()};
    }
}

void ViewArea::keepShares()
{
    QList<QDockWidget *> docks;
    QList<int> widths;
    QList<int> heights;
    for (const auto &[dock, share] : m_shares) {
        docks << dock;
        widths << qRound(share.width() * width());
        heights << qRound(share.height() * height());
    }
    resizeDocks(docks, widths, Qt::Horizontal);
    resizeDocks(docks, heights, Qt::Vertical);
}

ViewArea::~ViewArea()
{
    for (const auto &[id, dock] : m_docks) // they tell of their end when this is no ViewArea any more
        dock->disconnect(this);
}

QDockWidget *ViewArea::dock(const QString &id)
{
    if (const auto made = m_docks.find(id); made != m_docks.end())
        return made->second;
    const auto found =
        std::find_if(m_panes.begin(), m_panes.end(), [&](const PaneSpec &spec) { return spec.id == id; });
    auto *dock = new QDockWidget(QCoreApplication::translate("wirecase::PaneTable", found->title), this);
    dock->setObjectName(id);
    Pane *pane = found->make(m_services, dock);
    pane->setCovered(true); // until the layout has come to rest
    dock->setWidget(pane);
    setTitleBar(dock);
    m_docks.emplace(id, dock);
    connect(pane, &PaneFrame::tabChosen, this, [this, dock](int tab) {
        if (const QList<QDockWidget *> sharing = docksAt(dock); tab < sharing.size())
            raisePane(sharing.at(tab)->objectName());
    });
    connect(dock, &QDockWidget::dockLocationChanged, this, &ViewArea::dockMoved);
    connect(dock, &QDockWidget::topLevelChanged, this, &ViewArea::dockMoved);
    connect(dock, &QDockWidget::visibilityChanged, this, &ViewArea::placeTabsLater);
    emit paneMade(pane);
    return dock;
}

void ViewArea::setTitleBar(QDockWidget *dock) const
{
    delete dock->titleBarWidget();
    dock->setTitleBarWidget(m_rearranging ? nullptr : new QWidget(dock));
}

void ViewArea::dockMoved()
{
    placeTabsLater();
    if (m_rearranging) // it is the analyst who moves it
        QTimer::singleShot(0, this, &ViewArea::takeShares);
}

void ViewArea::placeTabsLater()
{
    // A change of the layout tells of many docks, and of each before the layout is done.
    if (std::exchange(m_tabsAsked, true))
        return;
    QTimer::singleShot(0, this, &ViewArea::placeTabs);
}

void ViewArea::placeTabs()
{
    m_tabsAsked = false;
    // Qt's own tabs would be a second header above that of the pane; while panes are moved they are what is dragged.
    for (QTabBar *bar : findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly)) {
        bar->setProperty("inHeader", !m_rearranging);
        bar->setFocusPolicy(m_rearranging ? Qt::TabFocus : Qt::NoFocus);
        bar->style()->unpolish(bar);
        bar->style()->polish(bar);
        // Qt leaves a bar that needs no height where it was, over the panes.
        bar->setMaximumHeight(m_rearranging ? QWIDGETSIZE_MAX : 0);
    }
    for (const auto &[id, dock] : m_docks)
        showTabsOf(dock);
    layout()->update();
    // Panes that come to the front catch up one after the other, so that no turn of the event loop is a long one.
    const bool isUnderWay = !m_uncovering.empty();
    for (const auto &[id, dock] : m_docks) {
        if (!isOnScreen(*dock))
            static_cast<Pane *>(dock->widget())->setCovered(true);
        else if (!m_uncovering.contains(id))
            m_uncovering << id;
    }
    if (!isUnderWay)
        uncoverNext();
}

void ViewArea::uncoverNext()
{
    if (m_uncovering.isEmpty())
        return;
    QDockWidget *dock = m_docks.at(m_uncovering.takeFirst());
    static_cast<Pane *>(dock->widget())->setCovered(!isOnScreen(*dock));
    if (!m_uncovering.isEmpty())
        QTimer::singleShot(0, this, &ViewArea::uncoverNext);
}

QList<QDockWidget *> ViewArea::docksAt(QDockWidget *dock) const
{
    const QList<QDockWidget *> others = tabifiedDockWidgets(dock);
    QList<QDockWidget *> sharing;
    for (const PaneSpec &spec : m_panes) {
        const auto made = m_docks.find(spec.id);
        if (made == m_docks.end())
            continue;
        // Qt goes on to list one that floats, for where it would come back.
        const bool isBeside = others.contains(made->second) && !made->second->isFloating() && !dock->isFloating();
        if (made->second == dock || isBeside)
            sharing << made->second;
    }
    return sharing;
}

void ViewArea::showTabsOf(QDockWidget *dock)
{
    const QList<QDockWidget *> sharing = docksAt(dock);
    QStringList titles;
    for (const QDockWidget *other : sharing)
        titles << other->windowTitle();
    if (m_rearranging)
        titles.clear();
    static_cast<Pane *>(dock->widget())->setTabs(titles, static_cast<int>(sharing.indexOf(dock)));
}

void ViewArea::arrange()
{
    QDockWidget *above = nullptr;
    for (const ViewRow &row : m_view.rows) {
        QDockWidget *start = dock(row.cells.front().panes.front());
        if (above)
            splitDockWidget(above, start, Qt::Vertical);
        else
            addDockWidget(Qt::LeftDockWidgetArea, start);
        above = start;
    }
    // Neighbours before tabs: next to a dock that has tabs, Qt would add another tab.
    for (const ViewRow &row : m_view.rows) {
        for (std::size_t c = 1; c < row.cells.size(); ++c)
            splitDockWidget(dock(row.cells[c - 1].panes.front()), dock(row.cells[c].panes.front()), Qt::Horizontal);
    }
    for (const ViewRow &row : m_view.rows) {
        for (const ViewCell &cell : row.cells)
            showTabs(cell);
    }
}

void ViewArea::showTabs(const ViewCell &cell)
{
    QDockWidget *first = dock(cell.panes.front());
    first->show();
    for (qsizetype t = 1; t < cell.panes.size(); ++t) {
        QDockWidget *behind = dock(cell.panes.at(t));
        tabifyDockWidget(first, behind);
        behind->show();
    }
    first->raise();
}

void ViewArea::shareSpace()
{
    m_shares.clear();
    for (const ViewRow &row : m_view.rows) {
        int weights = 0;
        for (const ViewCell &cell : row.cells)
            weights += cell.weight;
        for (const ViewCell &cell : row.cells)
            m_shares[dock(cell.panes.front())] = {1.0 * cell.weight / weights, row.weight / 100.0};
    }
    keepShares();
}

void ViewArea::resetLayout()
{
    m_wanted.clear();
    if (!m_arranged)
        return;
    for (const auto &[id, dock] : m_docks) {
        dock->setFloating(false);
        removeDockWidget(dock);
    }
    arrange();
    shareSpace();
}

void ViewArea::raisePane(const QString &id)
{
    const auto known = m_docks.find(id);
    if (known == m_docks.end())
        return;
    known->second->show();
    known->second->raise();
    // The keyboard goes on where the eye goes.
    if (auto *table = known->second->findChild<DataTable *>())
        table->setFocus(Qt::OtherFocusReason);
}

QByteArray ViewArea::layoutBytes() const
{
    return m_arranged ? saveState(layoutVersion) : m_wanted;
}

void ViewArea::setLayoutBytes(const QByteArray &layout)
{
    m_wanted = layout;
    if (m_arranged && !layout.isEmpty())
        takeUp(layout);
}

bool ViewArea::takeUp(const QByteArray &layout)
{
    if (!restoreState(layout, layoutVersion))
        return false;
    QTimer::singleShot(0, this, &ViewArea::takeShares); // once the docks have the sizes it asks for
    return true;
}

void ViewArea::setRearranging(bool rearranging)
{
    m_rearranging = rearranging;
    for (const auto &[id, dock] : m_docks)
        setTitleBar(dock);
    placeTabsLater();
}

} // namespace wirecase
