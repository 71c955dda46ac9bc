#include "editedcase.h"
#include "models/casefile/pingroups.h"

#include <QSignalSpy>

using namespace wirecase;

class TstCaseEditor : public EditedCase
{
    Q_OBJECT

private slots:
    void init() { makeCase(); }
    void cleanup() { closeCase(); }

    void answer_isUndoneAndRedone();
    void answer_thatSaysNothingIsRemoved();
    void answer_sameValueIsNoAct();
    void pins_keepOrderAndLabels();
    void pins_ofAFactAreOneAct();
    void pin_intoUnknownEvidenceIsRefused();
    void verdict_reasonIsAnActOfItsOwn();
    void notes_areAddedChangedRemoved();
    void marks_areSetAndRemoved();
    void marks_ofSeveralRecordsAreOneStep();
    void exceptions_areKeptChangedRemoved();
    void head_isRenamed();
    void typing_isOneStepOfUndoAndOneEntry();
    void typing_afterAPauseIsAnotherStep();
    void typing_elsewhereIsAnotherStep();
    void reveal_isToldButNotUndoable();
    void readOnly_refusesActs();
};

void TstCaseEditor::answer_isUndoneAndRedone()
{
    QSignalSpy changed(m_file.get(), &CaseFile::answersChanged);
    QVERIFY(m_editor->setAnswer(m_step, Answer::Suspicious));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toString(), m_step.alertKey);
    const StepAnswer *answer = m_file->state().answer(m_step.alertKey, m_step.stepKey);
    QVERIFY(answer);
    QCOMPARE(answer->answer, Answer::Suspicious);
    QCOMPARE(answer->stepText, m_step.text);
    QCOMPARE(answer->author, QStringLiteral("a.analyst"));
    QCOMPARE(m_editor->stack().undoText(), actText(ActKind::SetAnswer));
    m_editor->stack().undo();
    QVERIFY(!m_file->state().answer(m_step.alertKey, m_step.stepKey));
    m_editor->stack().redo();
    QCOMPARE(m_file->state().answer(m_step.alertKey, m_step.stepKey)->answer, Answer::Suspicious);
    QVERIFY(m_file->verifyJournal().intact);
}

void TstCaseEditor::answer_thatSaysNothingIsRemoved()
{
    QVERIFY(m_editor->setAnswer(m_step, Answer::Benign));
    QVERIFY(m_editor->setAnswer(m_step, Answer::None));
    QVERIFY(m_file->state().answers.empty());
    QVERIFY(m_file->verifyJournal().intact);
}

void TstCaseEditor::answer_sameValueIsNoAct()
{
    QVERIFY(m_editor->setAnswer(m_step, Answer::Benign));
    const auto entries = m_file->state().journal.size();
    QVERIFY(m_editor->setAnswer(m_step, Answer::Benign));
    QCOMPARE(m_file->state().journal.size(), entries);
    QCOMPARE(m_editor->stack().count(), 1);
}

void TstCaseEditor::pins_keepOrderAndLabels()
{
    const EvidenceId file =
        m_file->registerEvidence({QStringLiteral("/e/a.cap"), QStringLiteral("a.cap"), 10, 5, {}, {}});
    QVERIFY(m_editor->addPin(m_step, {{file, 7}, QStringLiteral("seven")}));
    QVERIFY(m_editor->addPin(m_step, {{file, 3}, QStringLiteral("three")}));
    QVERIFY(m_editor->addPin(m_step, {{file, 7}, QStringLiteral("the seventh")}));
    const StepAnswer *answer = m_file->state().answer(m_step.alertKey, m_step.stepKey);
    QCOMPARE(answer->pins.size(), 2U);
    QCOMPARE(answer->pins.at(0).label, QStringLiteral("the seventh"));
    QCOMPARE(answer->pins.at(1).ref.record, 3U);
    QCOMPARE(citationText(m_file->state(), answer->pins.at(1).ref), QStringLiteral("a.cap #3"));
    QVERIFY(m_editor->removePin(m_step, {file, 7}));
    QCOMPARE(m_file->state().answer(m_step.alertKey, m_step.stepKey)->pins.size(), 1U);
    m_editor->stack().undo();
    QCOMPARE(m_file->state().answer(m_step.alertKey, m_step.stepKey)->pins.size(), 2U);
}

