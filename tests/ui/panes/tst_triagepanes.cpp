#include "models/detection/alerttablemodel.h"
#include "tests/ui/panes/triagecase.h"
#include "ui/panes/activitypane.h"
#include "ui/panes/alertdetailspane.h"
#include "ui/panes/alertspane.h"
#include "ui/panes/ecsfieldmodel.h"
#include "ui/panes/eventdetails.h"
#include "ui/panes/pivotactions.h"
#include "ui/panes/timelinepane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/linklabel.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/timeplot.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QUuid>

#include <set>

using namespace wirecase;

namespace {

const LinkLabel *visibleLink(const QWidget &pane, const QString &name)
{
    for (const LinkLabel *link : pane.findChildren<LinkLabel *>(name)) {
        if (link->isVisible())
            return link;
    }
    return nullptr;
}

} // namespace

class TriagePanesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void models_areSound();
    void alerts_outsideTheScopeAreHiddenAndCounted();
    void alerts_currentRowIsTheFocus();
    void alerts_returnLeadsToTheTraffic();
    void alerts_showTheVerdictOfTheCase();
    void alerts_ofOneRuleAreToldApart();
    void alerts_fillTheirWidth_data();
    void alerts_fillTheirWidth();
    void query_thatIsWrongIsSaid();
    void activity_showsTheEventInFocusAsItIs();
    void timeline_brushIsTheTimeWindow();
    void timeline_markPointsAtItsAlert();
    void timeline_isCompactBesideTraffic();
    void details_linkThatCannotLeadSaysWhy();
    void menu_disabledPivotSaysWhy();
    void empty_asksForEvidence();

private:
    template <typename P>
    std::unique_ptr<P> shown()
    {
        auto pane = std::make_unique<P>(m_case->services());
        pane->resize(900, 600);
        pane->show();
        return pane;
    }

    std::unique_ptr<TriageCase> m_case;
};

void TriagePanesTest::initTestCase()
{
    m_case = std::make_unique<TriageCase>();
    QVERIFY(m_case->load({sampleEvidence()}));
    QVERIFY(m_case->alerts().size() > 3);
}

void TriagePanesTest::init()
{
    m_case->context().show(View::Triage);
    m_case->context().narrow({});
    m_case->context().pointAt({});
}

