#include "models/guide/guide.h"

#include <QDir>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <toml++/toml.h>

using namespace wirecase;

// The guides of real rules: the built-in one, and the published ones where the shared data is present.

namespace {

QString sharedFolder()
{
    return qEnvironmentVariable("WIRECASE_SHARED", QStringLiteral(WIRECASE_SOURCE_DIR "/../shared"));
}

struct RuleTexts
{
    QString id;
    QString note;
    QString setup;
    QStringList falsePositives;
};

RuleTexts textsOf(const QByteArray &file)
{
    const toml::table document = toml::parse(std::string_view(file.constData(), static_cast<std::size_t>(file.size())));
    const auto text = [&](const char *key) {
        return QString::fromStdString(document["rule"][key].value_or(std::string()));
    };
    RuleTexts texts{text("rule_id"), text("note"), text("setup"), {}};
    if (const toml::array *array = document["rule"]["false_positives"].as_array()) {
        for (const toml::node &node : *array)
            texts.falsePositives << QString::fromStdString(node.value_or(std::string()));
    }
    return texts;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The texts of list items, found by their marks alone and stripped of emphasis and links: what the guide must hold.
QStringList bulletWords(const QString &markdown)
{
    static const QRegularExpression bullet(QStringLiteral("^\\s*(?:[-*+]|\\d+[.)])\\s+(\\S.*)$"));
    QStringList result;
    for (const QString &line : markdown.split(u'\n')) {
        if (const auto match = bullet.match(line); match.hasMatch())
            result << match.captured(1);
    }
    return result;
}

/// Only letters and digits, so that marks of Markdown do not matter.
QString letters(const QString &text)
{
    QString result;
    for (const QChar c : text) {
        if (c.isLetterOrNumber())
            result += c;
    }
    return result;
}

/// A bullet's beginning, up to what Markdown could have turned into something else.
QString bulletStart(QString text)
{
    static const QRegularExpression special(QStringLiteral("[\\\\<\\[&].*$"));
    return letters(text.remove(special));
}

} // namespace

class TestPublishedGuides : public QObject
{
    Q_OBJECT

private slots:
    void builtIn_isWhole();
    void parse_damagedGuidesGiveTheSameTwice();
    void parse_packetRuleHasItsPoints_data();
    void parse_packetRuleHasItsPoints();
    void parse_nothingLostNothingInvented_data();
    void parse_nothingLostNothingInvented();
};

void TestPublishedGuides::builtIn_isWhole()
{
    const RuleTexts rule =
        textsOf(contentOf(QStringLiteral(WIRECASE_SOURCE_DIR "/resources/rules/full-network-packet-capture.toml")));
    const Guide guide = parseGuide(rule.note, rule.id, rule.falsePositives, rule.setup);
    QStringList titles;
    QStringList intents;
    for (const GuideStep &step : guide.steps) {
        titles << step.title;
        intents << step.intent;
        QVERIFY2(step.question.contains(u'?'), qPrintable(step.question));
    }
    QCOMPARE(titles,
             (QStringList{QStringLiteral("Who started the capture?"), QStringLiteral("Exact time frame"),
                          QStringLiteral("Source and destination addresses"), QStringLiteral("Was it authorised?"),
                          QStringLiteral("What sensitive data was exposed?")}));
    QCOMPARE(intents, (QStringList{QStringLiteral("who"), QStringLiteral("when"), QStringLiteral("addresses"),
                                   QStringLiteral("authorised"), QStringLiteral("exposure")}));
    QVERIFY(guide.steps[0].fields.contains(QStringLiteral("azure.correlation_id")));
    QCOMPARE(guide.falsePositives.size(), std::size_t{5});
    QCOMPARE(guide.responses.size(), std::size_t{7});
    QVERIFY(guide.others.empty());
    QVERIFY(!guide.setup.empty());
    QVERIFY(!guide.introduction.isEmpty());
}

void TestPublishedGuides::parse_damagedGuidesGiveTheSameTwice()
{
    const QString whole =
        textsOf(contentOf(QStringLiteral(WIRECASE_SOURCE_DIR "/resources/rules/full-network-packet-capture.toml")))
            .note;
    const QString marks = QStringLiteral("\n -*+#>`[]()<!_\\1.\t\u00e9");
    QRandomGenerator random(20210617);
    for (int round = 0; round < 300; ++round) {
        QString note = whole;
        for (int change = 0; change < 40; ++change)
            note[random.bounded(note.size())] = marks[random.bounded(marks.size())];
        const Guide guide = parseGuide(note, QStringLiteral("r"));
        QVERIFY(guide == parseGuide(note, QStringLiteral("r")));
        for (const auto *points : {&guide.steps, &guide.falsePositives, &guide.responses}) {
            for (const GuideStep *step : flattened(*points)) {
                QVERIFY(!step->text.isEmpty());
                QCOMPARE(step->key.size(), qsizetype{32});
            }
        }
    }
}

void TestPublishedGuides::parse_packetRuleHasItsPoints_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QList<int>>("counts"); // steps, false positives, responses
    const auto row = [](const char *file, QList<int> counts) {
        QTest::newRow(file) << QString::fromLatin1(file) << std::move(counts);
    };
    row("rules/credential_access_network_full_network_packet_capture_detected.toml", {5, 5, 7});
    row("rule-history/b474a81ead.toml", {5, 5, 7});
    row("rule-history/fe8c81d762.toml", {5, 5, 7});
    row("rule-history/50501bb40f.toml", {0, 1, 0}); // before it had a guide
}

