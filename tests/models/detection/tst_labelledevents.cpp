#include "activityfixture.h"
#include "models/detection/detectionrun.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QTest>

using namespace wirecase;

// Events that others have labelled as what a rule should, or should not, find.

namespace {

QString elasticFolder()
{
    return qEnvironmentVariable("WIRECASE_SHARED", QStringLiteral(WIRECASE_SOURCE_DIR "/../shared"))
           + QStringLiteral("/data/elastic/");
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Score
{
    int positives = 0;
    int negatives = 0;
    int truePositives = 0;
    int falsePositives = 0;

    bool operator==(const Score &) const = default;
};

/// Whether the rule raises an alert on the event alone.
bool fires(const Rule &rule, const QJsonObject &event, DetectionMode mode)
{
    const ActivityIndexPtr events = eventsIn({QJsonDocument(event).toJson(QJsonDocument::Compact) + '\n'});
    JobState job;
    const auto result = runRules({rule}, *events, mode, job);
    return result && !result->alerts.empty();
}

Score score(const Rule &rule, const QJsonArray &labelled, const QString &label, DetectionMode mode)
{
    Score result;
    for (const QJsonValue value : labelled) {
        const QJsonObject entry = value.toObject();
        if (!entry.value(QStringLiteral("panther_rule")).toString().endsWith(label))
            continue;
        const bool isExpected = entry.value(QStringLiteral("expected")).toBool();
        const bool isFound = fires(rule, entry.value(QStringLiteral("event")).toObject(), mode);
        ++(isExpected ? result.positives : result.negatives);
        result.truePositives += isExpected && isFound ? 1 : 0;
        result.falsePositives += !isExpected && isFound ? 1 : 0;
    }
    return result;
}

} // namespace

class TestLabelledEvents : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void score_perMode_data();
    void score_perMode();
    void builtIn_findsNothingElsewhere();

private:
    QJsonArray m_labelled;
};

void TestLabelledEvents::initTestCase()
{
    m_labelled =
        QJsonDocument::fromJson(contentOf(elasticFolder() + QStringLiteral("panther/labelled_events.json"))).array();
    if (m_labelled.isEmpty())
        QSKIP("shared/data/elastic/panther is absent: skipped");
}

void TestLabelledEvents::score_perMode_data()
{
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("file");        // empty: the built-in rule
    QTest::addColumn<QList<int>>("expected"); // positives, negatives, found faithfully, found normalised
    const auto row = [](const char *name, const char *label, const char *file, QList<int> expected) {
        QTest::newRow(name) << QString::fromLatin1(label) << QString::fromLatin1(file) << std::move(expected);
    };
    row("built-in rule", "Network.PacketCaptureEnabled", "", {3, 1, 2, 3});
    row("packet capture", "Network.PacketCaptureEnabled",
        "credential_access_network_full_network_packet_capture_detected.toml", {3, 1, 2, 3});
    row("automation account", "Automation.AccountCreated", "persistence_automation_account_created.toml", {2, 1, 1, 2});
    row("runbook", "Automation.RunbookDeleted", "defense_evasion_automation_runbook_deleted.toml", {2, 1, 1, 2});
    row("restore points", "Compute.RestorePointCollectionDeleted",
        "impact_azure_compute_restore_point_collection_deleted.toml", {2, 1, 0, 0});
    row("storage account", "StorageAccount.Deleted", "impact_azure_storage_account_deletion.toml", {2, 1, 0, 0});
    row("command on a machine", "Compute.VMCommandExecuted", "execution_compute_vm_command_executed.toml",
        {7, 1, 0, 0});
}

void TestLabelledEvents::score_perMode()
{
    QFETCH(QString, label);
    QFETCH(QString, file);
    QFETCH(QList<int>, expected);
    const auto rule = file.isEmpty() ? readRuleToml(builtInRuleToml(), builtInRuleName())
                                     : readRuleToml(contentOf(elasticFolder() + QStringLiteral("rules/") + file), file);
    QVERIFY2(rule, qPrintable(rule ? QString() : rule.error().text()));
    const Score faithful = score(*rule, m_labelled, label, DetectionMode::Faithful);
    const Score normalised = score(*rule, m_labelled, label, DetectionMode::Normalised);
    qInfo("%s: faithful %d of %d, normalised %d of %d; false positives %d and %d of %d", qPrintable(rule->name),
          faithful.truePositives, faithful.positives, normalised.truePositives, normalised.positives,
          faithful.falsePositives, normalised.falsePositives, faithful.negatives);
    QCOMPARE((QList<int>{faithful.positives, faithful.negatives, faithful.truePositives, normalised.truePositives}),
             expected);
    QCOMPARE(faithful.falsePositives, 0);
    QCOMPARE(normalised.falsePositives, 0);
}

void TestLabelledEvents::builtIn_findsNothingElsewhere()
{
    const Rule rule = *readRuleToml(builtInRuleToml(), builtInRuleName());
    QByteArray lines;
    quint32 others = 0;
    for (const QJsonValue value : m_labelled) {
        const QJsonObject entry = value.toObject();
        if (entry.value(QStringLiteral("panther_rule")).toString().endsWith(QStringLiteral("PacketCaptureEnabled")))
            continue;
        ++others;
        lines += QJsonDocument(entry.value(QStringLiteral("event")).toObject()).toJson(QJsonDocument::Compact) + '\n';
    }
    quint64 problems = 0; // some have no time
    const ActivityIndexPtr events = eventsIn({lines}, &problems);
    qInfo("%u events of other kinds: %u read, %llu with problems", others, events->size(), problems);
    QVERIFY(events->size() > 50);
    JobState job;
    const auto result = runRules({rule}, *events, DetectionMode::Normalised, job);
    QVERIFY(result);
    QCOMPARE(result->alerts.size(), std::size_t{0});
}

QTEST_GUILESS_MAIN(TestLabelledEvents)

#include "tst_labelledevents.moc"
