#include "ui/panearea.h"

#include "ui/theme/metrics.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QDockWidget>
#include <QIODevice>
#include <QTimer>

#include <algorithm>

namespace wirecase {

namespace {

constexpr int layoutVersion = 1;

/// The first dock of a cell stands for it; the others are tabs behind.
QList<QDockWidget *> firstOf(const std::vector<QList<QDockWidget *>> &cells)
{
    QList<QDockWidget *> first;
    for (const auto &cell : cells)
        first << cell.front();
    return first;
}

} // namespace

PaneArea::PaneArea(std::vector<PaneSpec> panes, std::vector<ViewSpec> views, const PaneServices &services,
                   QWidget *parent)
    : QMainWindow(parent, Qt::Widget)
    , m_panes(std::move(panes))
    , m_views(std::move(views))
    , m_services(services)
{
    setObjectName(QStringLiteral("paneArea"));
    setWindowFlags(Qt::Widget);
    setDockNestingEnabled(true);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setContextMenuPolicy(Qt::NoContextMenu);
}

const ViewSpec &PaneArea::spec(View view) const
{
    return *std::find_if(m_views.begin(), m_views.end(), [view](const ViewSpec &spec) { return spec.view == view; });
}

QDockWidget *PaneArea::dock(const QString &id)
{
    if (const auto made = m_docks.find(id); made != m_docks.end())
        return made->second;
    const auto found =
        std::find_if(m_panes.begin(), m_panes.end(), [&](const PaneSpec &spec) { return spec.id == id; });
    auto *dock = new QDockWidget(QCoreApplication::translate("wirecase::PaneTable", found->title), this);
    dock->setObjectName(id);
    Pane *pane = found->make(m_services, dock);
    dock->setWidget(pane);
    setTitleBar(dock);
    m_docks.emplace(id, dock);
    emit paneMade(pane);
    return dock;
}

void PaneArea::setTitleBar(QDockWidget *dock) const
{
    delete dock->titleBarWidget();
    dock->setTitleBarWidget(m_rearranging ? nullptr : new QWidget(dock));
}

void PaneArea::showView(View view)
{
    if (m_shown == view)
        return;
    rememberLayout();
    m_shown = view;
    arrange(spec(view));
    if (const auto known = m_layouts.find(view); known != m_layouts.end() && restoreLayout(known->second))
        return;
    // Sizes can only be shared out when the area has its own.
    shareSpace(spec(view));
    QTimer::singleShot(0, this, [this, view] {
        if (m_shown == view)
            shareSpace(spec(view));
    });
}

void PaneArea::arrange(const ViewSpec &view)
{
    for (const auto &[id, dock] : m_docks) {
        removeDockWidget(dock);
        dock->setFloating(false);
    }
    QDockWidget *above = nullptr;
    std::vector<QDockWidget *> rowStarts;
    for (const ViewRow &row : view.rows) {
        QDockWidget *start = dock(row.cells.front().panes.front());
        if (above)
            splitDockWidget(above, start, Qt::Vertical);
        else
            addDockWidget(Qt::LeftDockWidgetArea, start);
        above = start;
        rowStarts.push_back(start);
    }
    // Neighbours first: next to a dock that has tabs, Qt would add another tab.
    for (std::size_t r = 0; r < view.rows.size(); ++r) {
        QDockWidget *left = rowStarts[r];
        for (std::size_t c = 1; c < view.rows[r].cells.size(); ++c) {
            QDockWidget *next = dock(view.rows[r].cells[c].panes.front());
            splitDockWidget(left, next, Qt::Horizontal);
            left = next;
        }
    }
    for (const ViewRow &row : view.rows) {
        for (const ViewCell &cell : row.cells)
            showTabs(cell);
    }
}

void PaneArea::showTabs(const ViewCell &cell)
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

void PaneArea::shareSpace(const ViewSpec &view)
{
    std::vector<QList<QDockWidget *>> rows;
    QList<int> heights;
    for (const ViewRow &row : view.rows) {
        std::vector<QList<QDockWidget *>> cells;
        QList<int> widths;
        for (const ViewCell &cell : row.cells) {
            QList<QDockWidget *> docks;
            for (const QString &id : cell.panes)
                docks << dock(id);
            cells.push_back(docks);
            widths << cell.weight * 10;
        }
        if (cells.size() > 1)
            resizeDocks(firstOf(cells), widths, Qt::Horizontal);
        rows.push_back(cells.front());
        heights << row.weight * 10;
    }
    if (rows.size() > 1)
        resizeDocks(firstOf(rows), heights, Qt::Vertical);
}

void PaneArea::resetLayout()
{
    if (!m_shown)
        return;
    m_layouts.erase(*m_shown);
    arrange(spec(*m_shown));
    shareSpace(spec(*m_shown));
    emit layoutChanged();
}

void PaneArea::rememberLayout()
{
    if (m_shown)
        m_layouts[*m_shown] = currentLayout();
}

QByteArray PaneArea::currentLayout() const
{
    // Qt's state speaks of the docks that existed then, and shows all others: which ones belong to it is kept beside.
    QStringList shown;
    for (const auto &[id, dock] : m_docks) {
        if (!dock->isHidden())
            shown << id;
    }
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << shown << saveState(layoutVersion);
    return bytes;
}

bool PaneArea::restoreLayout(const QByteArray &layout)
{
    QStringList shown;
    QByteArray state;
    QDataStream stream(layout);
    stream.setVersion(QDataStream::Qt_6_4);
    stream >> shown >> state;
    if (stream.status() != QDataStream::Ok || shown.isEmpty() || !restoreState(state, layoutVersion))
        return false;
    for (const auto &[id, dock] : m_docks) {
        if (shown.contains(id))
            dock->show();
        else
            removeDockWidget(dock);
    }
    return true;
}

QByteArray PaneArea::layoutOf(View view) const
{
    if (m_shown == view)
        return currentLayout();
    const auto known = m_layouts.find(view);
    return known == m_layouts.end() ? QByteArray() : known->second;
}

void PaneArea::setLayoutOf(View view, const QByteArray &layout)
{
    if (layout.isEmpty())
        return;
    m_layouts[view] = layout;
    if (m_shown == view)
        restoreLayout(layout);
}

void PaneArea::setRearranging(bool rearranging)
{
    m_rearranging = rearranging;
    for (const auto &[id, dock] : m_docks)
        setTitleBar(dock);
    if (!rearranging)
        emit layoutChanged();
}

std::vector<Pane *> PaneArea::shownPanes() const
{
    std::vector<Pane *> panes;
    for (const auto &[id, dock] : m_docks) {
        if (dock->isVisible())
            panes.push_back(static_cast<Pane *>(dock->widget()));
    }
    return panes;
}

} // namespace wirecase
