#include "models/detection/interception.h"

#include "models/activity/activityindex.h"
#include "models/detection/alert.h"
#include "models/kql/fieldsource.h"
#include "models/kql/texttests.h"
#include "models/kql/wildcardpattern.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <array>
#include <map>

namespace wirecase {

namespace {

struct InterceptionSpec
{
    const char *operation; ///< with `*` for anything, compared without case
    bool isStart;
    bool needsTool; ///< only when a capture program is named in the event
    const char *what;
};

// azure.md 2.4; the names of App Service's and the mobile core's operations are not in the published list of roles.
constexpr std::array specs{
    InterceptionSpec{"microsoft.network/networkwatchers/packetcaptures/write", true, false,
                     QT_TRANSLATE_NOOP("wirecase::Interception", "packet capture on a machine or scale set")},
    InterceptionSpec{"microsoft.network/*/startpacketcapture/action", true, false,
                     QT_TRANSLATE_NOOP("wirecase::Interception", "packet capture on a gateway or connection")},
    InterceptionSpec{"microsoft.network/*/stoppacketcapture/action", false, false,
                     QT_TRANSLATE_NOOP("wirecase::Interception",
                                       "end of a gateway's capture; the request says where the file is sent")},
    InterceptionSpec{"microsoft.network/azurefirewalls/packetcapture*/action", true, false,
                     QT_TRANSLATE_NOOP("wirecase::Interception", "packet capture on Azure Firewall")},
    InterceptionSpec{"microsoft.network/virtualnetworktaps/write", true, false,
                     QT_TRANSLATE_NOOP("wirecase::Interception", "virtual network tap")},
    InterceptionSpec{"microsoft.network/networkinterfaces/tapconfigurations/write", true, false,
                     QT_TRANSLATE_NOOP("wirecase::Interception", "a machine's traffic mirrored to a tap")},
    InterceptionSpec{"microsoft.network/virtualnetworktaps/networkinterfacetapconfigurationproxies/write", true, false,
                     QT_TRANSLATE_NOOP("wirecase::Interception", "a machine's traffic mirrored to a tap")},
    InterceptionSpec{"microsoft.network/networkwatchers/lenses/*", true, false,
                     QT_TRANSLATE_NOOP("wirecase::Interception", "monitoring of an endpoint's traffic")},
    InterceptionSpec{"microsoft.network/locations/startpackettagging/action", true, false,
                     QT_TRANSLATE_NOOP("wirecase::Interception", "tagging of packets")},
    InterceptionSpec{"microsoft.network/networkwatchers/flowlogs/write", false, false,
                     QT_TRANSLATE_NOOP("wirecase::Interception", "flow log set up or changed")},
    InterceptionSpec{"microsoft.network/networkwatchers/flowlogs/delete", false, false,
                     QT_TRANSLATE_NOOP("wirecase::Interception", "flow log removed: less will be seen")},
    InterceptionSpec{"microsoft.network/networkwatchers/configureflowlog/action", false, false,
                     QT_TRANSLATE_NOOP("wirecase::Interception", "flow log set up or changed")},
    InterceptionSpec{"microsoft.network/bastionhosts/setsessionrecordingsasurl/action", true, false,
                     QT_TRANSLATE_NOOP("wirecase::Interception", "recording of sessions through Bastion")},
    InterceptionSpec{"microsoft.network/networkwatchers/troubleshoot/action", false, false,
                     QT_TRANSLATE_NOOP("wirecase::Interception", "diagnostics of a VPN written to storage")},
    InterceptionSpec{"microsoft.web/sites/*networktrace/start*", true, false,
                     QT_TRANSLATE_NOOP("wirecase::Interception", "network trace of an App Service site")},
    InterceptionSpec{"microsoft.web/sites/*startnetworktrace*", true, false,
                     QT_TRANSLATE_NOOP("wirecase::Interception", "network trace of an App Service site")},
    InterceptionSpec{"microsoft.mobilenetwork/packetcorecontrolplanes/packetcaptures/write", true, false,
                     QT_TRANSLATE_NOOP("wirecase::Interception", "packet capture on a mobile packet core")},
    InterceptionSpec{"microsoft.compute/*/runcommand*/action", true, true,
                     QT_TRANSLATE_NOOP("wirecase::Interception", "a capture program run on a machine")},
    InterceptionSpec{"microsoft.compute/*/runcommands/write", true, true,
                     QT_TRANSLATE_NOOP("wirecase::Interception", "a capture program run on a machine")},
    InterceptionSpec{"microsoft.compute/*/extensions/write", true, true,
                     QT_TRANSLATE_NOOP("wirecase::Interception", "a capture program run by an extension")},
};

std::vector<WildcardPattern> patterns()
{
    std::vector<WildcardPattern> result;
    for (const InterceptionSpec &spec : specs) {
        const QStringList parts = QString::fromLatin1(spec.operation).split(u'*');
        result.emplace_back(KqlWildcard{{parts.begin(), parts.end()}}, true);
    }
    return result;
}

const InterceptionSpec *specOf(std::string_view operation)
{
    static const std::vector<WildcardPattern> known = patterns();
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (known[i].matches(operation))
            return &specs[i];
    }
    return nullptr;
}

class InterceptionTest final : public PlainTest
{
public:
    [[nodiscard]] bool acceptsText(std::string_view utf8) const override { return specOf(utf8) != nullptr; }
};

bool namesCaptureTool(const ActivityIndex &events, EventId id)
{
    for (int i = 0; i < events.representations(id); ++i) {
        const QByteArray raw = events.rawJson(id, i).toLower();
        for (const char *tool : {"tcpdump", "tshark", "dumpcap", "pktmon", "netsh trace", "windump", "ngrep"}) {
            if (raw.contains(tool))
                return true;
        }
    }
    return false;
}

int weight(StatusClass status)
{
    switch (status) {
    case StatusClass::Succeeded:
        return 4;
    case StatusClass::Accepted:
        return 3;
    case StatusClass::Started:
        return 2;
    case StatusClass::Failed:
        return 1;
    case StatusClass::Other:
        return 0;
    }
    return 0;
}

} // namespace