void TstCaseEditor::pins_ofAFactAreOneAct()
{
    const EvidenceId file =
        m_file->registerEvidence({QStringLiteral("/e/a.cap"), QStringLiteral("a.cap"), 10, 5, {}, {}});
    const auto pinsOf = [&](const QString &label, quint64 first, quint64 last) {
        std::vector<Pin> pins;
        for (quint64 record = first; record <= last; ++record)
            pins.push_back({{file, record}, label});
        return pins;
    };
    const auto stored = [&] {
        const StepAnswer *answer = m_file->state().answer(m_step.alertKey, m_step.stepKey);
        return answer ? answer->pins : std::vector<Pin>();
    };
    const std::vector<Pin> many = pinsOf(QStringLiteral("37 operations"), 1, 37);
    QVERIFY(m_editor->addPins(m_step, many));
    QCOMPARE(m_editor->stack().count(), 1);
    QVERIFY(m_editor->addPins(m_step, many)); // known already
    QCOMPARE(m_editor->stack().count(), 1);
    QCOMPARE(stored(), many);
    const std::vector<Pin> other = pinsOf(QStringLiteral("2 roles"), 37, 38);
    QVERIFY(m_editor->addPins(m_step, other)); // record 37 says two things
    QCOMPARE(pinGroups(stored()), (std::vector<std::vector<Pin>>{many, other}));
    CaseEditor again(*m_file); // as after a restart
    QCOMPARE(again.stack().count(), 2);
    again.stack().undo();
    QCOMPARE(stored(), many);
    again.stack().redo();
    QVERIFY(m_editor->removePins(m_step, many));
    QCOMPARE(stored(), other);
}

void TstCaseEditor::pin_intoUnknownEvidenceIsRefused()
{
    QVERIFY(!m_editor->addPins(m_step, {{{EvidenceId(9), 1}, {}}}));
    QVERIFY(!m_editor->addPin(m_step, {{EvidenceId(9), 1}, {}}));
    QCOMPARE(m_editor->stack().count(), 0);
    QVERIFY(m_file->state().answers.empty());
}

void TstCaseEditor::verdict_reasonIsAnActOfItsOwn()
{
    QVERIFY(m_editor->setVerdict(m_step.alertKey, Verdict::TruePositive, {}));
    QVERIFY(m_editor->setVerdict(m_step.alertKey, Verdict::TruePositive, QStringLiteral("No change ticket.")));
    QCOMPARE(m_editor->stack().count(), 2);
    QCOMPARE(m_editor->stack().undoText(), actText(ActKind::SetReason));
    QCOMPARE(m_file->state().verdict(m_step.alertKey), Verdict::TruePositive);
    m_editor->stack().undo();
    QCOMPARE(m_file->state().alertVerdict(m_step.alertKey)->reason, QString());
    m_editor->stack().undo();
    QCOMPARE(m_file->state().verdict(m_step.alertKey), Verdict::None);
    QVERIFY(m_file->state().verdicts.empty());
}

void TstCaseEditor::notes_areAddedChangedRemoved()
{
    const QString first = valueOr(m_editor->addNote({}, QStringLiteral("first")));
    const QString second = valueOr(m_editor->addNote(m_step.alertKey, QStringLiteral("second")));
    QVERIFY(m_editor->setNote(first, QStringLiteral("first, changed")));
    QCOMPARE(m_file->state().notes.size(), 2U);
    QCOMPARE(m_file->state().notes.front().text, QStringLiteral("first, changed"));
    QVERIFY(m_editor->setNote(second, {}));
    QCOMPARE(m_file->state().notes.size(), 1U);
    QVERIFY(!m_editor->setNote(second, QStringLiteral("gone")));
    m_editor->stack().undo();
    QCOMPARE(m_file->state().note(second)->text, QStringLiteral("second"));
}

void TstCaseEditor::marks_areSetAndRemoved()
{
    const EvidenceRef late{EvidenceId(2), 1};
    const EvidenceRef early{EvidenceId(1), 9};
    QVERIFY(m_editor->setMark(late, {}));
    QVERIFY(m_editor->setMark(early, QStringLiteral("login")));
    QCOMPARE(m_file->state().marks.front().ref, early);
    QVERIFY(m_file->state().mark(late));
    QVERIFY(m_editor->removeMark(late));
    QVERIFY(!m_file->state().mark(late));
    QVERIFY(m_editor->removeMark(late));
    QCOMPARE(m_editor->stack().count(), 3);
}

void TstCaseEditor::marks_ofSeveralRecordsAreOneStep()
{
    const EvidenceRef first{EvidenceId(1), 1};
    const EvidenceRef second{EvidenceId(1), 2};
    QVERIFY(m_editor->setMark(second, QStringLiteral("before")));
    QVERIFY(m_editor->setMarks({first, second}, QStringLiteral("both")));
    QCOMPARE(m_file->state().mark(first)->comment, QStringLiteral("both"));
    QCOMPARE(m_file->state().mark(second)->comment, QStringLiteral("both"));
    QCOMPARE(m_editor->stack().count(), 2);
    m_editor->stack().undo();
    QVERIFY(!m_file->state().mark(first));
    QCOMPARE(m_file->state().mark(second)->comment, QStringLiteral("before"));
    m_editor->stack().redo();
    QCOMPARE(m_file->state().mark(first)->comment, QStringLiteral("both"));
    m_editor->stack().undo();
    const CaseEditor reopened(*m_file); // rebuilds its steps from the journal
    QVERIFY(m_editor->setMarks({}, QStringLiteral("none")));
    QCOMPARE(m_editor->stack().count(), 2);
}

