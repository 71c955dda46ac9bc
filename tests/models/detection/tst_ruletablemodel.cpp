#include "models/detection/ruletablemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace wirecase;

namespace {

Rule ruleOf(const char *id, int version, const char *notEvaluable = "")
{
    Rule rule;
    rule.id = QString::fromLatin1(id);
    rule.name = QStringLiteral("Rule ") + rule.id;
    rule.type = QStringLiteral("query");
    rule.severity = QStringLiteral("high");
    rule.version = version;
    rule.notEvaluable = QString::fromLatin1(notEvaluable);
    return rule;
}

RuleOutcome outcomeOf(const Rule &rule, quint32 raised, bool isNewest)
{
    RuleOutcome outcome;
    outcome.ruleId = rule.id;
    outcome.wouldRaise = raised;
    outcome.alerts = isNewest ? raised : 0;
    outcome.isNewest = isNewest;
    outcome.notRun = rule.notEvaluable;
    outcome.nearMisses = {{NearMiss::Reason::Case, {}, QStringLiteral("A"), 3, {}},
                          {NearMiss::Reason::OneClause, {}, QStringLiteral("B"), 4, {}}};
    if (!rule.notEvaluable.isEmpty())
        outcome.lints.push_back({0, 1, KqlFinding::Kind::EqualsSign, QStringLiteral("No test."), {}});
    return outcome;
}

QStringList rowOf(const RuleTableModel &model, int row)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells << model.index(row, column).data(CopyRole).toString();
    return cells;
}

} // namespace

class TestRuleTableModel : public QObject
{
    Q_OBJECT

private slots:
    void rows_beforeAndAfterARun();
    void versions_newestFirst();
};

void TestRuleTableModel::rows_beforeAndAfterARun()
{
    RuleTableModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const std::vector<Rule> rules{ruleOf("a", 2), ruleOf("a", 1), ruleOf("b", 0, "Only KQL.")};
    model.setRules(rules, {});
    QCOMPARE(rowOf(model, 0).join(u'|'), QStringLiteral("High|Rule a|query|2|yes|||"));
    model.setRules(rules, {outcomeOf(rules[0], 5, true), outcomeOf(rules[1], 1, false), outcomeOf(rules[2], 0, true)});
    QCOMPARE(rowOf(model, 0).join(u'|'), QStringLiteral("High|Rule a|query|2|yes|5|7|0"));
    QCOMPARE(rowOf(model, 1).join(u'|'), QStringLiteral("High|Rule a|query|1|superseded|1|7|0"));
    QCOMPARE(rowOf(model, 2).join(u'|'), QStringLiteral("High|Rule b|query||no|0|7|1"));
    QCOMPARE(model.index(2, RuleTableModel::SupportedColumn).data(Qt::ToolTipRole).toString(),
             QStringLiteral("Only KQL."));
    QVERIFY(!model.index(2, 0).data(RuleTableModel::IsRunRole).toBool());
    QVERIFY(model.index(0, 0).data(RuleTableModel::IsRunRole).toBool());
    QCOMPARE(model.index(0, RuleTableModel::NearMissesColumn).data(SortKeyRole).toUInt(), 7U);
    QCOMPARE(model.index(0, 0).data(RuleTableModel::RuleIdRole).toString(), QStringLiteral("a"));
    model.setRules({}, {});
}

void TestRuleTableModel::versions_newestFirst()
{
    RuleTableModel model;
    model.setRules({ruleOf("a", 1), ruleOf("b", 9), ruleOf("a", 3), ruleOf("a", 2)}, {});
    QVERIFY(model.versions(0) == std::vector<int>({2, 3, 0}));
    QVERIFY(model.versions(1) == std::vector<int>({1}));
}

QTEST_GUILESS_MAIN(TestRuleTableModel)

#include "tst_ruletablemodel.moc"
