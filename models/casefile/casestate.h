#pragma once

#include "models/casefile/findings.h"
#include "models/casefile/journal.h"
#include "models/casefile/said.h"

#include <map>

namespace wirecase {

/// The whole case in memory, in the GUI thread. Only CaseFile changes it. Every list has one order, whatever the order
/// in which it grew.
struct CaseState
{
    CaseHead head;
    std::vector<CaseEvidence> evidence; ///< by id
    Findings findings;
    QByteArray findingsHash;            ///< findingsHash() of the document they were stored as; empty before the first
    std::vector<StepAnswer> answers;    ///< by alert key, then step key
    std::vector<AlertVerdict> verdicts; ///< by alert key
    std::vector<CaseNote> notes;        ///< by time, then id
    std::vector<RecordMark> marks;      ///< by reference
    std::vector<CaseException> exceptions; ///< by name, then id
    std::vector<JournalEntry> journal;     ///< by sequence
    std::map<QString, QByteArray> workspace;

    [[nodiscard]] const CaseEvidence *evidenceOf(EvidenceId id) const;
    [[nodiscard]] const CaseAlert *alert(const QString &alertKey) const;
    [[nodiscard]] const StepAnswer *answer(const QString &alertKey, const QString &stepKey) const;
    [[nodiscard]] Verdict verdict(const QString &alertKey) const;
    [[nodiscard]] const AlertVerdict *alertVerdict(const QString &alertKey) const;
    [[nodiscard]] const CaseNote *note(const QString &id) const;
    [[nodiscard]] const RecordMark *mark(EvidenceRef ref) const;
    [[nodiscard]] const CaseException *exception(const QString &id) const;
    [[nodiscard]] QByteArray workspaceValue(const QString &key) const;
};

/// The name of a record for people: "capture-1.cap #5"; "capture-1.cap" for the file as a whole.
[[nodiscard]] QString citationText(const CaseState &state, EvidenceRef ref);

} // namespace wirecase
