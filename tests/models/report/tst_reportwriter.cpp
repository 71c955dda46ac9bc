#include "models/report/reportcontent.h"
#include "models/report/reportwriter.h"
#include "reportfixture.h"

#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cmark.h>

#include <cstdlib>
#include <ctime>

using namespace wirecase;

class TstReportWriter : public QObject
{
    Q_OBJECT

private slots:
    void cleanup();

    void bytes_areTheSameInEveryLocaleAndZone_data();
    void bytes_areTheSameInEveryLocaleAndZone();
    void html_hasNoScriptsAndNoOutsideReferences();
    void html_tellsEverything();
    void html_staysWholeWithHostileText_data();
    void html_staysWholeWithHostileText();
    void markdown_staysWholeWithHostileText_data();
    void markdown_staysWholeWithHostileText();
    void json_hasStableKeys();
    void json_keepsEachSourceOfAFact();
    void unanswered_stepsShareALine();
    void times_followTheZoneAndSaySo();
    void longTables_areWhole();
    void emptyCase_isAReport_data();
    void emptyCase_isAReport();
    void file_isWrittenByItsSuffix();
    void file_failureIsAnError();
};

namespace {

using Writer = QByteArray (*)(const ReportContent &);

QByteArray htmlTags(const QByteArray &html)
{
    QByteArray tags;
    auto matches = QRegularExpression(QStringLiteral("<[^>]*>")).globalMatch(QString::fromUtf8(html));
    while (matches.hasNext())
        tags += matches.next().captured().toUtf8() + '\n';
    return tags;
}

QByteArray rendered(const QByteArray &markdown)
{
    char *html = cmark_markdown_to_html(markdown.constData(), static_cast<size_t>(markdown.size()), CMARK_OPT_UNSAFE);
    const QByteArray result(html);
    std::free(html); // NOLINT: cmark allocates with malloc
    return result;
}

void addHostileRows()
{
    QTest::addColumn<QString>("hostile");
    QTest::newRow("script") << QStringLiteral("</td></style><script>alert(1)</script>");
    QTest::newRow("attribute") << QStringLiteral("\"><img src=x onerror='alert(1)'>");
    QTest::newRow("entity") << QStringLiteral("&lt;script&gt;&#60;b&#62;");
    QTest::newRow("comment") << QStringLiteral("<!-- --!> ]]> <?php ?>");
    QTest::newRow("markdown link") << QStringLiteral("[x](javascript:alert(1)) ![y](http://evil.example/p.png)");
    QTest::newRow("markdown blocks") << QStringLiteral("# x");
    QTest::newRow("markdown emphasis") << QStringLiteral("*a* __b__ `c` ~~d~~");
    QTest::newRow("table bars") << QStringLiteral("a | b || c");
    QTest::newRow("right to left") << QStringLiteral("\u202e\u05d0\u05d1 \u2067 gpj.exe");
    QTest::newRow("emoji") << QStringLiteral("\U0001f468\u200d\U0001f4bb \U0001f600");
    QTest::newRow("a very long token") << QString(5000, u'A');
    QTest::newRow("control characters") << QString(QChar(0)) + QStringLiteral("\u001b[31m\u0007");
    QTest::newRow("backslashes and quotes") << QStringLiteral("\\\" \\' \\` \\| \\");
}

ReportContent contentWith(const QString &text)
{
    return reportContent(reportCase([text](const char *) { return text; }));
}

// A fact that stands on every second record of a file.
CaseState caseWithSources(quint64 count)
{
    CaseState state = reportCase();
    CaseFact fact = state.findings.facts.front();
    fact.sources.clear();
    for (quint64 i = 0; i < count; ++i)
        fact.sources.push_back({EvidenceId(1), 2 * i + 1});
    state.findings.facts.push_back(fact);
    return state;
}

// Bars that are not escaped, in each line that is a row of a table.
QList<qsizetype> barsPerRow(const QByteArray &markdown)
{
    QList<qsizetype> counts;
    for (const QByteArray &line : markdown.split('\n')) {
        if (!line.startsWith("| "))
            continue;
        QByteArray plain = line;
        plain.replace("\\\\", "").replace("\\|", "");
        counts.append(plain.count('|'));
    }
    return counts;
}

} // namespace

Q_DECLARE_METATYPE(Writer)

void TstReportWriter::cleanup()
{
    QLocale::setDefault(QLocale::c());
    qunsetenv("TZ");
    ::tzset();
}

void TstReportWriter::bytes_areTheSameInEveryLocaleAndZone_data()
{
    QTest::addColumn<Writer>("writer");
    QTest::newRow("html") << Writer(htmlReport);
    QTest::newRow("markdown") << Writer(markdownReport);
    QTest::newRow("json") << Writer(jsonReport);
}

