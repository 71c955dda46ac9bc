#include "app/cli/command.h"

#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "models/base/printable.h"
#include "models/casefile/casesalvage.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cstdlib>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::Command)
};

} // namespace

const std::vector<Command> &commands()
{
    static const std::vector<Command> table{
        {"triage",
         "EVIDENCE… [--rules FILE…] [--steps TEAM.md] [--mode faithful|normalised] [--case F.wirecase] [--report "
         "F.{html,md,json,pdf}]…",
         QT_TRANSLATE_NOOP("wirecase::Command", "the whole job without a window"), &runTriage, true},
        {"events", "EVIDENCE… [--filter KQL]",
         QT_TRANSLATE_NOOP("wirecase::Command", "activity events as ECS documents"), &runEvents},
        {"capture info", "FILE…", QT_TRANSLATE_NOOP("wirecase::Command", "what a capture file holds"), &runCaptureInfo},
        {"capture packets", "FILE… [--filter KQL] [--bpf EXPR] [--find TEXT | --find-hex HEX | --find-regex RE]",
         QT_TRANSLATE_NOOP("wirecase::Command", "its packets"), &runCapturePackets},
        {"capture conversations", "FILE… [--filter KQL]", QT_TRANSLATE_NOOP("wirecase::Command", "its conversations"),
         &runCaptureConversations},
        {"capture objects", "FILE… [--conversation N] [--save FOLDER]",
         QT_TRANSLATE_NOOP("wirecase::Command", "the files that crossed the network readable"), &runCaptureObjects},
        {"capture slice", "FILE… --conversation N | --filter KQL | --bpf EXPR -o OUT.pcapng",
         QT_TRANSLATE_NOOP("wirecase::Command", "some of its packets as a capture of their own, with a manifest"),
         &runCaptureSlice},
        {"capture stream", "FILE… --conversation N [--side client|server]",
         QT_TRANSLATE_NOOP("wirecase::Command", "what was said in one conversation, as bytes in their order"),
         &runCaptureStream},
        {"flows", "EVIDENCE… [--raw] [--filter KQL]",
         QT_TRANSLATE_NOOP("wirecase::Command", "flow-log flows, or raw tuples"), &runFlows},
        {"guide", "RULE.toml|RULES.ndjson [--steps TEAM.md]",
         QT_TRANSLATE_NOOP("wirecase::Command", "a rule's guide: steps, false positives, responses, setup"), &runGuide},
        {"kql parse", "QUERY",
         QT_TRANSLATE_NOOP("wirecase::Command", "the syntax tree of a KQL query, as Kibana's JSON"), &runKqlParse},
        {"kql match", "[--mapping M.json] --docs D.ndjson [--now TIME] QUERY",
         QT_TRANSLATE_NOOP("wirecase::Command", "the _id of each document that matches"), &runKqlMatch},
        {"kql lint", "[--mapping M.json] QUERY",
         QT_TRANSLATE_NOOP("wirecase::Command", "what in a query reads otherwise than it was meant"), &runKqlLint},
        {"rules check", "PATH…", QT_TRANSLATE_NOOP("wirecase::Command", "which rules run here, and why others do not"),
         &runRulesCheck},
        {"rules run",
         "--rules PATH… EVIDENCE… [--mode faithful|normalised] [--schedule] [--exceptions FILE] [--near-misses]",
         QT_TRANSLATE_NOOP("wirecase::Command", "the alerts of these rules"), &runRulesRun},
        {"report", "CASE [--format html|pdf|md|json] [--output FILE]",
         QT_TRANSLATE_NOOP("wirecase::Command", "the report of a case"), &runReport, true},
        {"salvage", "CASE [--output FILE]",
         QT_TRANSLATE_NOOP("wirecase::Command", "what can be read of a damaged case, as a new case"), &runSalvage},
    };
    return table;
}

bool parseArguments(QCommandLineParser &parser, const QStringList &arguments, int leastPositional)
{
    const QString help = QStringLiteral("help");
    parser.addOption({{QStringLiteral("h"), help}, Text::tr("Says what the command takes.")});
    if (!parser.parse(QStringList{QStringLiteral("wirecase-cli")} + arguments)) {
        say(parser.errorText());
        return false;
    }
    if (parser.isSet(help)) { // what it is called with was said already
        print(parser.helpText().section(QStringLiteral("\n\n"), 1).trimmed());
        std::exit(Done);
    }
    if (parser.positionalArguments().size() < leastPositional) {
        say(Text::tr("A file or folder is missing. See --help."));
        return false;
    }
    return true;
}

EvidencePlan plannedEvidence(const QStringList &paths, int &problems)
{
    EvidencePlan plan;
    for (const QString &path : paths) {
        const bool isFolder = QFileInfo(path).isDir();
        for (PlannedFile &file : planEvidence({path}, commandJob())) {
            if (file.failed || (!file.whyNot.isEmpty() && !isFolder)) {
                say(Text::tr("%1: %2").arg(printable(file.path), file.whyNot));
                ++problems;
            }
            plan.push_back(std::move(file));
        }
    }
    return plan;
}

void sayCaseError(const Error &error)
{
    say(error.text());
    if (maySalvage(error))
        say(Text::tr("\"wirecase-cli salvage %1\" writes what can still be read into a new case.").arg(error.file));
}

int exitCode(bool readAnything, quint64 problems)
{
    if (commandJob().cancelled)
        return Interrupted;
    if (!readAnything)
        return Nothing;
    return problems > 0 ? DoneWithProblems : Done;
}

} // namespace wirecase
