#pragma once

#include "ui/panespec.h"
#include "ui/viewtable.h"

#include <QMainWindow>

#include <map>

class QDockWidget;

namespace wirecase {

/// The docks of one view. Panes are made when it is first shown; the analyst may rearrange them.
class ViewArea : public QMainWindow
{
    Q_OBJECT

public:
    /// `panes` outlives the area.
    ViewArea(const ViewSpec &view, const std::vector<PaneSpec> &panes, const PaneServices &services, QWidget *parent);
    ~ViewArea() override;

    /// Docks get titles by which they can be dragged, floated and closed.
    void setRearranging(bool rearranging);
    void resetLayout();
    /// Brings the pane before those it shares a place with; nothing when this view does not have it.
    void raisePane(const QString &id);
    [[nodiscard]] QByteArray layoutBytes() const; ///< empty before the view was shown
    void setLayoutBytes(const QByteArray &layout);

signals:
    void paneMade(wirecase::Pane *pane);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] QDockWidget *dock(const QString &id);
    void arrange();
    void showTabs(const ViewCell &cell);
    bool takeUp(const QByteArray &layout); ///< false, and nothing changed, when it is none of ours
    void shareSpace();
    void takeShares();
    /// Docks keep their shares of an area that grew or shrank: Qt would give all of the difference to some of them.
    void keepShares();
    void setTitleBar(QDockWidget *dock) const;
    void dockMoved();
    void placeTabs();
    void uncoverNext();
    void placeTabsLater();
    void showTabsOf(QDockWidget *dock);
    /// Those that share the dock's place, itself among them, in the order of the pane table.
    [[nodiscard]] QList<QDockWidget *> docksAt(QDockWidget *dock) const;

    const ViewSpec m_view;
    const std::vector<PaneSpec> &m_panes;
    const PaneServices m_services;
    std::map<QString, QDockWidget *> m_docks;
    QByteArray m_wanted; ///< layout to take up when first shown
    bool m_arranged = false;
    std::map<QDockWidget *, QSizeF> m_shares; ///< of the area, 0 to 1: as arranged, or as somebody moved the edges
    bool m_rearranging = false;
    bool m_tabsAsked = false; ///< placeTabs() is on its way
    QStringList m_uncovering; ///< panes that may be in front now and do not know yet
};

} // namespace wirecase