void TriagePanesTest::models_areSound()
{
    const auto alerts = shown<AlertsPane>();
    const QAbstractItemModelTester tester(alerts->table()->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_case->context().narrow({TimeRange{m_case->alerts().back().timeNs, m_case->alerts().back().timeNs + 1}, {}, {}});
    QTRY_COMPARE(alerts->table()->model()->rowCount(), 1);
    m_case->context().narrow({});
    QTRY_COMPARE(static_cast<std::size_t>(alerts->table()->model()->rowCount()), m_case->alerts().size());
    EcsFieldModel fields;
    const QAbstractItemModelTester fieldTester(&fields, QAbstractItemModelTester::FailureReportingMode::QtTest);
    fields.setDocument(m_case->investigation().snapshot()->activity->ecs(m_case->alerts().back().event, 0, true));
    QVERIFY(fields.rowCount() > 10);
}

void TriagePanesTest::alerts_outsideTheScopeAreHiddenAndCounted()
{
    const auto pane = shown<AlertsPane>();
    QTRY_COMPARE(m_case->context().focus().alert, m_case->alerts().front().key);
    const Alert last = m_case->alerts().back();
    m_case->context().narrow({TimeRange{last.timeNs - 1, last.timeNs + 1}, {}, {}});
    QTRY_COMPARE(pane->table()->model()->rowCount(), 1);
    const auto *message = pane->findChild<MessageBar *>();
    QVERIFY(message->isVisible());
    QVERIFY(message->text().contains(QString::number(m_case->alerts().size() - 1)));
    QCOMPARE(pane->table()->model()->index(0, 0).data(AlertKeyRole).toString(), last.key);
    // What is looked at stays: the scope narrows tables, it does not choose for the analyst.
    QCOMPARE(m_case->context().focus().alert, m_case->alerts().front().key);
}

void TriagePanesTest::alerts_currentRowIsTheFocus()
{
    const auto pane = shown<AlertsPane>();
    QTRY_COMPARE(m_case->context().focus().alert, m_case->alerts().front().key);
    pane->paneActions().front()->trigger();
    QCOMPARE(m_case->context().focus().alert, m_case->alerts()[1].key);
    QCOMPARE(m_case->context().focus().event, m_case->alerts()[1].event);
    QCOMPARE(pane->table()->currentIndex().row(), 1);
    pane->table()->revealRow(2);
    QCOMPARE(m_case->context().focus().alert, m_case->alerts()[2].key);
}

void TriagePanesTest::alerts_returnLeadsToTheTraffic()
{
    const auto pane = shown<AlertsPane>();
    m_case->pointAt(m_case->alerts().back());
    QTest::keyClick(pane->table(), Qt::Key_Return);
    QCOMPARE(m_case->context().view(), View::Traffic);
    QVERIFY(m_case->context().scope().window);
    m_case->context().back();
    QCOMPARE(m_case->context().view(), View::Triage);
}

void TriagePanesTest::alerts_showTheVerdictOfTheCase()
{
    const auto pane = shown<AlertsPane>();
    const Alert first = m_case->alerts().front();
    QVERIFY(m_case->editor().setVerdict(first.key, Verdict::BenignAutomated, {}));
    const QModelIndex cell = pane->table()->model()->index(0, AlertTableModel::VerdictColumn);
    QCOMPARE(cell.data().toString(), verdictText(Verdict::BenignAutomated));
    m_case->editor().stack().undo();
    QVERIFY(cell.data(AlertTableModel::IsOpenRole).toBool());
}

void TriagePanesTest::alerts_ofOneRuleAreToldApart()
{
    const auto pane = shown<AlertsPane>();
    QTRY_COMPARE(static_cast<std::size_t>(pane->table()->model()->rowCount()), m_case->alerts().size());
    const Correlation &correlation = *m_case->investigation().snapshot()->correlation;
    std::set<QString> rows;
    for (int row = 0; row < pane->table()->model()->rowCount(); ++row) {
        const auto cell = [&](int column) { return pane->table()->model()->index(row, column).data().toString(); };
        const QString key = pane->table()->model()->index(row, 0).data(AlertKeyRole).toString();
        if (const auto session = correlation.sessionOfAlert(key))
            QCOMPARE(cell(AlertTableModel::TargetColumn), correlation.sessions().at(*session).targetName);
        else
            QVERIFY(!cell(AlertTableModel::TargetColumn).isEmpty());
        QVERIFY(QUuid::fromString(cell(AlertTableModel::CallerColumn)).isNull()); // no bare ids
        rows.insert(cell(AlertTableModel::TimeColumn) + cell(AlertTableModel::TargetColumn)
                    + cell(AlertTableModel::CallerColumn));
    }
    QCOMPARE(rows.size(), m_case->alerts().size());
}

void TriagePanesTest::alerts_fillTheirWidth_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {330, 440, 560, 900})
        QTest::addRow("%d", width) << width;
}

void TriagePanesTest::alerts_fillTheirWidth()
{
    QFETCH(int, width);
    const auto pane = shown<AlertsPane>();
    pane->resize(width, 500);
    QTRY_COMPARE(pane->table()->horizontalHeader()->length(), pane->table()->viewport()->width());
    // What a narrow pane has no column for stands in a second line, and is copied.
    const bool folded = pane->table()->isColumnHidden(AlertTableModel::RuleColumn);
    QCOMPARE(folded, width < 500);
    QTRY_COMPARE(pane->table()->rowHeight(0) > rowHeight(pane->table()->fontMetrics()), folded);
    pane->table()->revealRow(0);
    pane->table()->copySelection();
    QVERIFY(QApplication::clipboard()->text().contains(
        pane->table()->model()->index(0, AlertTableModel::CallerColumn).data(CopyRole).toString()));
}

void TriagePanesTest::query_thatIsWrongIsSaid()
{
    const auto pane = shown<AlertsPane>();
    const auto note = [&pane] {
        for (const QLabel *label : pane->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(QStringLiteral("filter")))
                return label->text();
        }
        return QString();
    };
    QCOMPARE(note(), QString());
    m_case->context().setQueryProblem(QStringLiteral("Character 1: wrong"));
    QVERIFY(note().contains(QStringLiteral("error")));
    pane->hide();
    m_case->context().setQueryProblem({});
    pane->show();
    QCOMPARE(note(), QString());
}

void TriagePanesTest::activity_showsTheEventInFocusAsItIs()
{
    const auto pane = shown<ActivityPane>();
    const ActivityIndex &activity = *m_case->investigation().snapshot()->activity;
    QTRY_COMPARE(static_cast<quint32>(pane->table()->model()->rowCount()), activity.size());
    m_case->pointAt(m_case->alerts().back());
    QCOMPARE(pane->table()->currentIndex().data(EventIdRole).toUInt(),
             static_cast<quint32>(m_case->alerts().back().event));
    const auto withoutSpace = [](QString text) { return text.remove(QRegularExpression(QStringLiteral("\\s"))); };
    QCOMPARE(withoutSpace(pane->details()->rawText()),
             withoutSpace(QString::fromUtf8(activity.rawJson(m_case->alerts().back().event))));
    m_case->context().narrow({{}, {}, QStringLiteral("event.outcome : failure")});
    QTRY_VERIFY(static_cast<quint32>(pane->table()->model()->rowCount()) < activity.size());
    QVERIFY(pane->table()->model()->rowCount() > 0);
}

