#include "models/report/reportcontent.h"
#include "models/report/reportwriter.h"
#include "reportfixture.h"

#include <QFile>
#include <QLocale>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace wirecase;

class TstPdfReport : public QObject
{
    Q_OBJECT

private slots:
    void pdf_hasPagesAndEmbeddedFonts();
    void pdf_longTablesGoOnOverPages();
    void pdf_takesHostileText();
    void pdf_hashesAndPathsCopyOutWhole_data();
    void pdf_hashesAndPathsCopyOutWhole();
    void pdf_evidenceTextCopiesOutAsItIs();
    void pdf_headingsStandAboveTheirTables();
    void pdf_holdsTheListOfHashes();
    void pdf_routineAlertsTakeLittleRoom();
    void pdf_pagesLookTheSameEachTime();

private:
    static QString written(const QTemporaryDir &folder, const char *name, const ReportContent &content);
};

namespace {

int pagesOf(const QByteArray &pdf)
{
    return static_cast<int>(pdf.count("/Type /Page\n"));
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return {};
    return process.readAllStandardOutput();
}

// Paths as Azure writes them: long, in capitals, with hyphens.
CaseState caseOfFiles(int count)
{
    CaseState state = reportCase();
    const CaseEvidence any = state.evidence.front();
    state.evidence.clear();
    for (int i = 1; i <= count; ++i) {
        CaseEvidence file = any;
        file.id = EvidenceId(static_cast<quint32>(i));
        file.sha256 = QByteArray(31, static_cast<char>(0xa0 + i % 7)) + static_cast<char>(i);
        file.name = QStringLiteral(
                        "insights-logs-networksecuritygroupflowevent/resourceId=/SUBSCRIPTIONS/5E1FB0C7-3A94-4D0B-9C26-"
                        "7F1D8A60B352/RESOURCEGROUPS/RG-ORDERS-PROD/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/"
                        "NSG-ORDERS/y=2026/m=03/d=18/h=%1/m=00/macAddress=000D3A4B100A/PT1H-a->b.json")
                        .arg(i);
        state.evidence.push_back(file);
    }
    return state;
}

} // namespace

QString TstPdfReport::written(const QTemporaryDir &folder, const char *name, const ReportContent &content)
{
    const QString path = folder.filePath(QLatin1String(name));
    const Status status = writePdfReport(content, path);
    return status ? path : QString();
}

void TstPdfReport::pdf_hasPagesAndEmbeddedFonts()
{
    const auto pdf = pdfReport(reportContent(reportCase()));
    QVERIFY(pdf);
    QVERIFY(pdf->startsWith("%PDF-"));
    QVERIFY(pagesOf(*pdf) >= 2);
    QVERIFY(pdf->contains("/FontFile"));
    QVERIFY(!pdf->contains("/Subtype /Type3"));
}

void TstPdfReport::pdf_longTablesGoOnOverPages()
{
    const auto plain = [](const char *text) { return QString::fromUtf8(text); };
    const auto few = pdfReport(reportContent(reportCase(plain)));
    const auto many = pdfReport(reportContent(reportCase(plain, 300)));
    QVERIFY(few && many);
    QVERIFY2(pagesOf(*many) >= pagesOf(*few) + 15, qPrintable(QString::number(pagesOf(*many))));
    if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
        QSKIP("pdftotext is not installed: the text of the pages is skipped");
    const QTemporaryDir folder;
    const QString path = written(folder, "many.pdf", reportContent(reportCase(plain, 300)));
    const QByteArray text =
        outputOf(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), path, QStringLiteral("-")});
    QCOMPARE(text.count("203.0.113.77"), 301);
    QVERIFY(text.contains("Page 1 of"));
    QVERIFY(text.contains(QByteArray("Page ") + QByteArray::number(pagesOf(*many)) + " of"));
}

void TstPdfReport::pdf_takesHostileText()
{
    for (const QString &text : {QString(5000, u'A'), QStringLiteral("<b>\u202e\u05d0</b> \U0001f600"),
                                QString(QChar(0)), QStringLiteral("x\n").repeated(200)}) {
        const auto pdf = pdfReport(reportContent(reportCase([&](const char *) { return text; })));
        QVERIFY(pdf);
        QVERIFY(pagesOf(*pdf) >= 1);
    }
}

void TstPdfReport::pdf_hashesAndPathsCopyOutWhole_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("laid out") << QStringList{QStringLiteral("-layout")};
    QTest::newRow("in reading order") << QStringList{};
}

void TstPdfReport::pdf_hashesAndPathsCopyOutWhole()
{
    if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
        QSKIP("pdftotext is not installed: copying out of a PDF is skipped");
    QFETCH(QStringList, options);
    constexpr int files = 60;
    const CaseState state = caseOfFiles(files);
    const QTemporaryDir folder;
    const QString path = written(folder, "files.pdf", reportContent(state));
    const QString text =
        QString::fromUtf8(outputOf(QStringLiteral("pdftotext"), options + QStringList{path, QStringLiteral("-")}));
    QVERIFY(!text.isEmpty());
    // A path goes on in the next line, after a slash; nothing else stands in between.
    const QString joined = QString(text).replace(QRegularExpression(QStringLiteral("/\\n[ \f]*")), QStringLiteral("/"));
    for (const CaseEvidence &file : state.evidence) {
        const QRegularExpression hash(
            QStringLiteral("(?<![0-9a-f])%1(?![0-9a-f])").arg(QString::fromLatin1(file.sha256.toHex())));
        QCOMPARE(text.count(hash), 1);
        QVERIFY2(joined.contains(file.name), qPrintable(file.name));
    }
}

