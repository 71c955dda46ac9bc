#include "models/casefile/casestate.h"

#include <algorithm>

namespace wirecase {

namespace {

template <typename T, typename Matches>
const T *firstOf(const std::vector<T> &list, Matches matches)
{
    const auto found = std::ranges::find_if(list, matches);
    return found == list.end() ? nullptr : &*found;
}

} // namespace

const CaseEvidence *CaseState::evidenceOf(EvidenceId id) const
{
    const auto found = std::ranges::lower_bound(evidence, id, {}, &CaseEvidence::id);
    return found == evidence.end() || found->id != id ? nullptr : &*found;
}

const CaseAlert *CaseState::alert(const QString &alertKey) const
{
    return firstOf(findings.alerts, [&](const CaseAlert &alert) { return alert.key == alertKey; });
}

const StepAnswer *CaseState::answer(const QString &alertKey, const QString &stepKey) const
{
    return firstOf(answers,
                   [&](const StepAnswer &answer) { return answer.alertKey == alertKey && answer.stepKey == stepKey; });
}

Verdict CaseState::verdict(const QString &alertKey) const
{
    const AlertVerdict *found = alertVerdict(alertKey);
    return found ? found->verdict : Verdict::None;
}

const AlertVerdict *CaseState::alertVerdict(const QString &alertKey) const
{
    return firstOf(verdicts, [&](const AlertVerdict &verdict) { return verdict.alertKey == alertKey; });
}

const CaseNote *CaseState::note(const QString &id) const
{
    return firstOf(notes, [&](const CaseNote &note) { return note.id == id; });
}

const RecordMark *CaseState::mark(EvidenceRef ref) const
{
    const auto found = std::ranges::lower_bound(marks, ref, {}, &RecordMark::ref);
    return found == marks.end() || found->ref != ref ? nullptr : &*found;
}

const CaseException *CaseState::exception(const QString &id) const
{
    const auto found = std::ranges::find(exceptions, id, &CaseException::id);
    return found == exceptions.end() ? nullptr : &*found;
}

QByteArray CaseState::workspaceValue(const QString &key) const
{
    const auto found = workspace.find(key);
    return found == workspace.end() ? QByteArray() : found->second;
}

QString citationText(const CaseState &state, EvidenceRef ref)
{
    const CaseEvidence *file = state.evidenceOf(ref.file);
    const QString name = file ? file->name : QStringLiteral("?");
    return ref.record == 0 ? name : QStringLiteral("%1 #%2").arg(name).arg(ref.record);
}

} // namespace wirecase