void TriagePanesTest::timeline_brushIsTheTimeWindow()
{
    const auto pane = shown<TimelinePane>();
    QTRY_VERIFY(!pane->plot()->wholeRange().isEmpty());
    const TimeRange window{m_case->alerts().back().timeNs - nsPerHour, m_case->alerts().back().timeNs};
    emit pane->plot()->brushChanged(window);
    QCOMPARE(m_case->context().scope().window, std::optional(window));
    m_case->context().narrow({});
    QVERIFY(!pane->plot()->brush());
    m_case->context().narrow({window, {}, {}});
    QCOMPARE(pane->plot()->brush(), std::optional(window));
    QTest::keyClick(pane.get(), Qt::Key_Backspace);
    QVERIFY(!m_case->context().scope().window);
}

void TriagePanesTest::timeline_markPointsAtItsAlert()
{
    const auto pane = shown<TimelinePane>();
    QTRY_COMPARE(pane->plot()->lanes().size(), std::size_t{4});
    const TimeLane &alerts = *pane->plot()->lanes().front();
    QCOMPARE(alerts.marks.size(), m_case->alerts().size());
    emit pane->plot()->markActivated(alerts.id, alerts.marks.back().key);
    QCOMPARE(m_case->context().focus().alert, m_case->alerts().back().key);
}

void TriagePanesTest::timeline_isCompactBesideTraffic()
{
    const auto pane = shown<TimelinePane>();
    QTRY_COMPARE(pane->plot()->lanes().size(), std::size_t{4});
    m_case->context().show(View::Traffic);
    QCOMPARE(pane->plot()->lanes().size(), std::size_t{2});
    m_case->context().show(View::Triage);
    QCOMPARE(pane->plot()->lanes().size(), std::size_t{4});
}

void TriagePanesTest::details_linkThatCannotLeadSaysWhy()
{
    const auto pane = shown<AlertDetailsPane>();
    bool sawPossible = false;
    bool sawImpossible = false;
    bool sawAccount = false;
    for (const Alert &alert : m_case->alerts()) {
        m_case->pointAt(alert);
        const AlertFacts &facts = *m_case->investigation().facts()->of(alert.key);
        std::vector<const FactRow *> rows = facts.ofGroup(groupAnswerable);
        std::ranges::copy(facts.ofGroup(groupExposed), std::back_inserter(rows));
        for (const FactRow *row : rows) {
            if (!row->pivot)
                continue;
            sawAccount = sawAccount || row->fact.group == QLatin1String(groupExposed);
            const LinkLabel *found = nullptr;
            QTRY_VERIFY((found = visibleLink(*pane, row->fact.key)));
            QCOMPARE(found->whyNot(), row->pivot->whyNot);
            QCOMPARE(found->toolTip(), row->pivot->whyNot);
            (row->pivot->isPossible() ? sawPossible : sawImpossible) = true;
        }
    }
    QVERIFY(sawPossible);
    QVERIFY(sawImpossible);
    QVERIFY(sawAccount);
}

void TriagePanesTest::menu_disabledPivotSaysWhy()
{
    Pivot pivot;
    pivot.text = QStringLiteral("Show traffic");
    pivot.whyNot = QStringLiteral("There is none.");
    QMenu menu;
    addPivotActions(menu, {pivot}, m_case->context());
    QVERIFY(!menu.actions().front()->isEnabled());
    QCOMPARE(menu.actions().front()->toolTip(), pivot.whyNot);
    QVERIFY(menu.toolTipsVisible());
}

void TriagePanesTest::empty_asksForEvidence()
{
    TriageCase none;
    AlertsPane pane(none.services());
    QSignalSpy asked(&pane, &AlertsPane::addEvidenceRequested);
    pane.show();
    QVERIFY(pane.isEmptyShown());
    auto *button = pane.findChild<EmptyState *>()->findChild<QAbstractButton *>();
    QVERIFY(button->isVisible());
    button->click();
    QCOMPARE(asked.count(), 1);
}

QTEST_MAIN(TriagePanesTest)
#include "tst_triagepanes.moc"