void TstPdfReport::pdf_evidenceTextCopiesOutAsItIs()
{
    if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
        QSKIP("pdftotext is not installed: copying out of a PDF is skipped");
    CaseState state = reportCase();
    const QString text = QStringLiteral("DC-1 A->B 2x3 (ADM) 10:20 K@L C=D <=> fi --");
    state.findings.facts.front().value = text;
    state.head.name = text;
    const QTemporaryDir folder;
    const QString path = written(folder, "text.pdf", reportContent(state));
    const QByteArray copied =
        outputOf(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), path, QStringLiteral("-")});
    QVERIFY(copied.count(text.toUtf8()) >= 2);
}

void TstPdfReport::pdf_headingsStandAboveTheirTables()
{
    if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
        QSKIP("pdftotext is not installed: the text of the pages is skipped");
    const QTemporaryDir folder;
    for (int lines = 0; lines < 60; lines += 2) { // so that the headings below come down the page
        CaseState state = reportCase();
        state.notes.back().text = QStringLiteral("x\n").repeated(lines);
        const QString path = written(folder, "headings.pdf", reportContent(state));
        const QByteArray text = outputOf(QStringLiteral("pdftotext"), {path, QStringLiteral("-")});
        QVERIFY(!text.isEmpty());
        for (const QByteArray &page : text.split('\f')) {
            for (const char *heading : {"Capture sessions\n", "Evidence\n", "Cited records\n", "Investigation\n"}) {
                const auto place = page.indexOf(heading);
                if (place >= 0)
                    QVERIFY2(page.mid(place).count(QByteArrayLiteral("\n")) > 6,
                             qPrintable(QString::number(lines))); // not footer alone
            }
        }
    }
}

void TstPdfReport::pdf_holdsTheListOfHashes()
{
    if (QStandardPaths::findExecutable(QStringLiteral("pdfdetach")).isEmpty())
        QSKIP("pdfdetach is not installed: the attached list is skipped");
    CaseState state = caseOfFiles(3);
    CaseEvidence odd = state.evidence.front();
    odd.id = EvidenceId(4);
    odd.name = QStringLiteral("a\\b\nc");
    state.evidence.push_back(odd);
    const QTemporaryDir folder;
    const QString path = written(folder, "files.pdf", reportContent(state));
    const QString saved = folder.filePath(QStringLiteral("sums"));
    outputOf(QStringLiteral("pdfdetach"),
             {QStringLiteral("-save"), QStringLiteral("1"), QStringLiteral("-o"), saved, path});
    const QByteArrayList lines = contentOf(saved).split('\n');
    QCOMPARE(lines.size(), 5);
    QVERIFY(lines.contains("\\" + odd.sha256.toHex() + "  a\\\\b\\nc")); // escaped as sha256sum does
    for (std::size_t i = 0; i < 3; ++i) {
        const CaseEvidence &file = state.evidence[i];
        QVERIFY(lines.contains(file.sha256.toHex() + "  " + file.name.toUtf8()));
    }
}

void TstPdfReport::pdf_routineAlertsTakeLittleRoom()
{
    constexpr int alerts = 20;
    CaseState state = reportCase();
    const CaseAlert first = state.findings.alerts.front();
    const std::vector<CaseStep> steps = state.findings.steps;
    const std::vector<CaseFact> facts = state.findings.facts;
    const int before = pagesOf(*pdfReport(reportContent(state)));
    for (int i = 0; i < alerts; ++i) {
        CaseAlert alert = first;
        alert.key = QStringLiteral("routine-%1").arg(i);
        state.findings.alerts.push_back(alert);
        for (CaseStep step : steps) {
            step.alertKey = alert.key;
            state.findings.steps.push_back(step);
        }
        for (CaseFact fact : facts) {
            fact.alertKey = alert.key;
            for (quint64 record = 1; record < 400; ++record)
                fact.sources.push_back({EvidenceId(1), record});
            state.findings.facts.push_back(fact);
        }
    }
    const int after = pagesOf(*pdfReport(reportContent(state)));
    QVERIFY2(after - before <= alerts, qPrintable(QString::number(after - before)));
}

void TstPdfReport::pdf_pagesLookTheSameEachTime()
{
    if (QStandardPaths::findExecutable(QStringLiteral("pdftoppm")).isEmpty())
        QSKIP("pdftoppm is not installed: comparing pages is skipped");
    const QTemporaryDir folder;
    const QString first = written(folder, "first.pdf", reportContent(reportCase()));
    QLocale::setDefault(QLocale(QStringLiteral("ar_EG")));
    const QString second = written(folder, "second.pdf", reportContent(reportCase()));
    QLocale::setDefault(QLocale::c());
    const int pages = pagesOf(contentOf(first));
    QVERIFY(pages > 0);
    for (int page = 1; page <= pages; ++page) {
        const QString number = QString::number(page);
        const auto picture = [&](const QString &pdf) {
            return outputOf(QStringLiteral("pdftoppm"),
                            {QStringLiteral("-r"), QStringLiteral("60"), QStringLiteral("-f"), number,
                             QStringLiteral("-l"), number, pdf});
        };
        const QByteArray expected = picture(first);
        QVERIFY(expected.size() > 100'000);
        QVERIFY2(picture(second) == expected, qPrintable(number));
    }
}

QTEST_MAIN(TstPdfReport)
#include "tst_pdfreport.moc"
