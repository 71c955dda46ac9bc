#include "models/detection/ruletablemodel.h"
#include "tests/ui/panes/triagecase.h"
#include "ui/panes/coveragepane.h"
#include "ui/panes/findinglist.h"
#include "ui/panes/interceptiontablemodel.h"
#include "ui/panes/rulepane.h"
#include "ui/panes/rulespane.h"
#include "ui/panes/ruletext.h"
#include "ui/panes/schedulebox.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/linklabel.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/queryview.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace wirecase;

namespace {

QByteArray ruleToml(const char *id, const char *name, const char *type, const char *language, const char *query)
{
    return QByteArrayLiteral("[metadata]\nupdated_date = \"2024/01/01\"\n[rule]\nname = \"") + name + "\"\nrule_id = \""
           + id + "\"\nrisk_score = 21\nseverity = \"low\"\ntype = \"" + type + "\"\nlanguage = \"" + language
           + "\"\nquery = '''\n" + query + "\n'''\n";
}

constexpr char doubtful[] = "doubtful-rule";
constexpr char sequence[] = "sequence-rule";

} // namespace

/// The panes of the Rules view over the sample with two more rules: one whose query is doubtful, one that cannot run.
class RulesPanesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void rules_showWhatWasLoaded();
    void rules_saysWhichFilesHaveProblems();
    void rules_filterChipsNarrowTheTable();
    void rules_currentRowIsTheFocus();
    void rules_returnSaysWhyThereIsNoAlert();
    void rules_countDoubtfulPlaces();
    void rules_sortByAColumn();
    void rules_addRulesAsksForFiles();
    void rule_ofTheAlertInFocusIsShown();
    void rule_doubtfulPlacesAreUnderlinedAndListed();
    void rule_thatCannotRunSaysWhy();
    void rule_hiddenComputesNothing();
    void schedule_isReplayedWhenAsked();
    void schedule_keepsToTheWindowOfTheScope();
    void coverage_showsWhatTheSnapshotSays();
    void empty_asksForRules();

private:
    template <typename P>
    std::unique_ptr<P> shown()
    {
        auto pane = std::make_unique<P>(m_case->services());
        pane->resize(900, 700);
        pane->show();
        return pane;
    }
    [[nodiscard]] const Snapshot &snapshot() const { return *m_case->investigation().snapshot(); }
    [[nodiscard]] QString keyOf(const char *id) const;
    void pointAt(const char *id);

    QTemporaryDir m_folder;
    std::unique_ptr<TriageCase> m_case;
};

