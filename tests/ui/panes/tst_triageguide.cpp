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
#include <QApplication>
#include <QTest>
#include <QToolButton>

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
    void pin_ofManyRecordsIsOneLineThatUnfolds();
    void pin_ofMissingEvidenceSaysWhy();
    void pin_ofTheAlertStandsUnderItsVerdict();
    void next_goesThroughOpenStepsToTheVerdict();
    void keys_answerAStepAndGoOn();
    void tab_goesThroughAStepFromTheTop();
    void verdict_isStoredWithItsReason();
    void summary_countsNotesOnly();

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
    m_case->context().pointAt({m_alert.key, {}, {}, {}, {}, {}});
    const auto recordLink = [pins] {
        const auto all = pins->findChildren<LinkLabel *>();
        const auto found = std::find_if(all.begin(), all.end(), [](const LinkLabel *link) {
            return link->isVisible() && link->objectName().isEmpty(); // groups have names
        });
        return found == all.end() ? nullptr : *found;
    };
    if (answerOf(step(0))->pins.size() > 1)
        pins->findChild<LinkLabel *>()->click(); // unfolds them
    QTRY_VERIFY(recordLink());
    recordLink()->click();
    const auto event = m_case->context().focus().event;
    QVERIFY(event);
    QCOMPARE(m_case->investigation().snapshot()->activity->bySource(ref), event);
}

void TriageGuideTest::pin_ofManyRecordsIsOneLineThatUnfolds()
{
    const auto facts = m_case->investigation().facts()->of(m_alert.key)->ofStep(step(0).point().step.stepKey);
    const auto many =
        std::find_if(facts.begin(), facts.end(), [](const FactRow *row) { return row->fact.sources.size() > 3; });
    QVERIFY(many != facts.end());
    const CaseFact &fact = (*many)->fact;
    const auto linkOf = [](const QWidget *parent, const QString &name) {
        for (LinkLabel *link : parent->findChildren<LinkLabel *>()) {
            if (link->isVisibleTo(parent) && link->accessibleName().startsWith(name))
                return link;
        }
        return static_cast<LinkLabel *>(nullptr);
    };
    const auto shown = [](const QWidget *parent) {
        const auto links = parent->findChildren<LinkLabel *>();
        return std::count_if(links.begin(), links.end(),
                             [parent](const LinkLabel *link) { return link->isVisibleTo(parent); });
    };
    LinkLabel *pin = linkOf(step(0).editor(), QStringLiteral("Pin as evidence: %1").arg(fact.label));
    QVERIFY(pin);
    pin->click();
    QCOMPARE(answerOf(step(0))->pins.size(), fact.sources.size()); // every record is cited
    QCOMPARE(m_case->editor().stack().count(), 1);
    const auto *pins = step(0).editor()->findChild<PinList *>();
    QTRY_COMPARE(shown(pins), 1);
    QVERIFY(linkOf(pins, fact.label)->text().startsWith(QStringLiteral("▸ ")));
    linkOf(pins, fact.label)->click();
    QTRY_COMPARE(shown(pins), static_cast<qsizetype>(fact.sources.size()) + 1);
    step(0).setExpanded(false);
    QVERIFY(answerSummary(*answerOf(step(0))).startsWith(QStringLiteral("1 pin")));
    step(0).setExpanded(true);
    pins = step(0).editor()->findChild<PinList *>();
    QTRY_COMPARE(shown(pins), 1);
    pins->findChild<QToolButton *>()->click();
    QVERIFY(!answerOf(step(0)));
    QTRY_COMPARE(shown(pins), 0);
    QVERIFY(linkOf(step(0).editor(), QStringLiteral("Pin as evidence: %1").arg(fact.label))->whyNot().isEmpty());
}

void TriageGuideTest::pin_ofMissingEvidenceSaysWhy()
{
    PinList pins(m_case->services());
    pins.setPins({{{EvidenceId{9999}, 1}, QStringLiteral("gone")}});
    QVERIFY(!pins.findChild<LinkLabel *>()->whyNot().isEmpty());
}

void TriageGuideTest::pin_ofTheAlertStandsUnderItsVerdict()
{
    const PacketIndex &packets = *m_case->investigation().snapshot()->capture.packets;
    CaseStep alert;
    alert.alertKey = m_alert.key;
    QVERIFY(m_case->editor().addPin(alert, {packets.refOf(PacketId{4}), QStringLiteral("a packet")}));
    auto *pins = m_pane->findChild<VerdictView *>()->findChild<PinList *>();
    QVERIFY(pins->isVisibleTo(m_pane.get()));
    pins->findChild<LinkLabel *>()->click();
    QCOMPARE(m_case->context().view(), View::Traffic);
    QCOMPARE(m_case->context().focus().packet, PacketId{4});
    QCOMPARE(m_case->context().focus().alert, m_alert.key);
    pins->findChild<QToolButton *>()->click();
    QVERIFY(pins->isHidden());
    QVERIFY(!m_case->caseFile().state().answer(m_alert.key, {}));
    m_case->editor().stack().undo();
    QVERIFY(pins->isVisibleTo(m_pane.get()));
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

void TriageGuideTest::keys_answerAStepAndGoOn()
{
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    step(0).editor()->focusAnswer();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_2);
    QCOMPARE(answerOf(step(0))->answer, Answer::Suspicious);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("2 strange things"));
    QCOMPARE(answerOf(step(0))->why, QStringLiteral("2 strange things"));
    QCOMPARE(answerOf(step(0))->answer, Answer::Suspicious);
    m_pane->goToNextStep();
    QVERIFY(step(1).isExpanded());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_3);
    QCOMPARE(answerOf(step(1))->answer, Answer::Unclear);
}

void TriageGuideTest::tab_goesThroughAStepFromTheTop()
{
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    // The second step's editor is made last, but stands between its own line and the third.
    m_pane->showStep(step(1).point().step.stepKey);
    const auto topOf = [this](const QWidget *widget) { return widget->mapTo(m_pane.get(), QPoint()).y(); };
    QTRY_VERIFY(step(1).editor()->buttons()->isVisible());
    step(1).header()->setFocus();
    int last = topOf(step(1).header());
    bool sawButtons = false;
    while (QApplication::focusWidget() != step(2).header()) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        const QWidget *now = QApplication::focusWidget();
        QVERIFY2(topOf(now) >= last, qPrintable(now->accessibleName()));
        last = topOf(now);
        sawButtons = sawButtons || step(1).editor()->buttons()->isAncestorOf(now);
    }
    QVERIFY(sawButtons);
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

void TriageGuideTest::summary_countsNotesOnly()
{
    StepAnswer answer;
    answer.why = QStringLiteral("First seen from this address.");
    QCOMPARE(answerSummary(answer), QStringLiteral("reason given"));
    answer.note = QStringLiteral("Asked the owner.");
    QVERIFY(answerSummary(answer).startsWith(QStringLiteral("reason given \u00b7 1 note")));
}

QTEST_MAIN(TriageGuideTest)
#include "tst_triageguide.moc"
