#include "activityfixture.h"
#include "models/detection/alertdocument.h"

#include <QJsonArray>
#include <QTest>

using namespace wirecase;

class TestAlertDocument : public QObject
{
    Q_OBJECT

private slots:
    void document_hasTheEssentials();
    void document_saysWhatElasticMisses();
    void document_ofGroups();
    void document_ofANearMiss();
};

namespace {

Rule builtIn()
{
    return *readRuleToml(builtInRuleToml(), builtInRuleName());
}

QJsonObject documentOf(const Rule &rule, const ActivityIndex &events, DetectionMode mode)
{
    JobState job;
    const auto result = runRules({rule}, events, mode, job);
    if (!result || result->alerts.empty())
        qFatal("there is no alert");
    return alertDocument(result->alerts.front(), rule, events, mode);
}

QString textAt(const QJsonObject &document, const char *key)
{
    return document.value(QLatin1StringView(key)).toString();
}

} // namespace

void TestAlertDocument::document_hasTheEssentials()
{
    const ActivityIndexPtr events = eventsIn({diagnosticRecord({})});
    const QJsonObject document = documentOf(builtIn(), *events, DetectionMode::Faithful);
    QCOMPARE(document.value(QLatin1String("event")).toObject().value(QLatin1String("kind")).toString(),
             QStringLiteral("signal"));
    QCOMPARE(textAt(document, "kibana.alert.original_event.kind"), QStringLiteral("event"));
    QCOMPARE(textAt(document, "kibana.alert.rule.rule_id"), builtIn().id);
    QCOMPARE(textAt(document, "kibana.alert.rule.name"), builtIn().name);
    QCOMPARE(textAt(document, "kibana.alert.rule.type"), QStringLiteral("query"));
    QCOMPARE(textAt(document, "kibana.alert.severity"), QStringLiteral("medium"));
    QCOMPARE(document.value(QLatin1String("kibana.alert.risk_score")).toInt(), 47);
    QCOMPARE(textAt(document, "kibana.alert.status"), QStringLiteral("active"));
    QCOMPARE(textAt(document, "kibana.alert.workflow_status"), QStringLiteral("open"));
    QCOMPARE(textAt(document, "kibana.alert.original_time"), QStringLiteral("2031-02-03T04:05:06.123Z"));
    QCOMPARE(textAt(document, "kibana.alert.uuid").size(), qsizetype{64});
    QCOMPARE(document.value(QLatin1String("kibana.alert.ancestors")).toArray().size(), qsizetype{1});
    QVERIFY(!textAt(document, "kibana.alert.reason").isEmpty());
    QCOMPARE(textAt(document, "wirecase.mode"), QStringLiteral("faithful"));
    QCOMPARE(textAt(document, "wirecase.near_miss"), QString());
    QVERIFY(document.contains(QLatin1String("azure")));
}

void TestAlertDocument::document_saysWhatElasticMisses()
{
    const ActivityIndexPtr events = eventsIn({diagnosticRecord({.result = QStringLiteral("Succeeded")})});
    const QJsonObject document = documentOf(builtIn(), *events, DetectionMode::Normalised);
    QCOMPARE(textAt(document, "wirecase.mode"), QStringLiteral("normalised"));
    QVERIFY(textAt(document, "wirecase.near_miss").contains(QStringLiteral("Succeeded")));
    QCOMPARE(document.value(QLatin1String("event")).toObject().value(QLatin1String("outcome")).toString(),
             QStringLiteral("success"));
}

void TestAlertDocument::document_ofGroups()
{
    const ActivityIndexPtr events =
        eventsIn({diagnosticRecord({}) + diagnosticRecord({.time = QStringLiteral("2031-02-03T05:00:00Z")})});
    Rule rule = builtIn();
    rule.type = QStringLiteral("threshold");
    rule.threshold = Threshold{{QStringLiteral("source.ip")}, 2, {}};
    const QJsonObject counted = documentOf(rule, *events, DetectionMode::Faithful)
                                    .value(QLatin1String("kibana.alert.threshold_result"))
                                    .toObject();
    QCOMPARE(counted.value(QLatin1String("count")).toInt(), 2);
    QCOMPARE(counted.value(QLatin1String("terms")).toArray().size(), qsizetype{1});

    rule.type = QStringLiteral("new_terms");
    rule.newTerms = NewTerms{{QStringLiteral("source.ip")}, QStringLiteral("now-7d")};
    QCOMPARE(
        documentOf(rule, *events, DetectionMode::Faithful).value(QLatin1String("kibana.alert.new_terms")).toArray(),
        QJsonArray{QStringLiteral("198.51.100.7")});

    rule = builtIn();
    rule.suppression = Suppression{{QStringLiteral("source.ip")}, {}, true};
    QCOMPARE(documentOf(rule, *events, DetectionMode::Faithful)
                 .value(QLatin1String("kibana.alert.suppression.docs_count"))
                 .toInt(),
             1);
}

void TestAlertDocument::document_ofANearMiss()
{
    const ActivityIndexPtr events = eventsIn({diagnosticRecord({.result = QStringLiteral("Start")})});
    JobState job;
    const auto result = runRules({builtIn()}, *events, DetectionMode::Faithful, job);
    const NearMiss &miss = result->rules.at(0).nearMisses.at(0);
    const QJsonObject document =
        nearMissDocument(miss, miss.examples.at(0), builtIn(), *events, DetectionMode::Faithful);
    QCOMPARE(textAt(document, "wirecase.near_miss"), miss.text);
    QVERIFY(!document.contains(QLatin1String("kibana.alert.uuid")));
}

QTEST_GUILESS_MAIN(TestAlertDocument)

#include "tst_alertdocument.moc"
