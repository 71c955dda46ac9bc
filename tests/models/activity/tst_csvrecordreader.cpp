#include "activityforms.h"

#include <QTest>

using namespace wirecase;

class CsvRecordReaderTest : public QObject
{
    Q_OBJECT

private slots:
    void read_followsTheGrammar_data();
    void read_followsTheGrammar();
};

void CsvRecordReaderTest::read_followsTheGrammar_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("callers");
    QTest::addColumn<int>("problems");

    const QByteArray header = "TimeGenerated,Caller,OperationNameValue,CorrelationId\n";
    const QByteArray stamp = "2021-06-17T09:04:11Z,";
    const auto row = [](const char *title, const QByteArray &text, const char *callers, int problems = 0) {
        QTest::newRow(title) << text << QString::fromLatin1(callers) << problems;
    };
    row("header only", header, "");
    row("plain", header + stamp + "a,A/write,c1\n" + stamp + "b,A/write,c2", "a|b");
    row("quoted separator", header + stamp + "\"a, b\",A/write,c1\n", "a, b");
    row("quoted quote and line", header + stamp + "\"a \"\"x\"\"\r\nb\",A/write,c1\r\n" + stamp + "d,A/write,c2\r\n",
        "a \"x\"\r\nb|d");
    row("quote inside a cell", header + stamp + "a\"b\",A/write,c1\n", "a\"b\"");
    row("semicolons",
        "sep=;\nTimeGenerated;Caller;OperationNameValue;CorrelationId\n2021-06-17T09:04:11Z;a,b;A/write;c\n", "a,b");
    row("blank lines", header + "\n" + stamp + "a,A/write,c1\n\n", "a");
    row("too few cells", header + stamp + "a\n" + stamp + "b,A/write,c2\n", "b", 1);
    row("too many cells", header + stamp + "a,A/write,c1,x\n" + stamp + "b,A/write,c2\n", "b", 1);
    row("text behind a quote", header + stamp + "\"a\"x,A/write,c1\n" + stamp + "b,A/write,c2\n", "b", 1);
    row("quote that never ends",
        header + stamp + "\"a,A/write,c1\n" + stamp + "b,A/write,c2\n" + stamp + "d,A/write,c3\n", "b|d", 1);
    row("cut in a quote", header + stamp + "a,A/write,c1\n" + stamp + "\"b", "a", 1);
    row("time that is none", header + "soon,a,A/write,c1\n", "a", 1);
}

void CsvRecordReaderTest::read_followsTheGrammar()
{
    QFETCH(QByteArray, text);
    QFETCH(int, problems);
    for (const bool wide : {false, true}) {
        const Read read = readActivity({wide ? utf16(text) : text});
        QStringList callers;
        for (quint64 record = 1; record < 9; ++record) {
            if (const auto event = read.index->bySource({EvidenceId{1}, record}))
                callers.append(read.index->event(*event).caller);
        }
        QTEST(callers.join(u'|'), "callers");
        QCOMPARE(static_cast<int>(read.reports[0].problems), problems);
        if (problems > 0 && !text.contains("soon")) {
            // The place is one in the file, whatever its encoding.
            const qsizetype place = text.indexOf("2021", text.indexOf("2021") + (text.contains("cut") ? 1 : 0));
            QVERIFY(read.reports[0].places[0].offset >= (wide ? 2 * place + 2 : place));
        }
    }
}

QTEST_GUILESS_MAIN(CsvRecordReaderTest)
#include "tst_csvrecordreader.moc"
