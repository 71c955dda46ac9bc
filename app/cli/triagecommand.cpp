#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "app/cli/reading.h"
#include "app/cli/ruleloading.h"
#include "models/base/printable.h"
#include "models/base/timeformat.h"
#include "models/casefile/casefile.h"
#include "models/investigation/investigation.h"
#include "models/report/reportcontent.h"
#include "models/report/reportwriter.h"

#include <QEventLoop>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <iterator>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::TriageCommand)
};

void declareOptions(QCommandLineParser &parser)
{
    parser.addOption({QStringLiteral("json"), Text::tr("One JSON document an alert.")});
    parser.addOption({QStringLiteral("rules"),
                      Text::tr("A rule file to run beside the built-in rule; may be given again."),
                      QStringLiteral("FILE")});
    parser.addOption({QStringLiteral("steps"),
                      Text::tr("The team's own steps (Markdown), to stand on top of each guide."),
                      QStringLiteral("FILE")});
    parser.addOption({QStringLiteral("mode"), Text::tr("normalised (the default) or faithful."), QStringLiteral("MODE"),
                      QStringLiteral("normalised")});
    parser.addOption({QStringLiteral("case"), Text::tr("Keep the case in this file; go on with it when it is there."),
                      QStringLiteral("F.wirecase")});
    parser.addOption({QStringLiteral("report"),
                      Text::tr("Write the report, by ending: .html, .md, .json, .pdf; may be given again."),
                      QStringLiteral("FILE")});
}

Result<std::unique_ptr<CaseFile>> openCase(const QString &path, const QTemporaryDir &folder)
{
    if (path.isEmpty())
        return CaseFile::create(folder.filePath(QStringLiteral("triage.wirecase")), Text::tr("Triage"));
    if (!QFileInfo::exists(path))
        return CaseFile::create(path, QFileInfo(path).completeBaseName());
    auto opened = CaseFile::open(path);
    if (opened && (*opened)->isReadOnly())
        return Error{Error::Code::Io, Text::tr("The case cannot be written to."), path};
    return opened;
}

/// Runs the investigation to its end, with an interrupt stopping the reading.
void settle(Investigation &investigation)
{
    QEventLoop loop;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (commandJob().cancelled)
            investigation.stopReading();
    });
    poll.start(50);
    QObject::connect(&investigation, &Investigation::settled, &loop, &QEventLoop::quit);
    loop.exec();
}

QJsonObject alertJson(const Alert &alert, const AlertFacts *facts)
{
    QJsonObject json{
        {QStringLiteral("@timestamp"), isoTime(alert.timeNs)},
        {QStringLiteral("kibana.alert.rule.rule_id"), alert.ruleId},
        {QStringLiteral("kibana.alert.rule.name"), alert.ruleName},
        {QStringLiteral("kibana.alert.severity"), alert.severity},
        {QStringLiteral("kibana.alert.risk_score"), alert.riskScore},
        {QStringLiteral("user.name"), alert.caller},
        {QStringLiteral("wirecase.alert"), alert.key},
        {QStringLiteral("wirecase.mode"), alert.faithful ? QStringLiteral("faithful") : QStringLiteral("normalised")}};
    if (!facts)
        return json;
    QJsonArray rows;
    for (const FactRow &row : facts->rows) {
        rows.append(QJsonObject{{QStringLiteral("group"), row.fact.group},
                                {QStringLiteral("key"), row.fact.key},
                                {QStringLiteral("label"), row.fact.label},
                                {QStringLiteral("value"), row.fact.value}});
    }
    json.insert(QStringLiteral("wirecase.facts"), rows);
    return json;
}

void printAlerts(const Investigation &investigation, bool asJson)
{
    for (const Alert &alert : investigation.snapshot()->detection.alerts) {
        const AlertFacts *facts = investigation.facts()->of(alert.key);
        if (asJson) {
            print(alertJson(alert, facts));
            continue;
        }
        print(columns({isoTime(alert.timeNs), alert.severity, alert.ruleName, alert.caller}, {24, 8, 44, 0}));
        if (!alert.modeNote.isEmpty())
            print(QStringLiteral("    %1").arg(alert.modeNote));
        if (!facts)
            continue;
        std::vector<const FactRow *> rows = facts->ofGroup(groupAnswerable);
        std::ranges::copy(facts->ofGroup(groupExposed), std::back_inserter(rows));
        for (const FactRow *row : rows)
            print(QStringLiteral("    %1 %2").arg(row->fact.label.leftJustified(28), row->fact.value));
    }
}

