// How long the facts of all alerts take. Run by hand:
//
//     bench_facts EVENTS ALERTS
//
// The evidence is made up: captures among other operations, by some forty callers, over twenty days.

#include "models/detection/rule.h"
#include "models/evidence/evidenceplan.h"
#include "models/investigation/factbook.h"
#include "models/investigation/findingswriter.h"
#include "models/investigation/pipeline.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTextStream>

using namespace wirecase;

namespace {

QByteArray line(int number, qint64 atMs, const QString &operation, const QString &resource, bool isStart,
                const QString &body)
{
    const QString caller = QStringLiteral("u%1@corp.example").arg(number % 37);
    const QJsonObject claims{{QStringLiteral("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn"), caller}};
    QJsonObject properties;
    if (!body.isEmpty())
        properties.insert(QStringLiteral("requestbody"), body);
    const QJsonObject event{
        {QStringLiteral("time"), QDateTime::fromMSecsSinceEpoch(atMs, Qt::UTC).toString(Qt::ISODateWithMs)},
        {QStringLiteral("resourceId"), resource},
        {QStringLiteral("operationName"), operation},
        {QStringLiteral("category"), QStringLiteral("Administrative")},
        {QStringLiteral("resultType"), isStart ? QStringLiteral("Start") : QStringLiteral("Success")},
        {QStringLiteral("callerIpAddress"), QStringLiteral("192.0.2.%1").arg(number % 37 + 1)},
        {QStringLiteral("correlationId"),
         QStringLiteral("c0ffee00-0000-0000-0000-%1").arg(number, 12, 10, QChar(u'0'))},
        {QStringLiteral("identity"), QJsonObject{{QStringLiteral("claims"), claims}}},
        {QStringLiteral("level"), QStringLiteral("Information")},
        {QStringLiteral("properties"), properties}};
    return QJsonDocument(event).toJson(QJsonDocument::Compact) + '\n';
}

void writeLog(QFile &file, int events, int alerts)
{
    constexpr qint64 beginMs = 1'738'368'000'000LL; // 2025-02-01
    const int operations = events - alerts;
    const qint64 stepMs = 20LL * 86'400'000 / operations;
    const QString group = QStringLiteral("/subscriptions/s1/resourceGroups/rg/providers/");
    int captures = 0;
    for (int i = 0; i < operations; ++i) {
        const qint64 atMs = beginMs + i * stepMs;
        if (static_cast<qint64>(i) * alerts / operations < captures) {
            const QString machine = group + QStringLiteral("Microsoft.Compute/virtualMachines/box%1").arg(i % 400);
            const QString verb = i % 500 == 7 ? QStringLiteral("Microsoft.Authorization/roleAssignments/write")
                                              : QStringLiteral("Microsoft.Compute/virtualMachines/write");
            file.write(line(i, atMs, verb, machine, false, {}));
            continue;
        }
        const QString target = group + QStringLiteral("Microsoft.Compute/virtualMachines/box%1").arg(captures % 40);
        const QString capture =
            group + QStringLiteral("Microsoft.Network/networkWatchers/w/packetCaptures/cap%1").arg(++captures);
        const QString verb = QStringLiteral("Microsoft.Network/networkWatchers/packetCaptures/write");
        const QString body = QStringLiteral(R"({"properties":{"target":"%1","timeLimitInSeconds":7200}})").arg(target);
        file.write(line(i, atMs, verb, capture, true, body));
        file.write(line(i, atMs + 2000, verb, capture, false, {}));
    }
}

PipelineInput inputOf(const QString &folder)
{
    PipelineInput input;
    JobState job;
    quint32 number = 0;
    for (const PlannedFile &planned : planEvidence({folder}, job)) {
        EvidenceFile file;
        file.id = EvidenceId{++number};
        file.path = planned.path;
        file.name = planned.name;
        file.size = planned.size;
        file.kind = planned.kind;
        input.evidence.add(std::move(file));
    }
    if (auto rule = readRuleToml(builtInRuleToml(), builtInRuleName()))
        input.rules.push_back(*std::move(rule));
    return input;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    QTextStream out(stdout);
    if (arguments.size() != 3) {
        out << "usage: bench_facts EVENTS ALERTS" << Qt::endl;
        return 2;
    }
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("log.json")));
    if (!file.open(QIODevice::WriteOnly))
        return 1;
    writeLog(file, arguments[1].toInt(), arguments[2].toInt());
    file.close();
    QElapsedTimer timer;
    timer.start();
    JobState job;
    const SnapshotPtr snapshot = runPipeline(inputOf(folder.path()), job);
    out << snapshot->activity->size() << " events, " << snapshot->detection.alerts.size()
        << " alerts: read and joined in " << timer.restart() << " ms" << Qt::endl;
    const FactBookPtr facts = deriveFacts(*snapshot, {}, job);
    out << "facts derived in " << timer.restart() << " ms" << Qt::endl;
    const Findings findings = findingsOf(*snapshot, *facts);
    out << findings.facts.size() << " facts put together for the case in " << timer.elapsed() << " ms" << Qt::endl;
    return 0;
}
