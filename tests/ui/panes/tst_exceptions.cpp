#include "tests/ui/panes/triagecase.h"
#include "ui/panes/alertdetailspane.h"
#include "ui/panes/exceptiondialog.h"
#include "ui/panes/exceptionentriesedit.h"
#include "ui/panes/exceptionline.h"
#include "ui/panes/exceptionspane.h"
#include "ui/panes/exceptiontablemodel.h"
#include "ui/panes/noteedit.h"
#include "ui/panes/ruletext.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/linklabel.h"
#include "ui/widgets/messagebar.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QDateEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace wirecase;

namespace {

using Type = ExceptionEntry::Type;

ExceptionEntry entry(Type type, const char *field, const QStringList &values, bool excluded = false)
{
    ExceptionEntry made;
    made.type = type;
    made.field = QString::fromLatin1(field);
    made.values = values;
    made.excluded = excluded;
    return made;
}

} // namespace

class ExceptionsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void entries_comeBackAsTheyWere();
    void entries_halfWrittenOneIsNotComplete();
    void entries_areAddedAndRemoved();
    void draft_isForTheRuleOfTheAlert();
    void dialog_keepsOnlyWhatIsTriedAndJustified();
    void dialog_keptExceptionIsAnActOfTheCase();
    void dialog_confirmedAlertIsToldInRed();
    void dialog_changedExceptionReplacesItself();
    void dialog_trialCanBeCancelled();
    void line_saysHowManyThereAre();
    void pane_listsLoadedAndKept();
    void pane_draftsFromTheRuleInFocus();
    void pane_removalIsUndone();

private:
    [[nodiscard]] ExceptionDraft draft();
    /// The answer of the trial, or none when it never came.
    [[nodiscard]] static bool isTried(const ExceptionDialog &dialog);

    std::unique_ptr<TriageCase> m_case;
};

void ExceptionsTest::initTestCase()
{
    m_case = std::make_unique<TriageCase>();
    QVERIFY(m_case->load({sampleEvidence()}));
    QVERIFY(!m_case->alerts().empty());
}

void ExceptionsTest::init()
{
    while (m_case->editor().stack().canUndo())
        m_case->editor().stack().undo();
    m_case->context().pointAt({});
}

ExceptionDraft ExceptionsTest::draft()
{
    const Alert &alert = m_case->alerts().front();
    ExceptionDraft made = *draftFor(*m_case->investigation().snapshot(), alert.key);
    made.item.name = QStringLiteral("Backup");
    made.item.entries = {entry(Type::Exists, "event.action", {})}; // which every event has
    return made;
}

