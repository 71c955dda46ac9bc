#pragma once

#include "ui/panespec.h"
#include "ui/viewtable.h"

#include <QMainWindow>

#include <map>

class QDockWidget;

namespace wirecase {

/// The docks: one set of panes, arranged by the view that is shown. Panes are made when a view first needs them.
class PaneArea : public QMainWindow
{
    Q_OBJECT

public:
    PaneArea(std::vector<PaneSpec> panes, std::vector<ViewSpec> views, const PaneServices &services, QWidget *parent);

    void showView(View view);
    [[nodiscard]] std::vector<Pane *> shownPanes() const;

    /// Docks get titles by which they can be dragged, floated and closed.
    void setRearranging(bool rearranging);
    [[nodiscard]] bool isRearranging() const { return m_rearranging; }
    void resetLayout(); ///< of the view that is shown

    /// How the analyst left a view; empty bytes are ignored.
    [[nodiscard]] QByteArray layoutOf(View view) const;
    void setLayoutOf(View view, const QByteArray &layout);

signals:
    void paneMade(wirecase::Pane *pane);
    void layoutChanged();

private:
    [[nodiscard]] QDockWidget *dock(const QString &id);
    [[nodiscard]] const ViewSpec &spec(View view) const;
    void arrange(const ViewSpec &view);
    void showTabs(const ViewCell &cell);
    void shareSpace(const ViewSpec &view);
    void setTitleBar(QDockWidget *dock) const;
    void rememberLayout();
    [[nodiscard]] QByteArray currentLayout() const;
    bool restoreLayout(const QByteArray &layout);

    const std::vector<PaneSpec> m_panes;
    const std::vector<ViewSpec> m_views;
    const PaneServices m_services;
    std::map<QString, QDockWidget *> m_docks;
    std::map<View, QByteArray> m_layouts;
    std::optional<View> m_shown;
    bool m_rearranging = false;
};

} // namespace wirecase
