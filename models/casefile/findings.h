#pragma once

#include "models/base/timerange.h"
#include "models/casefile/timelinesummary.h"
#include "models/evidence/evidenceref.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace wirecase {

// What the investigation derived from the evidence. The case keeps a copy, so that a report needs the case alone. It is
// replaced as a whole and is no act: the same evidence gives it again. Secrets occur in it masked only.

inline constexpr char sectionSteps[] = "steps";
inline constexpr char sectionFalsePositives[] = "false_positives";
inline constexpr char sectionResponses[] = "responses";

/// A file of evidence as the case knows it.
struct CaseEvidence
{
    EvidenceId id{};
    QString path; ///< where it was last seen
    QString name; ///< relative to what was opened
    quint64 size = 0;
    qint64 mtimeNs = noTime;
    QByteArray sha256; ///< 32 bytes; empty until known
    QString kind;      ///< evidenceKindKey()
    qint64 firstNs = noTime;
    qint64 lastNs = noTime;
    qint64 records = 0;
    qint64 problems = 0;
    QString problemText;  ///< the first problems with their places, one a line
    bool changed = false; ///< the bytes are no longer those that were added
    bool operator==(const CaseEvidence &) const = default;
};

/// What the report tells of an alert. Who, what, target and the like are CaseFacts.
struct CaseAlert
{
    QString key;
    QString ruleId;
    QString ruleName;
    QString severity;
    int riskScore = 0;
    qint64 timeNs = noTime;
    QString caller;
    QString callerName; ///< of a caller that is an id, empty when it has no other name
    QString operation;
    QString target;
    QStringList techniques; ///< "T1040 Network Sniffing"
    bool faithful = false;  ///< the rule as published would fire
    QString modeNote;
    std::vector<EvidenceRef> sources;
    bool operator==(const CaseAlert &) const = default;
};

/// A step of the guide as it stood when the alert was investigated, in the guide's order.
struct CaseStep
{
    QString alertKey;
    QString stepKey;
    QString section; ///< sectionSteps, sectionFalsePositives or sectionResponses
    QString title;
    QString text;
    bool operator==(const CaseStep &) const = default;
};

/// A fact of an alert, or of one step of it when stepKey is set, with the records it was read from.
struct CaseFact
{
    QString alertKey;
    QString key; ///< stable: "caller", "written_to", "traffic.conversations"
    QString label;
    QString value;
    std::vector<EvidenceRef> sources;
    QString stepKey; ///< empty: belongs to the alert
    QString group;   ///< "details", "answerable", "related"; rows are shown in groups
    bool operator==(const CaseFact &) const = default;
};

/// A capture session, from start to end, and what of it is in the evidence.
struct CaseSession
{
    QString key;
    QString name;
    QString target;
    QString writtenTo;
    TimeRange requested;
    QString endReason;  ///< words: "stopped", "time limit (assumed)"
    QStringList limits; ///< words: "18 000 s", "1 GB"
    QStringList filters;
    QStringList cautions;
    std::vector<EvidenceId> captures;
    std::vector<TimeRange> covered;
    std::vector<TimeRange> gaps;
    quint64 logOnlyConversations = 0;
    quint64 logOnlyBytes = 0;
    std::vector<QString> alertKeys;
    bool operator==(const CaseSession &) const = default;
};

struct Findings
{
    std::vector<CaseAlert> alerts; ///< by time, then key
    std::vector<CaseStep> steps;   ///< per alert in the guide's order
    std::vector<CaseFact> facts;   ///< per alert in the order to show
    std::vector<CaseSession> sessions;
    TimelineSummary timeline;
    bool operator==(const Findings &) const = default;
};

} // namespace wirecase