bool ExceptionsTest::isTried(const ExceptionDialog &dialog)
{
    return QTest::qWaitFor([&] { return dialog.isTried(); }, 20'000);
}

void ExceptionsTest::entries_comeBackAsTheyWere()
{
    const std::vector<ExceptionEntry> entries{
        entry(Type::Match, "user.name", {QStringLiteral("svc, backup")}),
        entry(Type::MatchAny, "source.ip", {QStringLiteral("10.0.0.1"), QStringLiteral("a,b")}, true),
        entry(Type::Exists, "host.id", {}, true),
        entry(Type::Wildcard, "url", {QStringLiteral("*/x?")}),
    };
    ExceptionEntriesEdit edit;
    QSignalSpy edited(&edit, &ExceptionEntriesEdit::edited);
    edit.setEntries(entries);
    QCOMPARE(edited.count(), 0);
    QCOMPARE(edit.lineCount(), 4);
    QVERIFY(edit.entries() == entries);
    QVERIFY(edit.isComplete());
    ExceptionEntry nested;
    nested.type = Type::Nested;
    nested.field = QStringLiteral("a");
    nested.entries = {entries.front()};
    edit.setEntries({nested});
    QCOMPARE(edit.lineCount(), 0); // lines cannot say it: it is kept
    QVERIFY(edit.entries() == std::vector{nested});
    QVERIFY(edit.isComplete());
}

void ExceptionsTest::entries_halfWrittenOneIsNotComplete()
{
    ExceptionEntriesEdit edit;
    QVERIFY(!edit.isComplete());
    edit.setEntries({entry(Type::Match, "user.name", {})});
    QVERIFY(!edit.isComplete());
    QVERIFY(edit.entries().empty());
    edit.findChild<QComboBox *>()->setCurrentIndex(4); // exists: needs no value
    QVERIFY(edit.isComplete());
    QCOMPARE(edit.entries().front().type, Type::Exists);
}

void ExceptionsTest::entries_areAddedAndRemoved()
{
    ExceptionEntriesEdit edit;
    QSignalSpy edited(&edit, &ExceptionEntriesEdit::edited);
    edit.addLine();
    QCOMPARE(edit.lineCount(), 1);
    QCOMPARE(edited.count(), 1);
    edit.findChild<QToolButton *>()->click();
    QCOMPARE(edit.lineCount(), 0);
    QCOMPARE(edited.count(), 2);
}

void ExceptionsTest::draft_isForTheRuleOfTheAlert()
{
    const Snapshot &snapshot = *m_case->investigation().snapshot();
    const auto made = draftFor(snapshot, m_case->alerts().front().key);
    QVERIFY(made);
    QCOMPARE(made->item.ruleId, m_case->alerts().front().ruleId);
    QVERIFY(!made->item.itemId.isEmpty());
    QVERIFY(!draftFor(snapshot, QStringLiteral("gone")));
}

void ExceptionsTest::dialog_keepsOnlyWhatIsTriedAndJustified()
{
    ExceptionDialog dialog(m_case->services(), draft());
    dialog.show();
    QVERIFY(!dialog.keepButton()->isEnabled());
    QVERIFY(isTried(dialog));
    QVERIFY(!dialog.keepButton()->isEnabled()); // no reason was given
    dialog.justification()->setPlainText(QStringLiteral("Weekly job"));
    QTRY_VERIFY(dialog.keepButton()->isEnabled());
    dialog.entries()->addLine(); // half written
    QVERIFY(!dialog.keepButton()->isEnabled());
    dialog.entries()->setEntries(draft().item.entries);
    emit dialog.entries()->edited();
    QVERIFY(!dialog.keepButton()->isEnabled()); // not tried again yet
    QTRY_VERIFY(dialog.keepButton()->isEnabled());
    dialog.justification()->setPlainText(QStringLiteral("  "));
    QVERIFY(!dialog.keepButton()->isEnabled());
}

void ExceptionsTest::dialog_keptExceptionIsAnActOfTheCase()
{
    ExceptionDialog dialog(m_case->services(), draft());
    dialog.show();
    dialog.justification()->setPlainText(QStringLiteral("Weekly job"));
    const QDate last = dialog.expiry()->date();
    QTRY_VERIFY(dialog.keepButton()->isEnabled());
    dialog.keepButton()->click();
    QVERIFY(!dialog.isVisible());
    QCOMPARE(m_case->caseFile().state().exceptions.size(), std::size_t{1});
    const CaseException kept = m_case->caseFile().state().exceptions.front();
    QCOMPARE(kept.justification, QStringLiteral("Weekly job"));
    QCOMPARE(kept.ruleId, m_case->alerts().front().ruleId);
    QCOMPARE(kept.expireNs, last.addDays(1).startOfDay(Qt::UTC).toMSecsSinceEpoch() * nsPerMs);
    QVERIFY(kept.silenced.contains(m_case->alerts().front().key));
    const auto again = draftOf(kept);
    QVERIFY(again);
    QVERIFY(again->item.entries == draft().item.entries);
    m_case->editor().stack().undo();
    QVERIFY(m_case->caseFile().state().exceptions.empty());
}

void ExceptionsTest::dialog_confirmedAlertIsToldInRed()
{
    ExceptionDialog before(m_case->services(), draft());
    before.show();
    QVERIFY(isTried(before));
    const QString harmless = before.answer()->text();
    QVERIFY(before.silenced()->model()->rowCount() > 0);
    QVERIFY(m_case->editor().setVerdict(m_case->alerts().front().key, Verdict::TruePositive, {}));
    ExceptionDialog dialog(m_case->services(), draft());
    dialog.show();
    QVERIFY(isTried(dialog));
    QVERIFY(dialog.answer()->text() != harmless);
    QVERIFY(dialog.answer()->text().contains(QStringLiteral("true positive")));
}

void ExceptionsTest::dialog_changedExceptionReplacesItself()
{
    CaseException kept = keptForm(draft(), {});
    kept.justification = QStringLiteral("Weekly job");
    QVERIFY(m_case->editor().keepException(kept));
    ExceptionDialog dialog(m_case->services(), *draftOf(kept));
    dialog.show();
    QCOMPARE(dialog.justification()->toPlainText(), kept.justification);
    dialog.justification()->setPlainText(QStringLiteral("Another reason"));
    QTRY_VERIFY(dialog.keepButton()->isEnabled());
    dialog.keepButton()->click();
    QCOMPARE(m_case->caseFile().state().exceptions.size(), std::size_t{1});
    QCOMPARE(m_case->caseFile().state().exceptions.front().justification, QStringLiteral("Another reason"));
}

void ExceptionsTest::dialog_trialCanBeCancelled()
{
    ExceptionDialog dialog(m_case->services(), draft());
    dialog.show();
    auto *button = dialog.answer()->findChild<QPushButton *>();
    button->click(); // before the trial can have answered
    QVERIFY(!dialog.isTried());
    QVERIFY(dialog.answer()->text().contains(QStringLiteral("cancelled")));
    button->click(); // again
    QVERIFY(isTried(dialog));
}

void ExceptionsTest::line_saysHowManyThereAre()
{
    AlertDetailsPane pane(m_case->services());
    pane.resize(700, 700);
    pane.show();
    m_case->pointAt(m_case->alerts().front());
    const auto *line = pane.findChild<ExceptionLine *>();
    QTRY_COMPARE(line->text(), QStringLiteral("there is none for this rule"));
    QVERIFY(line->findChild<LinkLabel *>(QStringLiteral("exception"))->whyNot().isEmpty());
    QVERIFY(m_case->editor().keepException(keptForm(draft(), {})));
    QTRY_VERIFY(line->text().startsWith(QStringLiteral("1 of 1")));
    QVERIFY(line->text().contains(QStringLiteral("Backup")));
}

void ExceptionsTest::pane_listsLoadedAndKept()
{
    auto made = std::make_shared<Snapshot>(*m_case->investigation().snapshot());
    ExceptionItem item;
    item.name = QStringLiteral("Loaded");
    item.listId = QStringLiteral("a-list");
    made->exceptions = {item, item, item};
    made->exceptions[1].expireNs = 5;
    made->exceptions[2].notApplicable = QStringLiteral("It needs a value list.");
    CaseException kept = keptForm(draft(), {});
    ExceptionTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows(exceptionRows(*made, {kept}, 10));
    using Standing = ExceptionTableModel::Standing;
    const auto standing = [&](int row) { return model.at(row).standing; };
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(standing(0), Standing::Unused);
    QCOMPARE(standing(1), Standing::Expired);
    QCOMPARE(standing(2), Standing::NotApplicable);
    QCOMPARE(standing(3), Standing::Kept);
    QVERIFY(model.index(2, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("value list")));
}

void ExceptionsTest::pane_draftsFromTheRuleInFocus()
{
    ExceptionsPane pane(m_case->services());
    pane.show();
    const auto *attempt = pane.findChild<QAction *>(QStringLiteral("try"));
    QVERIFY(!attempt->isEnabled()); // neither an alert nor a rule is chosen
    Focus focus;
    focus.rule = ruleKey(m_case->investigation().snapshot()->rules.front());
    m_case->context().pointAt(focus);
    QVERIFY(attempt->isEnabled());
    QVERIFY(attempt->toolTip().contains(m_case->alerts().front().ruleName));
}

void ExceptionsTest::pane_removalIsUndone()
{
    ExceptionsPane pane(m_case->services());
    pane.resize(700, 300);
    pane.show();
    QVERIFY(pane.isEmptyShown());
    QVERIFY(m_case->editor().keepException(keptForm(draft(), {})));
    QVERIFY(!pane.isEmptyShown());
    QCOMPARE(pane.table()->model()->rowCount(), 1);
    QVERIFY(m_case->editor().removeException(m_case->caseFile().state().exceptions.front().id));
    QVERIFY(pane.isEmptyShown());
    m_case->editor().stack().undo();
    QCOMPARE(pane.table()->model()->rowCount(), 1);
}

QTEST_MAIN(ExceptionsTest)
#include "tst_exceptions.moc"
