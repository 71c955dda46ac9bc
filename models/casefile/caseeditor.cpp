#include "models/casefile/caseeditor.h"

#include "models/casefile/casefields.h"
#include "models/casefile/casefile.h"
#include "models/casefile/saiddocuments.h"

#include <QUuid>

#include <algorithm>
#include <set>

namespace wirecase {

namespace {

// Pauses longer than this begin a new step of undo.
constexpr qint64 typingGoesOnNs = 5 * nsPerSecond;

Error pinOfNothing()
{
    return {Error::Code::Internal, Error::tr("The record to pin is in no evidence of this case."), {}};
}

} // namespace

/// One act on the undo stack: values before and after, no pointers into the case. It is applied before it is pushed.
class CaseCommand : public QUndoCommand
{
public:
    CaseCommand(CaseEditor &editor, const Act &act, qint64 timeNs)
        : QUndoCommand(actText(act.kind))
        , m_editor(editor)
        , m_act(act)
        , m_timeNs(timeNs)
    {
    }

    void undo() override { again(ActWay::Undone, m_act.after, m_act.before); }
    void redo() override
    {
        if (std::exchange(m_pushed, true))
            again(ActWay::Redone, m_act.before, m_act.after);
    }

    [[nodiscard]] int id() const override { return isTyping(m_act.kind) ? static_cast<int>(m_act.kind) : -1; }
    bool mergeWith(const QUndoCommand *other) override
    {
        const auto &next = static_cast<const CaseCommand &>(*other);
        if (!next.m_act.continues || !isAbout(next.m_act))
            return false;
        m_act.after = next.m_act.after;
        m_timeNs = next.m_timeNs;
        return true;
    }

    [[nodiscard]] const Act &act() const { return m_act; }
    [[nodiscard]] bool isAbout(const Act &act) const
    {
        return act.kind == m_act.kind && act.table == m_act.table && act.subject == m_act.subject;
    }
    [[nodiscard]] bool goesOnWith(const Act &act, qint64 timeNs) const
    {
        return isTyping(act.kind) && isAbout(act) && m_act.after == act.before && timeNs - m_timeNs < typingGoesOnNs;
    }

private:
    void again(ActWay way, const QJsonObject &before, const QJsonObject &after)
    {
        Act act = m_act;
        act.way = way;
        act.before = before;
        act.after = after;
        act.continues = false;
        if (!m_editor.reapply(act))
            setObsolete(true); // the stack drops a command that could not be done
    }