void TestPublishedGuides::parse_packetRuleHasItsPoints()
{
    QFETCH(QString, file);
    QFETCH(QList<int>, counts);
    const QByteArray content = contentOf(sharedFolder() + QStringLiteral("/data/elastic/") + file);
    if (content.isEmpty())
        QSKIP("shared/data/elastic is absent: skipped");
    const RuleTexts rule = textsOf(content);
    const Guide guide = parseGuide(rule.note, rule.id, rule.falsePositives, rule.setup);
    QCOMPARE((QList<int>{static_cast<int>(guide.steps.size()), static_cast<int>(guide.falsePositives.size()),
                         static_cast<int>(guide.responses.size())}),
             counts);
    QVERIFY(std::any_of(guide.setup.begin(), guide.setup.end(), [](const GuideStep &point) {
        return point.text.contains(QStringLiteral("is required to be compatible with this rule"));
    }));
    QStringList intents;
    for (const GuideStep &step : guide.steps)
        intents << step.intent;
    if (!guide.steps.empty())
        QCOMPARE(intents, (QStringList{QStringLiteral("who"), QStringLiteral("when"), QStringLiteral("addresses"),
                                       QStringLiteral("authorised"), QStringLiteral("exposure")}));
}

void TestPublishedGuides::parse_nothingLostNothingInvented_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(sharedFolder() + QStringLiteral("/data/elastic/rules"));
    for (const QFileInfo &file : folder.entryInfoList({QStringLiteral("*.toml")}, QDir::Files, QDir::Name))
        QTest::newRow(qPrintable(file.completeBaseName())) << file.filePath();
    if (!folder.exists())
        QTest::newRow("absent") << QString();
}

void TestPublishedGuides::parse_nothingLostNothingInvented()
{
    QFETCH(QString, path);
    if (path.isEmpty())
        QSKIP("shared/data/elastic/rules is absent: skipped");
    const RuleTexts rule = textsOf(contentOf(path));
    const Guide guide = parseGuide(rule.note, rule.id, rule.falsePositives, rule.setup);

    QVERIFY2(guide.steps.size() >= 3, qPrintable(QString::number(guide.steps.size())));
    QVERIFY2(guide.responses.size() >= 2, qPrintable(QString::number(guide.responses.size())));
    QVERIFY(!guide.title.isEmpty() || !rule.note.contains(QStringLiteral("Investigating ")));

    QStringList expected;
    for (const QString &bullet : bulletWords(rule.note))
        expected << bulletStart(bullet);
    std::vector<const GuideStep *> found = flattened(guide.steps);
    const auto append = [&found](const std::vector<GuideStep> &points) {
        const auto more = flattened(points);
        found.insert(found.end(), more.begin(), more.end());
    };
    const bool hasOwnFalsePositives = rule.note.contains(QStringLiteral("alse positive"), Qt::CaseInsensitive)
                                      || rule.note.contains(QStringLiteral("benign scenarios"));
    if (hasOwnFalsePositives)
        append(guide.falsePositives);
    append(guide.responses);
    for (const GuideSection &section : guide.others)
        append(section.points);
    qsizetype missing = 0;
    for (const QString &start : expected) {
        const auto begins = [&](const GuideStep *step) { return letters(step->text).startsWith(start); };
        if (std::none_of(found.begin(), found.end(), begins)) {
            qWarning() << "lost:" << start;
            ++missing;
        }
    }
    QCOMPARE(missing, qsizetype{0});
    // One rule has its false positives as a paragraph, which becomes a point without a bullet.
    const qsizetype prose =
        hasOwnFalsePositives && rule.note.contains(QStringLiteral("\nIf this rule is noisy")) ? 1 : 0;
    QCOMPARE(static_cast<qsizetype>(found.size()), expected.size() + prose);
    for (const GuideStep *step : found)
        QVERIFY2(!step->title.isEmpty() && step->title.size() <= 160, qPrintable(step->title));
}

QTEST_GUILESS_MAIN(TestPublishedGuides)

#include "tst_publishedguides.moc"
