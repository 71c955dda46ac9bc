#pragma once

#include "models/base/timeformat.h"
#include "models/casefile/answer.h"
#include "models/casefile/timelinesummary.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace wirecase {

struct CaseState;

struct ReportOptions
{
    TimeFormat timeFormat; ///< zone of the times for people; the JSON report is always UTC
};

/// Where a statement comes from, fit to be found again by a stranger.
struct Citation
{
    QString file;       ///< name of the evidence
    quint64 record = 0; ///< 1-based; 0 means the file as a whole
    QString sha256;     ///< the whole hash in hex, empty when not known
    QString label;      ///< words of the analyst, for a pin
    int evidence = 0;   ///< number of the file in ReportContent::evidence, 1-based; 0 when the case does not hold it
};

struct ReportFact
{
    QString key;
    QString label;
    QString value;
    std::vector<Citation> sources;
};

struct ReportStep
{
    QString title;
    QString text;
    Answer answer = Answer::None;
    QString why;
    QString note;
    QString author;
    qint64 changedNs = noTime;
    std::vector<ReportFact> facts;
    std::vector<Citation> pins;
    bool inGuide = true; ///< false: only its answer is left, the guide has changed since
};

struct ReportNote
{
    QString text;
    QString author;
    qint64 timeNs = noTime;
};

struct ReportAlert
{
    QString key, ruleId, ruleName, severity;
    int riskScore = 0;
    qint64 timeNs = noTime;
    QString caller, callerName, operation, target;
    QStringList techniques;
    QString modeNote;
    std::vector<Citation> sources;
    Verdict verdict = Verdict::None;
    QString reason, verdictAuthor;
    qint64 verdictNs = noTime;
    std::vector<ReportFact> details;    ///< who, what, target, written to
    std::vector<ReportFact> answerable; ///< what could be answered when the case was last investigated
    std::vector<ReportFact> exposed;    ///< accounts whose passwords crossed the network readable
    std::vector<ReportFact> related;
    std::vector<ReportStep> steps, falsePositives, responses;
    std::vector<ReportNote> notes;
    std::vector<Citation> pins; ///< of the alert itself
    bool raised = true;         ///< false: only what was said on it is left, the evidence no longer gives it
};

struct ReportSession
{
    QString name, target, writtenTo, endReason;
    TimeRange requested;
    QStringList limits, filters, cautions;
    std::vector<Citation> captureFiles;
    std::vector<TimeRange> covered, gaps;
    quint64 logOnlyConversations = 0, logOnlyBytes = 0;
};

struct ReportEvidence
{
    QString name, path, kind, sha256;
    quint64 size = 0;
    qint64 firstNs = noTime, lastNs = noTime;
    qint64 records = 0, problems = 0;
    QString problemText;
    bool changed = false;
};

struct ReportMark
{
    Citation source;
    QString comment, author;
};

struct ReportJournal
{
    quint64 entries = 0;
    qint64 firstNs = noTime, lastNs = noTime;
    QString lastHash;
    bool intact = true;
    QString check; ///< one sentence
    QStringList authors;
};

/// All that a report says, from the case alone, in one order. Writers only lay it out.
struct ReportContent
{
    QString caseId, name, number, analyst;
    qint64 createdNs = noTime;
    qint64 lastActNs = noTime; ///< stands for the date of the report, so that the same case gives the same bytes
    TimeFormat timeFormat;
    std::vector<ReportAlert> alerts;
    std::vector<ReportSession> sessions;
    TimelineSummary timeline;
    std::vector<ReportEvidence> evidence; ///< cited by their numbers: E1 is the first
    std::vector<ReportNote> notes;        ///< of the case
    std::vector<ReportMark> marks;
    ReportJournal journal;
};

/// "E3": the number of a file, 1-based.
[[nodiscard]] QString evidenceName(int number);

[[nodiscard]] ReportContent reportContent(const CaseState &state, const ReportOptions &options = {});

} // namespace wirecase
