#pragma once

#include "models/evidence/evidenceplan.h"

#include <QCommandLineParser>
#include <QStringList>

#include <vector>

namespace wirecase {

/// DESIGN 8.
enum ExitCode
{
    Done = 0,
    DoneWithProblems = 1, ///< something in the evidence could not be read; said on stderr
    Usage = 2,
    Nothing = 3, ///< nothing could be done
    Interrupted = 130,
};

/// One command of the tool. `words` is its name, one word or two.
struct Command
{
    const char *words;
    const char *usage;   ///< what follows the name: "EVIDENCE… [--json]"
    const char *summary; ///< one line
    int (*run)(const QStringList &arguments);
    bool needsFonts = false; ///< lays out pages
};

[[nodiscard]] const std::vector<Command> &commands();

int runCaptureInfo(const QStringList &arguments);
int runCapturePackets(const QStringList &arguments);
int runCaptureConversations(const QStringList &arguments);
int runCaptureObjects(const QStringList &arguments);
int runCaptureSlice(const QStringList &arguments);
int runCaptureStream(const QStringList &arguments);
int runEvents(const QStringList &arguments);
int runFlows(const QStringList &arguments);
int runGuide(const QStringList &arguments);
int runKqlLint(const QStringList &arguments);
int runKqlMatch(const QStringList &arguments);
int runKqlParse(const QStringList &arguments);
int runReport(const QStringList &arguments);
int runRulesCheck(const QStringList &arguments);
int runRulesRun(const QStringList &arguments);
int runSalvage(const QStringList &arguments);
int runTriage(const QStringList &arguments);

/// Parses the arguments of one command, whose options are declared already. Says what is wrong on stderr and answers
/// false; `--help` prints and exits.
[[nodiscard]] bool parseArguments(QCommandLineParser &parser, const QStringList &arguments, int leastPositional);

/// The plan over all positional arguments. Files named directly that cannot be read are said on stderr and counted in
/// `problems`; files found in folders are left out, and said and counted only when nobody knows what they are.
[[nodiscard]] EvidencePlan plannedEvidence(const QStringList &paths, int &problems);

/// Says why a case cannot be opened and, where that may help, how to salvage it.
void sayCaseError(const Error &error);

/// What is to be returned: interrupted before anything else, then nothing read, then problems.
[[nodiscard]] int exitCode(bool readAnything, quint64 problems);

} // namespace wirecase