void RulesPanesTest::initTestCase()
{
    const auto write = [this](const char *name, const QByteArray &text) {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    QVERIFY(write("doubtful.toml", ruleToml(doubtful, "Doubtful", "query", "kuery",
                                            "event.action : \"MICROSOFT.NETWORK*\" or no.such.field : x")));
    QVERIFY(write("sequence.toml", ruleToml(sequence, "Sequence", "eql", "eql", "sequence [any where true]")));
    QVERIFY(write("broken.toml", "[rule]\nname = \"Never closed\nrule_id = 1\n"));
    m_case = std::make_unique<TriageCase>();
    QVERIFY(m_case->load({sampleEvidence(), m_folder.path()}));
    QCOMPARE(snapshot().rules.size(), std::size_t{3});
}

void RulesPanesTest::init()
{
    m_case->context().show(View::Rules);
    m_case->context().narrow({});
    m_case->context().pointAt({});
}

QString RulesPanesTest::keyOf(const char *id) const
{
    const auto &rules = snapshot().rules;
    const auto found = std::ranges::find(rules, QString::fromLatin1(id), &Rule::id);
    return found == rules.end() ? QString() : ruleKey(*found);
}

void RulesPanesTest::pointAt(const char *id)
{
    Focus focus;
    focus.rule = keyOf(id);
    m_case->context().pointAt(focus);
}

void RulesPanesTest::rules_showWhatWasLoaded()
{
    const auto pane = shown<RulesPane>();
    QCOMPARE(pane->table()->model()->rowCount(), 3);
    QVERIFY(!pane->isEmptyShown());
    // The rule with alerts stands first.
    QCOMPARE(pane->table()->model()->index(0, RuleTableModel::NameColumn).data(RuleTableModel::RuleIdRole).toString(),
             m_case->alerts().front().ruleId);
    // Of two without alerts the one that runs comes first.
    QCOMPARE(pane->table()->model()->index(1, 0).data(RuleTableModel::RuleIdRole).toString(),
             QString::fromLatin1(doubtful));
}

void RulesPanesTest::rules_saysWhichFilesHaveProblems()
{
    const auto pane = shown<RulesPane>();
    ChipButton *problems = nullptr;
    for (auto *chip : pane->findChildren<ChipButton *>()) {
        if (chip->text() == QStringLiteral("1 file(s) with problems"))
            problems = chip;
    }
    QVERIFY(problems && problems->isVisible());
    QVERIFY(problems->toolTip().startsWith(QStringLiteral("broken.toml: ")));
    problems->click();
    QCOMPARE(m_case->context().view(), View::Evidence);
}

void RulesPanesTest::rules_filterChipsNarrowTheTable()
{
    using Filter = RuleFilterModel::Filter;
    const auto pane = shown<RulesPane>();
    const auto names = [&] {
        QStringList ids;
        for (int row = 0; row < pane->table()->model()->rowCount(); ++row)
            ids << pane->table()->model()->index(row, 0).data(RuleTableModel::RuleIdRole).toString();
        return ids;
    };
    pane->filterChip(Filter::NotEvaluable)->click();
    QCOMPARE(names(), QStringList{QString::fromLatin1(sequence)});
    QVERIFY(!pane->filterChip(Filter::All)->isChecked());
    pane->filterChip(Filter::WithAlerts)->click();
    QCOMPARE(names(), QStringList{m_case->alerts().front().ruleId});
    pane->filterChip(Filter::WithAlerts)->click(); // one of them is always chosen
    QVERIFY(pane->filterChip(Filter::WithAlerts)->isChecked());
    pane->filterChip(Filter::All)->click();
    QCOMPARE(names().size(), 3);
    QVERIFY(pane->filterChip(Filter::All)->text().contains(QStringLiteral("3")));
}

void RulesPanesTest::rules_currentRowIsTheFocus()
{
    const auto pane = shown<RulesPane>();
    pane->table()->revealRow(2);
    const Rule &rule =
        snapshot().rules.at(static_cast<std::size_t>(focusedRule(snapshot(), m_case->context().focus())));
    QCOMPARE(pane->table()->model()->index(2, 0).data(RuleTableModel::RuleIdRole).toString(), rule.id);
    pointAt(doubtful);
    QCOMPARE(pane->table()->currentIndex().data(RuleTableModel::RuleIdRole).toString(), QString::fromLatin1(doubtful));
}

void RulesPanesTest::rules_returnSaysWhyThereIsNoAlert()
{
    const auto pane = shown<RulesPane>();
    pointAt(sequence);
    QTest::keyClick(pane->table(), Qt::Key_Return);
    QCOMPARE(m_case->context().view(), View::Rules);
    QVERIFY(pane->findChild<MessageBar *>()->isVisible());
    m_case->pointAt(m_case->alerts().front());
    m_case->context().pointAt({m_case->alerts().front().key, {}, {}, {}, {}, {}});
    QTest::keyClick(pane->table(), Qt::Key_Return);
    QCOMPARE(m_case->context().view(), View::Triage);
    QCOMPARE(m_case->context().focus().alert, m_case->alerts().front().key);
}

void RulesPanesTest::rules_countDoubtfulPlaces()
{
    const auto pane = shown<RulesPane>();
    pointAt(doubtful);
    const QModelIndex cell = pane->table()->currentIndex().siblingAtColumn(RuleTableModel::LintColumn);
    QTRY_VERIFY(cell.data(SortKeyRole).toInt() >= 2);
    pointAt(sequence); // not KQL: nothing is said about it
    QCOMPARE(pane->table()->currentIndex().siblingAtColumn(RuleTableModel::LintColumn).data(SortKeyRole).toInt(), 0);
}

void RulesPanesTest::rules_sortByAColumn()
{
    const auto pane = shown<RulesPane>();
    emit pane->table()->sortRequested(RuleTableModel::NameColumn, Qt::DescendingOrder);
    QCOMPARE(pane->table()->model()->index(0, RuleTableModel::NameColumn).data().toString(),
             QStringLiteral("Sequence"));
}

void RulesPanesTest::rules_addRulesAsksForFiles()
{
    const auto pane = shown<RulesPane>();
    QSignalSpy asked(pane.get(), &RulesPane::addFilesRequested);
    for (auto *chip : pane->findChildren<ChipButton *>()) {
        if (chip->text() == QStringLiteral("Add rules…"))
            chip->click();
    }
    QCOMPARE(asked.count(), 1);
}

void RulesPanesTest::rule_ofTheAlertInFocusIsShown()
{
    const auto pane = shown<RulePane>();
    QVERIFY(pane->isEmptyShown());
    m_case->pointAt(m_case->alerts().front());
    QVERIFY(!pane->isEmptyShown());
    QCOMPARE(pane->title(), m_case->alerts().front().ruleName);
    pointAt(sequence);
    QCOMPARE(pane->title(), QStringLiteral("Sequence"));
}

void RulesPanesTest::rule_doubtfulPlacesAreUnderlinedAndListed()
{
    const auto pane = shown<RulePane>();
    pointAt(doubtful);
    auto *query = pane->findChild<QueryView *>();
    QTRY_VERIFY(query->marks().size() >= 2);
    QVERIFY(!query->messageAt(query->toPlainText().indexOf(QStringLiteral("no.such"))).isEmpty());
    const auto *list = pane->findChild<FindingList *>();
    QVERIFY(list->isVisible());
    auto *show = list->findChild<LinkLabel *>();
    show->click();
    QVERIFY(query->textCursor().hasSelection());
    // Every suggestion can be copied.
    QApplication::clipboard()->clear();
    const auto copies = list->findChildren<QToolButton *>();
    QVERIFY(!copies.isEmpty());
    copies.front()->click();
    QVERIFY(!QApplication::clipboard()->text().isEmpty());
    pointAt(sequence);
    QTRY_VERIFY(query->marks().empty());
    QVERIFY(!list->isVisible());
}

void RulesPanesTest::rule_thatCannotRunSaysWhy()
{
    const auto pane = shown<RulePane>();
    pointAt(sequence);
    bool said = false;
    for (const auto *chip : pane->findChildren<ChipButton *>())
        said = said || (chip->isVisible() && chip->text() == QStringLiteral("not evaluable here"));
    QVERIFY(said);
    QVERIFY(!pane->findChild<ScheduleBox *>()->isVisible());
}

void RulesPanesTest::rule_hiddenComputesNothing()
{
    RulePane pane(m_case->services());
    pointAt(doubtful);
    QCOMPARE(pane.title(), QStringLiteral("Rule"));
    QVERIFY(pane.findChild<QueryView *>()->toPlainText().isEmpty());
    pane.show();
    QCOMPARE(pane.title(), QStringLiteral("Doubtful"));
}

void RulesPanesTest::schedule_isReplayedWhenAsked()
{
    const auto pane = shown<RulePane>();
    m_case->pointAt(m_case->alerts().front());
    auto *box = pane->findChild<ScheduleBox *>();
    QVERIFY(box->isVisible());
    QVERIFY(box->rows().empty());
    const QString idle = box->button()->text();
    box->button()->click();
    QVERIFY(box->button()->text() != idle); // it cancels now
    QTRY_COMPARE(box->button()->text(), idle);
}

void RulesPanesTest::schedule_keepsToTheWindowOfTheScope()
{
    const auto pane = shown<RulePane>();
    m_case->pointAt(m_case->alerts().front());
    auto *box = pane->findChild<ScheduleBox *>();
    const QString idle = box->button()->text();
    const auto raised = [&] {
        box->button()->click();
        return QTest::qWaitFor([&] { return box->button()->text() == idle; }, 20'000) && box->rows().size() > 1
                   ? box->rows()[1].fact.value
                   : QString();
    };
    const QString whole = raised();
    const qint64 first = m_case->alerts().front().timeNs;
    Scope scope;
    scope.window = TimeRange{first - 1, first + 3600 * nsPerSecond};
    m_case->context().narrow(scope);
    QVERIFY(raised() != whole);
    QVERIFY(std::ranges::none_of(box->rows(), [](const FactRow &row) { return row.alarming; }));
}

void RulesPanesTest::coverage_showsWhatTheSnapshotSays()
{
    InterceptionTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    auto made = std::make_shared<Snapshot>(snapshot());
    const EventId event = m_case->alerts().front().event;
    made->detection.interceptions = {
        {event, {event}, QStringLiteral("START"), QStringLiteral("Starts a capture"), {made->rules.back().id}, true},
        {EventId{0}, {}, QStringLiteral("TAP"), QStringLiteral("Adds a tap"), {}, true}};
    model.setSnapshot(made);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, InterceptionTableModel::CaughtBy).data().toString(), made->rules.back().name);
    QCOMPARE(model.index(1, InterceptionTableModel::CaughtBy).data().toString(), QStringLiteral("no rule"));
    QVERIFY(!model.index(1, 0).data(InterceptionTableModel::IsCoveredRole).toBool());
    QCOMPARE(model.rowOf(event), 0);
    const auto pane = shown<CoveragePane>();
    QCOMPARE(pane->table()->model()->rowCount(), static_cast<int>(snapshot().detection.interceptions.size()));
    QCOMPARE(pane->isEmptyShown(), snapshot().detection.interceptions.empty());
}

void RulesPanesTest::empty_asksForRules()
{
    TriageCase none;
    RulesPane pane(none.services());
    QSignalSpy asked(&pane, &RulesPane::addFilesRequested);
    pane.show();
    QVERIFY(pane.isEmptyShown());
    pane.findChild<EmptyState *>()->findChild<QAbstractButton *>()->click();
    QCOMPARE(asked.count(), 1);
}

QTEST_MAIN(RulesPanesTest)
#include "tst_rulespanes.moc"
