#include "ui/panes/timelinepane.h"

#include "models/base/settings.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "ui/panes/zonemenu.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/timeplot.h"

#include <QAction>
#include <QCursor>
#include <QKeyEvent>
#include <QMenu>

namespace wirecase {

namespace {

constexpr Setting<bool> rootScaleSetting{"timeline/rootScale", false};

} // namespace

TimelinePane::TimelinePane(const PaneServices &services, QWidget *parent)
    : Pane(tr("Timeline"), services, parent)
    , m_plot(new TimePlot(this))
    , m_zone(new QAction(this))
    , m_fit(new QAction(tr("Fit"), this))
    , m_rootScale(new QAction(tr("√ scale"), this))
    , m_brushNarrows(new QAction(tr("Brush = time window"), this))
    , m_addEvidence(new QAction(tr("Add evidence…"), this))
    , m_laneJob(this)
{
    setUpActions();
    setBody(m_plot);
    setEmptyState(tr("Alerts, activity, captures and flows appear here over time when evidence is added."),
                  m_addEvidence);
    setEmptyShown(true);
    connect(m_plot, &TimePlot::brushChanged, this, &TimelinePane::takeBrush);
    const auto onActivated = [this](const QString &, const QString &key) { pointAtAlert(key); };
    connect(m_plot, &TimePlot::markActivated, this, onActivated);
    connect(m_plot, &TimePlot::intervalActivated, this, onActivated);
    connect(&services.context, &InvestigationContext::viewChanged, this, [this] {
        if (m_compactShown != isCompact())
            showLanes();
    });
}

void TimelinePane::setUpActions()
{
    m_zone->setToolTip(tr("The zone of every time that is shown"));
    connect(m_zone, &QAction::triggered, this, &TimelinePane::askZone);
    addHeaderAction(m_zone);
    m_fit->setToolTip(tr("Show the whole case; Home in the timeline"));
    connect(m_fit, &QAction::triggered, m_plot, &TimePlot::fit);
    addHeaderAction(m_fit);
    m_rootScale->setCheckable(true);
    m_rootScale->setToolTip(tr("Draw bars by the square root of what they count: small ones show beside a peak"));
    connect(m_rootScale, &QAction::toggled, this, &TimelinePane::setRootScale);
    m_rootScale->setChecked(m_services.settings.get(rootScaleSetting));
    addHeaderAction(m_rootScale);
    m_brushNarrows->setCheckable(true);
    m_brushNarrows->setChecked(true);
    m_brushNarrows->setToolTip(tr("Dragging sets the time window of every pane; switched off, dragging zooms in"));
    addHeaderAction(m_brushNarrows);
    addPaneAction(m_fit);
    connect(m_addEvidence, &QAction::triggered, this, &TimelinePane::addEvidenceRequested);
}

void TimelinePane::setRootScale(bool root)
{
    m_plot->setRootScale(root);
    m_services.settings.set(rootScaleSetting, root);
}

bool TimelinePane::isCompact() const
{
    return m_services.context.view() == View::Traffic;
}

void TimelinePane::refresh()
{
    const TimeFormat format = m_services.context.timeFormat();
    m_plot->setTimeFormat(format);
    m_zone->setText(format.zoneText(m_timeline.whole.beginNs));
    showScope();
    const SnapshotPtr snapshot = m_services.investigation.snapshot();
    if (snapshot == m_snapshot)
        return;
    m_snapshot = snapshot;
    m_laneJob.start([snapshot](JobState &job) { return timelineLanes(*snapshot, job); },
                    [this](TimelineLanes timeline) {
                        m_timeline = std::move(timeline);
                        showLanes();
                    });
}

void TimelinePane::showLanes()
{
    const TimeRange before = m_plot->visibleRange();
    const bool zoomed = !before.isEmpty() && before != m_plot->wholeRange();
    std::vector<TimeLane> lanes;
    for (const TimeLane &lane : m_timeline.lanes) {
        const bool isTraffic = lane.id == QLatin1String(capturesLane) || lane.id == QLatin1String(flowsLane);
        if (isTraffic || !isCompact())
            lanes.push_back(lane);
    }
    m_compactShown = isCompact();
    setEmptyShown(lanes.empty());
    m_plot->setLanes(std::move(lanes), m_timeline.whole);
    if (zoomed)
        m_plot->setVisibleRange(before);
    else if (!m_wasShown && !m_timeline.busy.isEmpty())
        m_plot->setVisibleRange(m_timeline.busy);
    m_wasShown = m_snapshot && m_snapshot->complete;
    m_zone->setText(m_services.context.timeFormat().zoneText(m_timeline.whole.beginNs));
    showScope();
    revealFocus();
}

void TimelinePane::showScope()
{
    m_plot->setBrush(m_services.context.scope().window);
}

void TimelinePane::revealFocus()
{
    m_plot->setCurrentKey(m_services.context.focus().alert);
}

void TimelinePane::takeBrush(const std::optional<TimeRange> &window)
{
    if (window && !m_brushNarrows->isChecked()) {
        m_plot->setVisibleRange(*window);
        return showScope();
    }
    Scope scope = m_services.context.scope();
    scope.window = window;
    m_services.context.narrow(scope);
}

void TimelinePane::pointAtAlert(const QString &key)
{
    const Alert *alert = m_services.investigation.snapshot()->alert(key);
    if (!alert)
        return;
    Focus focus = m_services.context.focus();
    focus.alert = key;
    focus.event = alert->event;
    m_services.context.pointAt(focus);
}

void TimelinePane::askZone()
{
    QMenu menu(this);
    fillZoneMenu(menu, m_services.context.timeFormat(),
                 [this](const TimeFormat &format) { m_services.context.setTimeFormat(format); });
    menu.exec(QCursor::pos());
}

void TimelinePane::keyPressEvent(QKeyEvent *event)
{
    const bool clears = event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Escape;
    if (!clears || !m_services.context.scope().window)
        return Pane::keyPressEvent(event);
    takeBrush(std::nullopt);
}

} // namespace wirecase
