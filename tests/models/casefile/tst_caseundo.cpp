#include "editedcase.h"
#include "models/casefile/saiddocuments.h"

using namespace wirecase;

/// Undo is journalled, and rebuilt from the journal.
class TstCaseUndo : public EditedCase
{
    Q_OBJECT

private slots:
    void init() { makeCase(); }
    void cleanup() { closeCase(); }
    void undo_isJournalled();
    void undo_survivesReopening();
    void undo_afterReopeningHasTheRedoTail();
    void randomActs_rebuildTheSameStack();

private:
    QStringList stackTexts();
};

QStringList TstCaseUndo::stackTexts()
{
    QStringList texts;
    for (int i = 0; i < m_editor->stack().count(); ++i)
        texts.append(m_editor->stack().text(i));
    texts.append(QString::number(m_editor->stack().index()));
    return texts;
}

void TstCaseUndo::undo_isJournalled()
{
    QVERIFY(m_editor->setAnswer(m_step, Answer::Unclear));
    m_editor->stack().undo();
    const JournalEntry &entry = m_file->state().journal.back();
    QCOMPARE(entry.act.way, ActWay::Undone);
    QCOMPARE(entry.act.kind, ActKind::SetAnswer);
    QVERIFY(entry.act.after.isEmpty());
}

void TstCaseUndo::undo_survivesReopening()
{
    QVERIFY(m_editor->setAnswer(m_step, Answer::Benign));
    QVERIFY(m_editor->setVerdict(m_step.alertKey, Verdict::BenignAutomated, QStringLiteral("backup")));
    reopen();
    QCOMPARE(m_editor->stack().count(), 2);
    QCOMPARE(m_file->state().verdict(m_step.alertKey), Verdict::BenignAutomated);
    m_editor->stack().undo();
    QCOMPARE(m_file->state().verdict(m_step.alertKey), Verdict::None);
    m_editor->stack().undo();
    QVERIFY(m_file->state().answers.empty());
    QVERIFY(!m_editor->stack().canUndo());
    QVERIFY(m_file->verifyJournal().intact);
}

void TstCaseUndo::undo_afterReopeningHasTheRedoTail()
{
    QVERIFY(m_editor->setAnswer(m_step, Answer::Benign));
    QVERIFY(m_editor->setAnswer(m_step, Answer::Suspicious));
    m_editor->stack().undo();
    reopen();
    QVERIFY(m_editor->stack().canRedo());
    QCOMPARE(m_file->state().answer(m_step.alertKey, m_step.stepKey)->answer, Answer::Benign);
    m_editor->stack().redo();
    QCOMPARE(m_file->state().answer(m_step.alertKey, m_step.stepKey)->answer, Answer::Suspicious);
}

void TstCaseUndo::randomActs_rebuildTheSameStack()
{
    quint32 seed = 12345;
    const auto next = [&seed](quint32 below) {
        seed = seed * 1664525U + 1013904223U;
        return (seed >> 16U) % below;
    };
    QString typed;
    for (int i = 0; i < 400; ++i) {
        const CaseStep at = step(QStringLiteral("alert%1").arg(next(2)), QStringLiteral("step%1").arg(next(3)));
        switch (next(7)) {
        case 0:
            QVERIFY(m_editor->setAnswer(at, allAnswers.at(next(5))));
            break;
        case 1:
        case 2:
            QVERIFY(m_editor->setWhy(m_step, typed += QChar(u'a' + next(26))));
            break;
        case 3:
            QVERIFY(m_editor->setVerdict(at.alertKey, allVerdicts.at(next(5)), QString::number(next(3))));
            break;
        case 4:
        case 5:
            m_editor->stack().undo();
            break;
        default:
            m_editor->stack().redo();
        }
        if (i % 80 == 79) {
            const QStringList before = stackTexts();
            const auto said = documentsOf(m_file->state());
            reopen();
            QCOMPARE(stackTexts(), before);
            QVERIFY(documentsOf(m_file->state()) == said);
            QVERIFY(m_file->verifyJournal().intact);
        }
    }
    while (m_editor->stack().canUndo())
        m_editor->stack().undo();
    QVERIFY(m_file->state().answers.empty());
    QVERIFY(m_file->state().verdicts.empty());
}

QTEST_GUILESS_MAIN(TstCaseUndo)
#include "tst_caseundo.moc"
