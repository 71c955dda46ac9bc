#include "tests/ui/panes/triagecase.h"
#include "ui/panes/guidepane.h"
#include "ui/panes/guidestepview.h"
#include "ui/panes/noteedit.h"
#include "ui/panes/pinlist.h"
#include "ui/panes/stepeditor.h"
#include "ui/panes/stepheader.h"
#include "ui/panes/verdictview.h"
#include "ui/widgets/linklabel.h"
#include "ui/widgets/statebuttons.h"

#include <QAbstractButton>
#include <QTest>

using namespace wirecase;

class TriageGuideTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void steps_areThoseOfTheGuide();
    void answer_changesTheCaseAndUndoRestoresThePane();
    void note_typingIsOneStepOfUndo();
    void pin_opensItsRecord();
    void pin_ofMissingEvidenceSaysWhy();
    void next_goesThroughOpenStepsToTheVerdict();
    void verdict_isStoredWithItsReason();

private:
    [[nodiscard]] GuideStepView &step(std::size_t number) const { return *m_pane->steps()[number]; }
    [[nodiscard]] const StepAnswer *answerOf(const GuideStepView &view) const
    {
        return m_case->caseFile().state().answer(m_alert.key, view.point().step.stepKey);
    }

    std::unique_ptr<TriageCase> m_case;
    std::unique_ptr<GuidePane> m_pane;
    Alert m_alert;
};

void TriageGuideTest::initTestCase()
{
    m_case = std::make_unique<TriageCase>();
    QVERIFY(m_case->load({sampleEvidence()}));
    QVERIFY(!m_case->alerts().empty());
    m_alert = m_case->alerts().back();
}

void TriageGuideTest::init()
{
    m_case->context().show(View::Triage);
    m_case->pointAt(m_alert);
    m_pane = std::make_unique<GuidePane>(m_case->services());
    m_pane->resize(380, 700);
    m_pane->show();
}

void TriageGuideTest::cleanup()
{
    m_pane.reset();
    while (m_case->editor().stack().canUndo())
        m_case->editor().stack().undo();
}

void TriageGuideTest::steps_areThoseOfTheGuide()
{
    const Guide &guide = m_case->investigation().snapshot()->guides.at(m_alert.ruleId);
    const auto points =
        flattened(guide.steps).size() + flattened(guide.falsePositives).size() + flattened(guide.responses).size();
    QCOMPARE(m_pane->steps().size(), points);
    QVERIFY(step(0).isExpanded());
    QVERIFY(!step(1).isExpanded());
}

void TriageGuideTest::answer_changesTheCaseAndUndoRestoresThePane()
{
    QAbstractButton *suspicious = step(0).editor()->buttons()->button(static_cast<int>(Answer::Suspicious));
    suspicious->click();
    QVERIFY(answerOf(step(0)));
    QCOMPARE(answerOf(step(0))->answer, Answer::Suspicious);
    QCOMPARE(answerOf(step(0))->stepText, step(0).point().step.text);
    QCOMPARE(step(0).header()->state(), StepHeader::State::Answered);
    m_case->editor().stack().undo();
    QVERIFY(!answerOf(step(0)));
    QCOMPARE(step(0).header()->state(), StepHeader::State::Current);
    QVERIFY(!step(0).editor()->buttons()->current());
    m_case->editor().stack().redo();
    QVERIFY(suspicious->isChecked());
    step(0).setExpanded(false);
    QVERIFY(step(0).header()->summary().contains(choiceText(QLatin1String(sectionSteps), Answer::Suspicious)));
}

void TriageGuideTest::note_typingIsOneStepOfUndo()
{
    auto *note = step(0).editor()->findChildren<NoteEdit *>().back();
    QTest::keyClicks(note, QStringLiteral("seen before"));
    QVERIFY(answerOf(step(0)));
    QCOMPARE(answerOf(step(0))->note, QStringLiteral("seen before"));
    QCOMPARE(m_case->editor().stack().index(), 1);
    m_case->editor().stack().undo();
    QVERIFY(!answerOf(step(0)));
    QCOMPARE(note->toPlainText(), QString());
}

void TriageGuideTest::pin_opensItsRecord()
{
    const auto links = step(0).editor()->findChildren<LinkLabel *>();
    const auto pin = std::find_if(links.begin(), links.end(), [](const LinkLabel *link) {
        return link->accessibleName().startsWith(QStringLiteral("Pin as evidence")) && link->whyNot().isEmpty();
    });
    QVERIFY(pin != links.end());
    (*pin)->click();
    QVERIFY(answerOf(step(0)) && !answerOf(step(0))->pins.empty());
    const EvidenceRef ref = answerOf(step(0))->pins.front().ref;
    QVERIFY(!(*pin)->whyNot().isEmpty()); // it is pinned now
    auto *pins = step(0).editor()->findChild<PinList *>();
    QVERIFY(pins->isVisible());
    m_case->context().pointAt({m_alert.key, {}, {}, {}});
    pins->findChild<LinkLabel *>()->click();
    const auto event = m_case->context().focus().event;
    QVERIFY(event);
    QCOMPARE(m_case->investigation().snapshot()->activity->bySource(ref), event);
}

void TriageGuideTest::pin_ofMissingEvidenceSaysWhy()
{
    PinList pins(m_case->services());
    pins.setPins({{{EvidenceId{9999}, 1}, QStringLiteral("gone")}});
    QVERIFY(!pins.findChild<LinkLabel *>()->whyNot().isEmpty());
}

void TriageGuideTest::next_goesThroughOpenStepsToTheVerdict()
{
    const auto steps = m_case->investigation().snapshot()->guides.at(m_alert.ruleId).steps.size();
    for (std::size_t i = 0; i < steps; ++i) {
        QVERIFY(step(i).isExpanded());
        step(i).editor()->buttons()->button(static_cast<int>(Answer::Benign))->click();
        m_pane->goToNextStep();
    }
    QVERIFY(m_pane->verdict()->buttons()->button(static_cast<int>(Verdict::TruePositive)));
    for (std::size_t i = 0; i < steps; ++i)
        QVERIFY(step(i).isAnswered());
}

void TriageGuideTest::verdict_isStoredWithItsReason()
{
    m_pane->verdict()->buttons()->button(static_cast<int>(Verdict::TruePositive))->click();
    QTest::keyClicks(m_pane->verdict()->reason(), QStringLiteral("nobody asked"));
    const AlertVerdict *stored = m_case->caseFile().state().alertVerdict(m_alert.key);
    QVERIFY(stored);
    QCOMPARE(stored->verdict, Verdict::TruePositive);
    QCOMPARE(stored->reason, QStringLiteral("nobody asked"));
    m_case->editor().stack().undo();
    QCOMPARE(m_pane->verdict()->reason()->toPlainText(), QString());
    m_case->editor().stack().undo();
    QVERIFY(!m_pane->verdict()->buttons()->current());
}

QTEST_MAIN(TriageGuideTest)
#include "tst_triageguide.moc"
