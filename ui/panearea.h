#pragma once

#include "ui/panespec.h"
#include "ui/viewtable.h"

#include <QStackedWidget>

#include <map>

namespace wirecase {

class ViewArea;

/// The views behind each other, each with its docks.
class PaneArea : public QStackedWidget
{
    Q_OBJECT

public:
    PaneArea(std::vector<PaneSpec> panes, const std::vector<ViewSpec> &views, const PaneServices &services,
             QWidget *parent);

    void showView(View view);
    void setRearranging(bool rearranging);
    void raisePane(const QString &id); ///< in the view that is shown
    void resetLayout();                ///< of the view that is shown

    /// How the analyst left a view; empty bytes are ignored.
    [[nodiscard]] QByteArray layoutOf(View view) const;
    void setLayoutOf(View view, const QByteArray &layout);

    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void paneMade(wirecase::Pane *pane);

private:
    const std::vector<PaneSpec> m_panes;
    std::map<View, ViewArea *> m_areas;
};

} // namespace wirecase
