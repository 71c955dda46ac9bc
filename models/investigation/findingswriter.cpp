#include "models/investigation/findingswriter.h"

#include "models/investigation/facttext.h"
#include "models/investigation/guidefilling.h"
#include "models/investigation/snapshot.h"
#include "models/investigation/timelinewriter.h"
#include "models/investigation/trafficsummary.h"

#include <algorithm>

namespace wirecase {

namespace {

QStringList techniquesOf(const Rule &rule)
{
    QStringList techniques;
    for (const ThreatEntry &threat : rule.threat) {
        for (qsizetype i = 0; i < threat.techniqueIds.size(); ++i) {
            const QString text = QStringLiteral("%1 %2").arg(threat.techniqueIds.at(i), threat.techniqueNames.value(i));
            if (!techniques.contains(text))
                techniques << text;
        }
    }
    return techniques;
}

CaseAlert caseAlert(const Snapshot &snapshot, const Alert &alert)
{
    const ActivityEvent event = snapshot.activity->event(alert.event);
    CaseAlert result;
    result.key = alert.key;
    result.ruleId = alert.ruleId;
    result.ruleName = alert.ruleName;
    result.severity = alert.severity;
    result.riskScore = alert.riskScore;
    result.timeNs = alert.timeNs;
    result.caller = alert.caller;
    if (callerTitle(alert.caller, alert.callerName) == alert.callerName && alert.callerName != alert.caller)
        result.callerName = alert.callerName;
    result.operation = event.operation;
    result.faithful = alert.faithful;
    result.modeNote = alert.modeNote;
    result.sources = event.sources;
    if (const auto number = snapshot.correlation->sessionOfAlert(alert.key))
        result.target = snapshot.correlation->sessions().at(*number).targetName;
    const auto rule = std::find_if(snapshot.rules.begin(), snapshot.rules.end(),
                                   [&](const Rule &candidate) { return candidate.id == alert.ruleId; });
    if (rule != snapshot.rules.end())
        result.techniques = techniquesOf(*rule);
    return result;
}

void addSteps(const std::vector<GuideStep> &steps, const char *section, const QString &alertKey,
              std::vector<CaseStep> &into)
{
    for (const GuideStep *step : flattened(steps))
        into.push_back({alertKey, step->key, QLatin1String(section), step->title, step->text});
}

CaseSession caseSession(const Snapshot &snapshot, quint32 number)
{
    const CaptureSession &session = snapshot.correlation->sessions().at(number);
    const Coverage &coverage = snapshot.correlation->coverage(number);
    CaseSession result;
    result.key = session.key;
    result.name = session.name;
    result.target = session.targetName;
    result.writtenTo = session.storageAccount.isEmpty() ? session.localPath : session.storageAccount;
    result.requested = session.requested;
    result.endReason = endReasonText(session.endReason);
    if (session.endAssumed)
        result.endReason += QCoreApplication::translate("wirecase::FindingsWriter", " (assumed)");
    if (session.timeLimitSeconds > 0)
        result.limits << QCoreApplication::translate("wirecase::FindingsWriter", "records for at most %1 s")
                             .arg(factCount(static_cast<quint64>(session.timeLimitSeconds)));
    if (session.totalBytes > 0)
        result.limits
            << QCoreApplication::translate("wirecase::FindingsWriter", "at most %1").arg(factBytes(session.totalBytes));
    result.limits << bytesPerPacketText(session);
    result.filters = session.filters;
    result.cautions = session.cautions;
    for (const quint32 file : session.captureFiles)
        result.captures.push_back(snapshot.capture.packets->files().at(file).id);
    result.covered = coverage.covered;
    result.gaps.assign(coverage.gaps.begin(), coverage.gaps.end());
    if (coverage.targetKnown) {
        // Of the same time as the facts of its alerts: from the request on, not only from when Azure said that it runs.
        const TrafficSummary traffic = summarise(
            *snapshot.traffic, snapshot.correlation->trafficOf(number, *snapshot.traffic), session.targetAddresses);
        result.logOnlyConversations = traffic.logOnly;
        result.logOnlyBytes = traffic.logOnlyBytes;
    }
    result.alertKeys = session.alertKeys;
    return result;
}

} // namespace

std::vector<CaseStep> caseSteps(const Snapshot &snapshot, const QString &ruleId, const QString &alertKey)
{
    std::vector<CaseStep> steps;
    const auto found = snapshot.guides.find(ruleId);
    if (found == snapshot.guides.end())
        return steps;
    const Alert *alert = snapshot.alert(alertKey);
    const Guide guide = alert ? filledGuide(found->second, alertDocument(snapshot, *alert)) : found->second;
    addSteps(guide.steps, sectionSteps, alertKey, steps);
    addSteps(guide.falsePositives, sectionFalsePositives, alertKey, steps);
    addSteps(guide.responses, sectionResponses, alertKey, steps);
    return steps;
}

Findings findingsOf(const Snapshot &snapshot, const FactBook &facts)
{
    Findings findings;
    for (const Alert &alert : snapshot.detection.alerts) {
        findings.alerts.push_back(caseAlert(snapshot, alert));
        const std::vector<CaseStep> steps = caseSteps(snapshot, alert.ruleId, alert.key);
        findings.steps.insert(findings.steps.end(), steps.begin(), steps.end());
        if (const AlertFacts *known = facts.of(alert.key)) {
            for (const FactRow &row : known->rows)
                findings.facts.push_back(row.fact);
        }
    }
    const auto sessions = static_cast<quint32>(snapshot.correlation->sessions().size());
    for (quint32 number = 0; number < sessions; ++number)
        findings.sessions.push_back(caseSession(snapshot, number));
    findings.timeline = timelineOf(snapshot);
    return findings;
}

CaseEvidence evidenceOutcome(const EvidenceFile &file)
{
    constexpr std::size_t mostPlaces = 20;
    CaseEvidence outcome;
    outcome.id = file.id;
    outcome.kind = evidenceKindKey(file.kind);
    if (!file.time.isEmpty()) {
        outcome.firstNs = file.time.beginNs;
        outcome.lastNs = file.time.endNs - 1;
    }
    outcome.records = static_cast<qint64>(file.report.records);
    outcome.problems = static_cast<qint64>(file.report.problems);
    QStringList lines;
    for (std::size_t i = 0; i < std::min(mostPlaces, file.report.places.size()); ++i)
        lines << file.report.places[i].text();
    outcome.problemText = lines.join(u'\n');
    return outcome;
}

} // namespace wirecase
