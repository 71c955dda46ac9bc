#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "app/cli/reading.h"
#include "models/activity/activityindexbuilder.h"
#include "models/base/timeformat.h"
#include "models/kql/query.h"

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::EventsCommand)
};

QString eventLine(const ActivityEvent &event)
{
    return columns({isoTime(event.timeNs, 3), event.status, event.caller, event.callerAddressText, event.operation,
                    event.resourceId},
                   {24, 10, 36, 15, 60, 0});
}

} // namespace

int runEvents(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("json"), Text::tr("One JSON document a line.")});
    parser.addOption({QStringLiteral("filter"), Text::tr("Only what matches this KQL."), QStringLiteral("KQL")});
    parser.addOption({QStringLiteral("mode"), Text::tr("faithful (as Elastic stores it, the default) or normalised."),
                      QStringLiteral("MODE"), QStringLiteral("faithful")});
    if (!parseArguments(parser, arguments, 1))
        return Usage;
    const auto scope = filterScope(parser);
    if (!scope)
        return Usage;
    const bool normalised = parser.value(QStringLiteral("mode")) == QStringLiteral("normalised");
    ActivityIndexBuilder builder;
    const ReadCounts counts = readEach(parser.positionalArguments(), {EvidenceKind::ActivityLog},
                                       [&builder](const ByteSourcePtr &bytes, EvidenceId id, const QString &) {
                                           return builder.add(bytes, id, commandJob());
                                       });
    const ActivityIndexPtr events = builder.build();
    const auto query = KqlQuery::parse(scope->kql);
    const auto matched = matchEvents(*events, *query, normalised, commandJob());
    if (!matched)
        return exitCodeOf(matched.error());
    for (const quint32 row : matched->rows()) {
        if (parser.isSet(QStringLiteral("json")))
            print(events->ecs(EventId{row}, 0, normalised));
        else
            print(eventLine(events->event(EventId{row})));
    }
    return exitCode(counts.files > 0, counts.problems);
}

} // namespace wirecase