void TstReportWriter::bytes_areTheSameInEveryLocaleAndZone()
{
    QFETCH(Writer, writer);
    const QByteArray expected = writer(reportContent(reportCase()));
    QVERIFY(expected.size() > 2000);
    for (const char *locale : {"de_DE", "ar_EG", "hi_IN", "en_US"}) {
        QLocale::setDefault(QLocale(QLatin1String(locale)));
        for (const char *zone : {"Asia/Kolkata", "America/St_Johns", "UTC"}) {
            qputenv("TZ", zone);
            ::tzset();
            QCOMPARE(writer(reportContent(reportCase())), expected);
        }
    }
}

void TstReportWriter::html_hasNoScriptsAndNoOutsideReferences()
{
    const QByteArray html = htmlReport(reportContent(reportCase()));
    QVERIFY(html.startsWith("<!DOCTYPE html>\n"));
    QVERIFY(html.contains("<meta charset=\"utf-8\">"));
    QVERIFY(html.contains("Content-Security-Policy"));
    QVERIFY(html.contains("default-src &#39;none&#39;"));
    for (const char *forbidden :
         {"<script", "http://", "https://", "src=", "@import", "<iframe", "<object", "javascript:"})
        QVERIFY2(!html.contains(forbidden), forbidden);
    // What leads anywhere leads to a place in this file that is there.
    auto links = QRegularExpression(QStringLiteral("href=\"([^\"]*)\"")).globalMatch(QString::fromUtf8(html));
    QVERIFY(links.hasNext());
    while (links.hasNext()) {
        const QString target = links.next().captured(1);
        QVERIFY2(target.startsWith(u'#'), qPrintable(target));
        QCOMPARE(html.count("id=\"" + target.mid(1).toUtf8() + '"'), 1);
    }
    // The only url() is the hatch of the picture, in the file itself.
    QVERIFY(!QByteArray(html).replace("url(#hatch)", "").contains("url("));
}

void TstReportWriter::html_tellsEverything()
{
    const QByteArray html = htmlReport(reportContent(reportCase()));
    for (const char *text : {"prod-web capture",
                             "2021-0617",
                             "A. Analyst",
                             "True positive",
                             "No change ticket.",
                             "2021-06-17 09:04:11 UTC",
                             "Full network packet capture",
                             "netops robot",
                             "T1040 Network Sniffing",
                             "Suspicious",
                             "First seen from this address.",
                             "E1</a></bdi><bdi>\u00a0</bdi><bdi>#7</bdi>",
                             "capture-1.cap",
                             "sign-in",
                             "A step that the guide no longer has.",
                             "gap 60 min",
                             "17 Jun 2021 10:04",
                             "0101010101010101010101010101010101010101010101010101010101010101",
                             "1\u00a0234\u00a0567\u00a0B",
                             "byte 120: cut short",
                             "A note on the case.",
                             "A note on the alert.",
                             "sha256sum -c",
                             "The journal is intact",
                             "<svg"})
        QVERIFY2(html.contains(text), text);
}

void TstReportWriter::html_staysWholeWithHostileText_data()
{
    addHostileRows();
}

void TstReportWriter::html_staysWholeWithHostileText()
{
    QFETCH(QString, hostile);
    const QByteArray benign = htmlReport(contentWith(QStringLiteral("x")));
    const QByteArray html = htmlReport(contentWith(hostile));
    // Gap labels that are too long are left out of the picture: compare without them.
    const auto withoutLabels = [](QByteArray tags) {
        QByteArrayList lines = tags.split('\n');
        lines.erase(std::remove_if(lines.begin(), lines.end(),
                                   [](const QByteArray &line) {
                                       return line.startsWith("<text") || line == "</text>" || line == "<pre>"
                                              || line == "</pre>";
                                   }),
                    lines.end());
        return lines.join('\n');
    };
    QCOMPARE(withoutLabels(htmlTags(html)), withoutLabels(htmlTags(benign)));
    QVERIFY(!html.contains('\0'));
}

void TstReportWriter::markdown_staysWholeWithHostileText_data()
{
    addHostileRows();
}

void TstReportWriter::markdown_staysWholeWithHostileText()
{
    QFETCH(QString, hostile);
    const QByteArray benign = markdownReport(contentWith(QStringLiteral("x")));
    const QByteArray markdown = markdownReport(contentWith(hostile));
    QCOMPARE(barsPerRow(markdown), barsPerRow(benign));
    const auto tags = [](const QByteArray &html) {
        QByteArray all = htmlTags(html);
        for (const char *inlineTag : {"<code>\n", "</code>\n", "<strong>\n", "</strong>\n", "<pre>\n", "</pre>\n"})
            all.replace(inlineTag, "");
        return all;
    };
    QCOMPARE(tags(rendered(markdown)), tags(rendered(benign)));
}

