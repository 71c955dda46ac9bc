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
    void pdf_evidenceTextCopiesOutAsItIs();
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
