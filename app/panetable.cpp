#include "app/panetable.h"

#include "ui/panes/activitypane.h"
#include "ui/panes/alertdetailspane.h"
#include "ui/panes/alertspane.h"
#include "ui/panes/conversationspane.h"
#include "ui/panes/coveragepane.h"
#include "ui/panes/evidencepane.h"
#include "ui/panes/exceptionspane.h"
#include "ui/panes/guidepane.h"
#include "ui/panes/hostspane.h"
#include "ui/panes/iographpane.h"
#include "ui/panes/journalpane.h"
#include "ui/panes/objectspane.h"
#include "ui/panes/packetdetailspane.h"
#include "ui/panes/packetspane.h"
#include "ui/panes/reportpane.h"
#include "ui/panes/rulepane.h"
#include "ui/panes/rulespane.h"
#include "ui/panes/streampane.h"
#include "ui/panes/timelinepane.h"

namespace wirecase {

namespace {

template <typename P>
Pane *makePane(const PaneServices &services, QWidget *parent)
{
    return new P(services, parent);
}

template <typename P>
PaneSpec row(const char *id, const char *title)
{
    return {QLatin1String(id), title, &makePane<P>};
}

} // namespace

std::vector<PaneSpec> paneTable()
{
    return {
        row<TimelinePane>("timeline", QT_TRANSLATE_NOOP("wirecase::PaneTable", "Timeline")),
        row<AlertsPane>("alerts", QT_TRANSLATE_NOOP("wirecase::PaneTable", "Alerts")),
        row<ActivityPane>("activity", QT_TRANSLATE_NOOP("wirecase::PaneTable", "Activity")),
        row<AlertDetailsPane>("alert", QT_TRANSLATE_NOOP("wirecase::PaneTable", "Alert")),
        row<GuidePane>("guide", QT_TRANSLATE_NOOP("wirecase::PaneTable", "Investigation guide")),
        row<ConversationsPane>("conversations", QT_TRANSLATE_NOOP("wirecase::PaneTable", "Conversations")),
        row<HostsPane>("hosts", QT_TRANSLATE_NOOP("wirecase::PaneTable", "Hosts")),
        row<IoGraphPane>("iograph", QT_TRANSLATE_NOOP("wirecase::PaneTable", "I/O graph")),
        row<ObjectsPane>("objects", QT_TRANSLATE_NOOP("wirecase::PaneTable", "Objects")),
        row<StreamPane>("stream", QT_TRANSLATE_NOOP("wirecase::PaneTable", "Stream")),
        row<PacketsPane>("packets", QT_TRANSLATE_NOOP("wirecase::PaneTable", "Packets")),
        row<PacketDetailsPane>("packet", QT_TRANSLATE_NOOP("wirecase::PaneTable", "Packet")),
        row<RulesPane>("rules", QT_TRANSLATE_NOOP("wirecase::PaneTable", "Rules")),
        row<RulePane>("rule", QT_TRANSLATE_NOOP("wirecase::PaneTable", "Rule")),
        row<CoveragePane>("coverage", QT_TRANSLATE_NOOP("wirecase::PaneTable", "Interceptions")),
        row<ExceptionsPane>("exceptions", QT_TRANSLATE_NOOP("wirecase::PaneTable", "Exceptions")),
        row<EvidencePane>("evidence", QT_TRANSLATE_NOOP("wirecase::PaneTable", "Evidence")),
        row<JournalPane>("journal", QT_TRANSLATE_NOOP("wirecase::PaneTable", "Journal")),
        row<ReportPane>("report", QT_TRANSLATE_NOOP("wirecase::PaneTable", "Report")),
    };
}

std::vector<ViewSpec> viewTable()
{
    const auto pane = [](const char *id, int weight) { return ViewCell{{QLatin1String(id)}, weight}; };
    const ViewCell traffic{{QStringLiteral("conversations"), QStringLiteral("hosts"), QStringLiteral("iograph"),
                            QStringLiteral("objects"), QStringLiteral("stream")},
                           1};
    const ViewCell tables{{QStringLiteral("alerts"), QStringLiteral("activity")}, 37};
    return {
        {View::Triage,
         QT_TRANSLATE_NOOP("wirecase::ViewTable", "Triage"),
         IconName::Triage,
         {{{pane("timeline", 1)}, 28}, {{tables, pane("alert", 36), pane("guide", 27)}, 72}}},
        {View::Traffic,
         QT_TRANSLATE_NOOP("wirecase::ViewTable", "Traffic"),
         IconName::Traffic,
         {{{pane("timeline", 1)}, 14}, {{traffic}, 46}, {{pane("packets", 54), pane("packet", 46)}, 40}}},
        {View::Rules,
         QT_TRANSLATE_NOOP("wirecase::ViewTable", "Rules"),
         IconName::Rules,
         {{{pane("rules", 52), pane("rule", 48)}, 64}, {{pane("coverage", 52), pane("exceptions", 48)}, 36}}},
        {View::Evidence,
         QT_TRANSLATE_NOOP("wirecase::ViewTable", "Evidence"),
         IconName::Evidence,
         {{{pane("evidence", 1)}, 70}, {{pane("journal", 1)}, 30}}},
        {View::Report,
         QT_TRANSLATE_NOOP("wirecase::ViewTable", "Report"),
         IconName::Report,
         {{{pane("report", 1)}, 1}}},
    };
}

} // namespace wirecase
