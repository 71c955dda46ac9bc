// Measures how fast an activity log becomes indexed events, what memory it takes, and how fast it is filtered.
//
//     bench_activity FILE
//
// makeactivity writes such a file; packaging/bench prints "jq" counting the records of it beside this.

#include "models/activity/activityindexbuilder.h"
#include "models/evidence/bytesource.h"
#include "models/kql/fieldsource.h"
#include "models/kql/query.h"

#include <QString>
#include <QTextStream>

#include <chrono>
#include <ctime>
#include <fstream>
#include <string>

using namespace wirecase;

namespace {

QTextStream out(stdout);

// Memory of this process in bytes, as the kernel counts it: "VmRSS:" now, "VmHWM:" at most.
double residentBytes(const char *which)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(which))
            return std::stod(line.substr(6)) * 1024;
    }
    return 0;
}

/// Seconds on the clock and on the processor; they differ where others use the machine too.
class Stopwatch
{
public:
    [[nodiscard]] double clock() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_begin).count();
    }
    [[nodiscard]] double processor() const { return static_cast<double>(std::clock() - m_processor) / CLOCKS_PER_SEC; }

private:
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
    std::clock_t m_processor = std::clock();
};

void line(const QString &what, const Stopwatch &watch, const QString &more)
{
    out << what.leftJustified(46) << QString::number(watch.clock(), 'f', 3).rightJustified(8) << " s  "
        << QString::number(watch.processor(), 'f', 3).rightJustified(8) << " s of processor  " << more << Qt::endl;
}

void measureFilter(const ActivityIndex &index, const char *text)
{
    JobState job;
    const Stopwatch watch;
    const auto query = KqlQuery::parse(QString::fromLatin1(text));
    const auto found = matchEvents(index, *query, false, job);
    line(QString::fromLatin1(text).left(44), watch,
         found ? QString::number(found->count()) + QStringLiteral(" events") : found.error().text());
}

} // namespace

int main(int argc, char **argv)
{
    const auto source = openFile(argc == 2 ? QString::fromLocal8Bit(argv[1]) : QString());
    if (!source) {
        out << source.error().text() << Qt::endl;
        return 2;
    }
    const double size = static_cast<double>((*source)->size());
    const double before = residentBytes("VmRSS:");
    ActivityIndexPtr index;
    {
        ActivityIndexBuilder builder;
        JobState job;
        const Stopwatch whole;
        const Stopwatch reading;
        const ImportReport report = builder.add(*source, EvidenceId{1}, job);
        line(QStringLiteral("read"), reading, QStringLiteral("%1 problems").arg(report.problems));
        const Stopwatch folding;
        index = builder.build();
        line(QStringLiteral("fold into events"), folding, QStringLiteral("%1 events").arg(index->size()));
        line(QStringLiteral("bench_activity: JSON Lines to indexed events"), whole,
             QStringLiteral("%1 MB/s, %2 MB/s of processor")
                 .arg(size / 1e6 / whole.clock(), 0, 'f', 0)
                 .arg(size / 1e6 / whole.processor(), 0, 'f', 0));
    }
    out << "memory                                        " << (residentBytes("VmRSS:") - before) / size
        << " of the size of the JSON, at most " << (residentBytes("VmHWM:") - before) / size << Qt::endl;
    for (const char *query :
         {"event.outcome:success and azure.activitylogs.operation_name:MICROSOFT.NETWORK/*/PACKETCAPTURES/WRITE",
          "source.ip:69.0.0.0/8 and not user.name:person1*",
          "azure.resource.group:RG-49 or azure.resource.name:RESOURCE-7",
          "azure.correlation_id:00000000-0000-4000-8000-000000000000", "@timestamp >= \"2026-10-20T00:00:00Z\"",
          "azure.activitylogs.identity.claims.uti:41e*", "azure.activitylogs.properties.status_code:OK",
          "azure.activitylogs.properties.requestbody:*team-60*", "azure.activitylogs.properties.service_request_id:fe*",
          "azure.activitylogs.identity.authorization.scope:*resource-1840"})
        measureFilter(*index, query);
    return 0;
}