Result<std::vector<InterceptionRow>> findInterceptions(const ActivityIndex &events, const std::vector<Alert> &alerts,
                                                       JobState &job)
{
    const FieldSource &fields = events.fields(true);
    RowBits found(fields.rowCount());
    if (const FieldColumnPtr column = fields.column(QStringLiteral("azure.activitylogs.operation_name")))
        column->select(InterceptionTest(), found, job);
    QHash<quint32, QStringList> rulesOf;
    for (const Alert &alert : alerts) {
        for (const EventId event : alert.events) {
            if (found.test(static_cast<quint32>(event)) && !rulesOf[static_cast<quint32>(event)].contains(alert.ruleId))
                rulesOf[static_cast<quint32>(event)] << alert.ruleId;
        }
    }
    std::vector<InterceptionRow> rows;
    std::map<QString, std::size_t> rowOf; // by operation and correlation
    for (const quint32 event : found.rows()) {
        if (job.cancelled)
            return Error::cancelled();
        const EventId id{event};
        const QString operation = events.operation(id);
        const InterceptionSpec *spec = specOf(operation.toStdString());
        if (spec == nullptr || (spec->needsTool && !namesCaptureTool(events, id)))
            continue;
        const QString correlation = events.correlationId(id).toCaseFolded();
        const QString key =
            operation.toCaseFolded() + u'|' + (correlation.isEmpty() ? QString::number(event) : correlation);
        const auto [known, isNew] = rowOf.try_emplace(key, rows.size());
        if (isNew)
            rows.push_back({id,
                            {},
                            operation,
                            QCoreApplication::translate("wirecase::Interception", spec->what),
                            {},
                            spec->isStart});
        InterceptionRow &row = rows[known->second];
        row.events.push_back(id);
        if (weight(events.statusClass(id)) > weight(events.statusClass(row.event)))
            row.event = id;
        for (const QString &rule : rulesOf.value(event)) {
            if (!row.ruleIds.contains(rule))
                row.ruleIds << rule;
        }
    }
    return rows;
}

} // namespace wirecase