void TstCaseEditor::exceptions_areKeptChangedRemoved()
{
    QSignalSpy changed(m_file.get(), &CaseFile::exceptionsChanged);
    CaseException first = exception(QStringLiteral("a"));
    QVERIFY(m_editor->keepException(first));
    QVERIFY(m_editor->keepException(first)); // the same again is no act
    QCOMPARE(m_editor->stack().count(), 1);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_file->state().exception(first.id)->author, m_options.analyst);
    first.justification = QStringLiteral("Another reason");
    QVERIFY(m_editor->keepException(first));
    QCOMPARE(m_file->state().exceptions.size(), std::size_t{1});
    QCOMPARE(m_file->state().exception(first.id)->justification, first.justification);
    QVERIFY(m_editor->removeException(first.id));
    QVERIFY(!m_file->state().exception(first.id));
    m_editor->stack().undo();
    QCOMPARE(m_file->state().exception(first.id)->justification, first.justification);
    m_editor->stack().undo();
    QCOMPARE(m_file->state().exception(first.id)->justification, QStringLiteral("Weekly job"));
    m_editor->stack().undo();
    QVERIFY(m_file->state().exceptions.empty());
    QVERIFY(m_file->verifyJournal().intact);
}

void TstCaseEditor::head_isRenamed()
{
    QSignalSpy changed(m_file.get(), &CaseFile::headChanged);
    const CaseHead before = m_file->state().head;
    QVERIFY(m_editor->setHead(QStringLiteral("New"), QStringLiteral("2021-1"), QStringLiteral("b")));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_file->state().head.name, QStringLiteral("New"));
    QCOMPARE(m_file->state().head.salt, before.salt);
    m_editor->stack().undo();
    QVERIFY(m_file->state().head == before);
}

void TstCaseEditor::typing_isOneStepOfUndoAndOneEntry()
{
    const auto entries = m_file->state().journal.size();
    for (const char *text : {"w", "wh", "why"})
        QVERIFY(m_editor->setWhy(m_step, QLatin1String(text)));
    QCOMPARE(m_editor->stack().count(), 1);
    QCOMPARE(m_file->saveState(), SaveState::Saving);
    QVERIFY(m_file->verifyJournal().intact);
    QVERIFY(m_file->flush());
    QCOMPARE(m_file->state().journal.size(), entries + 1);
    QVERIFY(m_file->verifyJournal().intact);
    m_editor->stack().undo();
    QVERIFY(m_file->state().answers.empty());
    reopen();
    QCOMPARE(m_editor->stack().count(), 1);
    m_editor->stack().redo();
    QCOMPARE(m_file->state().answer(m_step.alertKey, m_step.stepKey)->why, QStringLiteral("why"));
}

void TstCaseEditor::typing_afterAPauseIsAnotherStep()
{
    QVERIFY(m_editor->setWhy(m_step, QStringLiteral("a")));
    for (int i = 0; i < 6; ++i)
        (void) m_options.clockNs(); // the clock goes on
    QVERIFY(m_editor->setWhy(m_step, QStringLiteral("ab")));
    QCOMPARE(m_editor->stack().count(), 2);
}

void TstCaseEditor::typing_elsewhereIsAnotherStep()
{
    QVERIFY(m_editor->setWhy(m_step, QStringLiteral("a")));
    QVERIFY(m_editor->setStepNote(m_step, QStringLiteral("n")));
    QVERIFY(m_editor->setWhy(m_step, QStringLiteral("ab")));
    QCOMPARE(m_editor->stack().count(), 3);
    QVERIFY(m_file->flush());
    QVERIFY(m_file->verifyJournal().intact);
}

void TstCaseEditor::reveal_isToldButNotUndoable()
{
    const EvidenceId file =
        m_file->registerEvidence({QStringLiteral("/e/a.cap"), QStringLiteral("a.cap"), 10, 5, {}, {}});
    m_editor->tellReveal({file, 4}, QStringLiteral("FTP password"));
    QCOMPARE(m_editor->stack().count(), 0);
    const JournalEntry &entry = m_file->state().journal.back();
    QCOMPARE(entry.act.kind, ActKind::RevealSecret);
    QCOMPARE(entry.act.subject, QStringLiteral("a.cap #4"));
    QVERIFY(m_file->verifyJournal().intact);
}

void TstCaseEditor::readOnly_refusesActs()
{
    QVERIFY(m_editor->setAnswer(m_step, Answer::Benign));
    const QString path = m_file->path();
    cleanup();
    m_file = valueOr(CaseFile::open(path, CaseMode::ReadOnly, m_options));
    m_editor = std::make_unique<CaseEditor>(*m_file);
    QVERIFY(m_file->isReadOnly());
    QVERIFY(!m_editor->setAnswer(m_step, Answer::Unclear));
    QCOMPARE(m_editor->stack().count(), 1);
    QSignalSpy failed(m_file.get(), &CaseFile::failed);
    m_editor->stack().undo(); // cannot be done: told, and dropped from the stack
    QCOMPARE(failed.count(), 1);
    QCOMPARE(m_editor->stack().count(), 0);
    QCOMPARE(m_file->state().answer(m_step.alertKey, m_step.stepKey)->answer, Answer::Benign);
}

QTEST_GUILESS_MAIN(TstCaseEditor)
#include "tst_caseeditor.moc"