void TstReportWriter::json_hasStableKeys()
{
    const QJsonObject report = QJsonDocument::fromJson(jsonReport(reportContent(reportCase()))).object();
    const QStringList expected{QStringLiteral("alerts"), QStringLiteral("case"),    QStringLiteral("evidence"),
                               QStringLiteral("format"), QStringLiteral("journal"), QStringLiteral("marks"),
                               QStringLiteral("notes"),  QStringLiteral("sessions")};
    QCOMPARE(report.keys(), expected);
    QCOMPARE(report.value(QLatin1String("evidence")).toArray().first().toObject().value(QLatin1String("number")),
             QJsonValue(QStringLiteral("E1")));
    const QJsonObject alert = report.value(QLatin1String("alerts")).toArray().first().toObject();
    QCOMPARE(alert.value(QLatin1String("@timestamp")).toString(), QStringLiteral("2021-06-17T09:04:11.118042Z"));
    QCOMPARE(alert.value(QLatin1String("verdict")).toObject().value(QLatin1String("verdict")).toString(),
             QStringLiteral("true_positive"));
    const QJsonObject step = alert.value(QLatin1String("steps")).toArray().first().toObject();
    QCOMPARE(step.value(QLatin1String("answer")).toString(), QStringLiteral("suspicious"));
    QVERIFY(alert.value(QLatin1String("steps")).toArray().at(1).toObject().value(QLatin1String("changed")).isNull());
}

void TstReportWriter::json_keepsEachSourceOfAFact()
{
    const ReportContent content = reportContent(caseWithSources(1500));
    const QJsonObject report = QJsonDocument::fromJson(jsonReport(content)).object();
    const QJsonObject alert = report.value(QLatin1String("alerts")).toArray().first().toObject();
    const QJsonArray sources =
        alert.value(QLatin1String("facts")).toArray().last().toObject().value(QLatin1String("sources")).toArray();
    QCOMPARE(sources.size(), 1500);
    QCOMPARE(sources.last().toObject().value(QLatin1String("record")).toInt(), 2999);
    QCOMPARE(sources.last().toObject().value(QLatin1String("evidence")).toString(), QStringLiteral("E1"));
    // For people the fact says how many there are, and the list of records says what it leaves out.
    const QByteArray html = htmlReport(content);
    QVERIFY(html.contains("1\u00a0500 records"));
    QVERIFY(html.contains("and 1\u00a0100 more"));
    QVERIFY(!html.contains("#2999"));
}

void TstReportWriter::unanswered_stepsShareALine()
{
    const QByteArray html = htmlReport(reportContent(reportCase()));
    // Step 2 has no answer and no facts; the point and the response have none either.
    QCOMPARE(html.count("Not answered: "), 3);
    QVERIFY(html.contains("Not answered: </bdi><bdi>2. Who started it?</bdi>"));
}

void TstReportWriter::times_followTheZoneAndSaySo()
{
    const ReportContent content = reportContent(reportCase(), {TimeFormat(QTimeZone("Europe/Berlin"))});
    QVERIFY(htmlReport(content).contains("2021-06-17 11:04:11 Europe/Berlin +02:00"));
    QCOMPARE(jsonReport(content), jsonReport(reportContent(reportCase())));
}

void TstReportWriter::longTables_areWhole()
{
    const auto plain = [](const char *text) { return QString::fromUtf8(text); };
    const ReportContent content = reportContent(reportCase(plain, 300));
    QCOMPARE(htmlReport(content).count("svc-netops, 203.0.113.77"), 300);
    QCOMPARE(markdownReport(content).count("svc-netops, 203.0.113.77"), 300);
}

void TstReportWriter::emptyCase_isAReport_data()
{
    bytes_areTheSameInEveryLocaleAndZone_data();
}

void TstReportWriter::emptyCase_isAReport()
{
    QFETCH(Writer, writer);
    QVERIFY(!writer(reportContent(CaseState())).isEmpty());
}

void TstReportWriter::file_isWrittenByItsSuffix()
{
    const QTemporaryDir folder;
    const ReportContent content = reportContent(reportCase());
    for (const auto &[name, bytes] :
         {std::pair("r.html", htmlReport(content)), std::pair("r.MD", markdownReport(content)),
          std::pair("r.json", jsonReport(content))}) {
        const QString path = folder.filePath(QLatin1String(name));
        QVERIFY(writeReport(content, path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), bytes);
    }
}

void TstReportWriter::file_failureIsAnError()
{
    const QTemporaryDir folder;
    const ReportContent content = reportContent(reportCase());
    QVERIFY(!writeReport(content, folder.filePath(QStringLiteral("r.docx"))));
    const Status status = writeReport(content, folder.filePath(QStringLiteral("no/such/folder/r.html")));
    QVERIFY(!status);
    QCOMPARE(status.error().code, Error::Code::Io);
    QVERIFY(!writeReport(content, folder.filePath(QStringLiteral("r.pdf")))); // no QGuiApplication here: no fonts
}

QTEST_GUILESS_MAIN(TstReportWriter)
#include "tst_reportwriter.moc"
