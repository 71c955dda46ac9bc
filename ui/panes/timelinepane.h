#pragma once

#include "models/base/job.h"
#include "models/investigation/snapshot.h"
#include "ui/panes/pane.h"
#include "ui/panes/timelinelanes.h"

namespace wirecase {

class TimePlot;

/// The whole case over time, whatever the scope; its brush sets the scope's time window. In the Traffic view only
/// captures and flows are shown.
class TimelinePane : public Pane
{
    Q_OBJECT

public:
    TimelinePane(const PaneServices &services, QWidget *parent = nullptr);

    [[nodiscard]] TimePlot *plot() const { return m_plot; }
    [[nodiscard]] bool isCompact() const;

protected:
    void refresh() override;
    void revealFocus() override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void setUpActions();
    void setRootScale(bool root);
    void askZone();
    void showLanes();
    void showScope();
    void takeBrush(const std::optional<TimeRange> &window);
    void pointAtAlert(const QString &key);

    TimePlot *m_plot;
    QAction *m_zone;
    QAction *m_fit;
    QAction *m_rootScale;
    QAction *m_brushNarrows;
    QAction *m_addEvidence;
    SnapshotPtr m_snapshot; ///< of the lanes, or of those under way
    TimelineLanes m_timeline;
    bool m_wasShown = false;     ///< the first look at the whole evidence goes to its busy time
    bool m_compactShown = false; ///< only the lanes of the traffic are shown
    Job m_laneJob;
};

} // namespace wirecase
