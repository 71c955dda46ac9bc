#include "activityfixture.h"
#include "models/detection/backtest.h"

#include <QTest>

using namespace wirecase;

class TestBackTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void test_countsWhatItSilences();
    void test_flagsTruePositives();
    void test_groupsThatLoseEvents();
    void test_saysWhyNot();

private:
    Rule m_rule;
    ActivityIndexPtr m_events;
    std::vector<Alert> m_alerts;
    ExceptionItem m_item;

    void runWith(const Rule &rule);
};

void TestBackTest::init()
{
    QByteArray lines;
    for (int i = 0; i < 3; ++i) {
        lines += diagnosticRecord({.correlation = QString::number(i),
                                   .caller = i == 2 ? QStringLiteral("sam") : QStringLiteral("pat"),
                                   .address = QStringLiteral("192.0.2.%1").arg(i + 1)});
    }
    m_events = eventsIn({lines});
    m_item = {};
    m_item.itemId = QStringLiteral("i");
    m_item.listId = QStringLiteral("new");
    ExceptionEntry entry;
    entry.field = QStringLiteral("user.full_name");
    entry.values << QStringLiteral("pat");
    m_item.entries = {entry};
    runWith(*readRuleToml(builtInRuleToml(), builtInRuleName()));
}

void TestBackTest::runWith(const Rule &rule)
{
    m_rule = rule;
    JobState job;
    m_alerts = runRules({m_rule}, *m_events, DetectionMode::Faithful, job)->alerts;
}

void TestBackTest::test_countsWhatItSilences()
{
    JobState job;
    QCOMPARE(m_alerts.size(), std::size_t{3});
    std::vector<Alert> alerts = m_alerts;
    alerts.push_back({});
    alerts.back().ruleId = QStringLiteral("another rule");
    const auto test = backTest(m_item, {m_rule}, alerts, *m_events, DetectionMode::Faithful, {}, job);
    QVERIFY(test);
    QCOMPARE(test->silenced.size(), std::size_t{2});
    QCOMPARE(test->kept, 1U);
    QCOMPARE(test->weakened, 0U);
    QVERIFY(!test->silencesTruePositive());
}

void TestBackTest::test_flagsTruePositives()
{
    JobState job;
    const QString bad = m_alerts[0].key;
    const auto test = backTest(
        m_item, {m_rule}, m_alerts, *m_events, DetectionMode::Faithful,
        [&bad](const QString &key) { return key == bad; }, job);
    const bool isSilenced = std::any_of(test->silenced.begin(), test->silenced.end(),
                                        [&bad](const BackTest::Silenced &alert) { return alert.alertKey == bad; });
    QCOMPARE(test->silencesTruePositive(), isSilenced);
    const auto all = backTest(
        m_item, {m_rule}, m_alerts, *m_events, DetectionMode::Faithful, [](const QString &) { return true; }, job);
    QVERIFY(all->silencesTruePositive());
}

void TestBackTest::test_groupsThatLoseEvents()
{
    Rule rule = m_rule;
    rule.type = QStringLiteral("threshold");
    rule.threshold = Threshold{{}, 1, {}};
    runWith(rule);
    QCOMPARE(m_alerts.size(), std::size_t{1});
    JobState job;
    auto test = backTest(m_item, {rule}, m_alerts, *m_events, DetectionMode::Faithful, {}, job);
    QCOMPARE(test->weakened, 1U);
    QVERIFY(test->silenced.empty());
    rule.threshold->value = 2;
    test = backTest(m_item, {rule}, m_alerts, *m_events, DetectionMode::Faithful, {}, job);
    QCOMPARE(test->silenced.size(), std::size_t{1});
}

void TestBackTest::test_saysWhyNot()
{
    JobState job;
    QVERIFY(!backTest(m_item, {}, m_alerts, *m_events, DetectionMode::Faithful, {}, job)->notTested.isEmpty());
    m_item.notApplicable = QStringLiteral("no list");
    QCOMPARE(backTest(m_item, {m_rule}, m_alerts, *m_events, DetectionMode::Faithful, {}, job)->notTested,
             m_item.notApplicable);
    m_item.notApplicable.clear();
    job.cancelled = true;
    QVERIFY(!backTest(m_item, {m_rule}, m_alerts, *m_events, DetectionMode::Faithful, {}, job));
}

QTEST_GUILESS_MAIN(TestBackTest)

#include "tst_backtest.moc"