/// What of the evidence is not read, with the reason: nobody should take silence for "nothing there".
void saySkipped(const EvidencePlan &plan)
{
    constexpr std::size_t most = 20;
    std::size_t skipped = 0;
    for (const PlannedFile &file : plan) {
        if (file.willRead() || file.failed || file.whyNot.isEmpty())
            continue;
        if (++skipped <= most)
            say(Text::tr("Not read: %1: %2").arg(printable(file.path), file.whyNot));
    }
    if (skipped > most)
        say(Text::tr("Not read: %n more file(s).", nullptr, static_cast<int>(skipped - most)));
}

bool writeReports(const CaseState &state, const QStringList &paths)
{
    bool good = true;
    for (const QString &path : paths) {
        if (const Status written = writeReport(reportContent(state), path); !written) {
            say(written.error().text());
            good = false;
        }
    }
    return good;
}

} // namespace

int runTriage(const QStringList &arguments)
{
    QCommandLineParser parser;
    declareOptions(parser);
    if (!parseArguments(parser, arguments, 1))
        return Usage;
    const QString mode = parser.value(QStringLiteral("mode"));
    if (!isDetectionMode(mode))
        return Usage;
    const LoadedRules loaded = loadRules(parser.values(QStringLiteral("rules")));
    for (const Rule &rule : loaded.rules) {
        if (!rule.notEvaluable.isEmpty())
            say(Text::tr("%1: %2").arg(rule.name, rule.notEvaluable));
    }
    if (parser.isSet(QStringLiteral("rules")) && loaded.rules.empty()) {
        say(Text::tr("There are no rules in these files."));
        return Nothing;
    }
    const auto teamSteps = readTeamSteps(parser.value(QStringLiteral("steps")));
    if (!teamSteps)
        return Nothing;
    const QTemporaryDir folder;
    auto caseFile = openCase(parser.value(QStringLiteral("case")), folder);
    if (!caseFile) {
        sayCaseError(caseFile.error());
        return Nothing;
    }
    int unreadable = 0;
    EvidencePlan plan = plannedEvidence(parser.positionalArguments(), unreadable);
    const bool any = std::any_of(plan.begin(), plan.end(), [](const PlannedFile &file) { return file.willRead(); });
    if (!any) {
        say(Text::tr("There is no evidence that could be read."));
        return Nothing;
    }

    // Rules are evidence of the case: without them, who opens it again would not see what they found.
    for (PlannedFile &file : plannedEvidence(parser.values(QStringLiteral("rules")), unreadable)) {
        if (file.kind == EvidenceKind::Rules)
            plan.push_back(std::move(file));
    }

    Investigation investigation(**caseFile);
    investigation.setTeamSteps(*teamSteps);
    investigation.setMode(mode == QStringLiteral("faithful") ? DetectionMode::Faithful : DetectionMode::Normalised);
    if (!(*caseFile)->state().evidence.empty()) { // a case that goes on keeps what it has
        QEventLoop known;
        QObject::connect(&investigation, &Investigation::evidenceChanged, &known, &QEventLoop::quit);
        investigation.reopen();
        known.exec();
        for (const CaseEvidence &evidence : (*caseFile)->state().evidence) {
            if (!QFileInfo::exists(evidence.path))
                say(Text::tr("Not read: %1: %2")
                        .arg(printable(evidence.path), Text::tr("The file is not there any more.")));
        }
    }
    investigation.add(plan);
    settle(investigation);

    for (const EvidenceFile &file : investigation.evidence().files())
        sayProblems(file.report, file.name);
    saySkipped(plan);
    if (investigation.snapshot()->detection.alerts.empty())
        say(Text::tr("No rule raised an alert."));
    printAlerts(investigation, parser.isSet(QStringLiteral("json")));
    if (const Status saved = (*caseFile)->flush(); !saved) {
        say(saved.error().text());
        return Nothing;
    }
    if (!writeReports((*caseFile)->state(), parser.values(QStringLiteral("report"))))
        return Nothing;
    return exitCode(true, investigation.evidence().problemCount() + static_cast<quint64>(unreadable) + loaded.problems);
}

} // namespace wirecase