    CaseEditor &m_editor;
    Act m_act;
    qint64 m_timeNs;
    bool m_pushed = false;
};

CaseEditor::CaseEditor(CaseFile &file)
    : m_file(file)
{
    rebuild();
}

bool CaseEditor::reapply(const Act &act)
{
    if (m_rebuilding)
        return true;
    const Status applied = m_file.apply(act);
    if (!applied)
        m_file.report(applied.error());
    return static_cast<bool>(applied);
}

void CaseEditor::rebuild()
{
    const CaseState &state = m_file.state();
    if (!m_file.journalCheck().intact)
        return; // what cannot be trusted cannot be undone
    m_rebuilding = true;
    for (const JournalEntry &entry : state.journal) {
        if (!isUndoable(entry.act.kind))
            continue;
        if (entry.act.way == ActWay::Done) {
            m_stack.push(new CaseCommand(*this, entry.act, entry.timeNs));
            continue;
        }
        const bool undone = entry.act.way == ActWay::Undone;
        const int place = undone ? m_stack.index() - 1 : m_stack.index();
        const auto *command = dynamic_cast<const CaseCommand *>(m_stack.command(place));
        if (!command || !command->isAbout(entry.act))
            m_stack.clear();
        else if (undone)
            m_stack.undo();
        else
            m_stack.redo();
    }
    m_rebuilding = false;
}

Status CaseEditor::perform(Act act)
{
    act.before = documentOf(m_file.state(), act.table, act.subject);
    if (act.before == act.after)
        return {};
    const qint64 now = m_file.nowNs();
    const auto *last = dynamic_cast<const CaseCommand *>(m_stack.command(m_stack.index() - 1));
    act.continues = last && last->goesOnWith(act, now);
    if (const Status applied = m_file.apply(act); !applied)
        return applied;
    m_stack.push(new CaseCommand(*this, act, now));
    return {};
}

Status CaseEditor::setHead(const QString &name, const QString &number, const QString &analyst)
{
    CaseHead head = m_file.state().head;
    head.name = name;
    head.number = number;
    head.analyst = analyst;
    return perform({ActKind::SetHead, ActWay::Done, QLatin1String(headTable), {}, {}, JsonOut::objectOf(head)});
}

StepAnswer CaseEditor::answerOf(const CaseStep &step) const
{
    const StepAnswer *stored = m_file.state().answer(step.alertKey, step.stepKey);
    StepAnswer answer = stored ? *stored : StepAnswer();
    answer.alertKey = step.alertKey;
    answer.stepKey = step.stepKey;
    answer.section = step.section;
    answer.stepText = step.text;
    return answer;
}

Status CaseEditor::storeAnswer(ActKind kind, StepAnswer answer)
{
    const StepAnswer *stored = m_file.state().answer(answer.alertKey, answer.stepKey);
    if (stored && *stored == answer)
        return {};
    answer.author = m_file.analyst();
    answer.changedNs = m_file.nowNs();
    const bool saysNothing =
        answer.answer == Answer::None && answer.why.isEmpty() && answer.note.isEmpty() && answer.pins.empty();
    return perform({kind,
                    ActWay::Done,
                    QLatin1String(answerTable),
                    answerDocumentKey(answer.alertKey, answer.stepKey),
                    {},
                    saysNothing ? QJsonObject() : JsonOut::objectOf(answer)});
}

Status CaseEditor::setAnswer(const CaseStep &step, Answer answer)
{
    StepAnswer changed = answerOf(step);
    changed.answer = answer;
    return storeAnswer(ActKind::SetAnswer, changed);
}

Status CaseEditor::setWhy(const CaseStep &step, const QString &why)
{
    StepAnswer changed = answerOf(step);
    changed.why = why;
    return storeAnswer(ActKind::SetWhy, changed);
}

Status CaseEditor::setStepNote(const CaseStep &step, const QString &note)
{
    StepAnswer changed = answerOf(step);
    changed.note = note;
    return storeAnswer(ActKind::SetStepNote, changed);
}

Status CaseEditor::addPin(const CaseStep &step, const Pin &pin)
{
    if (!m_file.state().evidenceOf(pin.ref.file))
        return pinOfNothing();
    StepAnswer changed = answerOf(step);
    const auto found = std::ranges::find(changed.pins, pin.ref, &Pin::ref);
    if (found == changed.pins.end())
        changed.pins.push_back(pin);
    else
        found->label = pin.label;
    return storeAnswer(ActKind::AddPin, changed);
}

Status CaseEditor::removePin(const CaseStep &step, EvidenceRef ref)
{
    StepAnswer changed = answerOf(step);
    if (std::erase_if(changed.pins, [&](const Pin &pin) { return pin.ref == ref; }) == 0)
        return {};
    return storeAnswer(ActKind::RemovePin, changed);
}

Status CaseEditor::addPins(const CaseStep &step, const std::vector<Pin> &pins)
{
    StepAnswer changed = answerOf(step);
    std::set<std::pair<EvidenceRef, QString>> known;
    for (const Pin &pin : changed.pins)
        known.emplace(pin.ref, pin.label);
    for (const Pin &pin : pins) {
        if (!m_file.state().evidenceOf(pin.ref.file))
            return pinOfNothing();
        if (known.emplace(pin.ref, pin.label).second)
            changed.pins.push_back(pin);
    }
    return storeAnswer(ActKind::AddPin, changed);
}

Status CaseEditor::removePins(const CaseStep &step, const std::vector<Pin> &pins)
{
    std::set<std::pair<EvidenceRef, QString>> removed;
    for (const Pin &pin : pins)
        removed.emplace(pin.ref, pin.label);
    StepAnswer changed = answerOf(step);
    std::erase_if(changed.pins, [&](const Pin &pin) { return removed.contains({pin.ref, pin.label}); });
    return storeAnswer(ActKind::RemovePin, changed);
}

Status CaseEditor::setVerdict(const QString &alertKey, Verdict verdict, const QString &reason)
{
    const AlertVerdict *stored = m_file.state().alertVerdict(alertKey);
    const AlertVerdict before = stored ? *stored : AlertVerdict{alertKey, Verdict::None, {}, {}, noTime};
    if (before.verdict == verdict && before.reason == reason)
        return {};
    const AlertVerdict changed{alertKey, verdict, reason, m_file.analyst(), m_file.nowNs()};
    const bool saysNothing = verdict == Verdict::None && reason.isEmpty();
    return perform({before.verdict == verdict ? ActKind::SetReason : ActKind::SetVerdict,
                    ActWay::Done,
                    QLatin1String(verdictTable),
                    alertKey,
                    {},
                    saysNothing ? QJsonObject() : JsonOut::objectOf(changed)});
}

Result<QString> CaseEditor::addNote(const QString &alertKey, const QString &text)
{
    const qint64 now = m_file.nowNs();
    const CaseNote note{QUuid::createUuid().toString(QUuid::Id128), alertKey, text, m_file.analyst(), now, now};
    const Status added =
        perform({ActKind::SetNote, ActWay::Done, QLatin1String(noteTable), note.id, {}, JsonOut::objectOf(note)});
    if (!added)
        return added.error();
    return note.id;
}

Status CaseEditor::setNote(const QString &id, const QString &text)
{
    const CaseNote *stored = m_file.state().note(id);
    if (!stored)
        return Error{Error::Code::Internal, Error::tr("The note is not there any more."), {}};
    CaseNote note = *stored;
    if (note.text == text)
        return {};
    note.text = text;
    note.author = m_file.analyst();
    note.changedNs = m_file.nowNs();
    return perform({ActKind::SetNote,
                    ActWay::Done,
                    QLatin1String(noteTable),
                    id,
                    {},
                    text.isEmpty() ? QJsonObject() : JsonOut::objectOf(note)});
}

Status CaseEditor::setMark(EvidenceRef ref, const QString &comment)
{
    const RecordMark *stored = m_file.state().mark(ref);
    if (stored && stored->comment == comment)
        return {};
    const RecordMark mark{ref, comment, m_file.analyst(), m_file.nowNs()};
    return perform(
        {ActKind::SetMark, ActWay::Done, QLatin1String(markTable), markDocumentKey(ref), {}, JsonOut::objectOf(mark)});
}

Status CaseEditor::setMarks(const std::vector<EvidenceRef> &refs, const QString &comment)
{
    if (refs.size() == 1)
        return setMark(refs.front(), comment);
    if (refs.empty())
        return {};
    // The journal tells each of them, so after a restart each is undone by itself.
    Status done;
    m_stack.beginMacro(actText(ActKind::SetMark));
    for (const EvidenceRef &ref : refs) {
        done = setMark(ref, comment);
        if (!done)
            break;
    }
    m_stack.endMacro();
    return done;
}

Status CaseEditor::removeMark(EvidenceRef ref)
{
    return perform({ActKind::SetMark, ActWay::Done, QLatin1String(markTable), markDocumentKey(ref), {}, {}});
}

Status CaseEditor::keepException(const CaseException &exception)
{
    CaseException kept = exception;
    if (const CaseException *stored = m_file.state().exception(exception.id)) {
        kept.author = stored->author;
        kept.changedNs = stored->changedNs;
        if (kept == *stored)
            return {};
    }
    kept.author = m_file.analyst();
    kept.changedNs = m_file.nowNs();
    return perform(
        {ActKind::KeepException, ActWay::Done, QLatin1String(exceptionTable), kept.id, {}, JsonOut::objectOf(kept)});
}

Status CaseEditor::removeException(const QString &id)
{
    return perform({ActKind::RemoveException, ActWay::Done, QLatin1String(exceptionTable), id, {}, {}});
}

void CaseEditor::tellReveal(EvidenceRef ref, const QString &what)
{
    m_file.tell(ActKind::RevealSecret, citationText(m_file.state(), ref), {{QLatin1String("what"), what}});
}

void CaseEditor::tellExport(const QString &path, const QByteArray &sha256)
{
    m_file.tell(ActKind::ExportReport, path, {{QLatin1String("sha256"), QString::fromLatin1(sha256.toHex())}});
}

} // namespace wirecase
