#include "models/base/tablewriter.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace wirecase;

namespace {

QByteArray written(TableFormat format, const std::vector<TableWriter::Column> &columns, const QList<QStringList> &rows)
{
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    TableWriter writer(out, format, columns);
    bool good = static_cast<bool>(writer.begin());
    for (const QStringList &row : rows)
        good = good && writer.writeRow(row);
    return good && writer.end() ? out.data() : QByteArray("failed");
}

const std::vector<TableWriter::Column> columns{{QStringLiteral("Host"), false}, {QStringLiteral("Packets"), true}};

} // namespace

class TestTableWriter : public QObject
{
    Q_OBJECT

private slots:
    void csvField_data();
    void csvField();
    void csv_hasHeaderAndRows();
    void json_hasNumbersWhereNothingIsLost_data();
    void json_hasNumbersWhereNothingIsLost();
    void json_isOneDocument();
    void titles_areMadeDistinct();
    void failure_isTold();
    void format_followsTheEnding();
};

void TestTableWriter::csvField_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("plain") << QStringLiteral("10.0.0.1:80") << QByteArray("10.0.0.1:80");
    QTest::newRow("empty") << QString() << QByteArray();
    QTest::newRow("comma") << QStringLiteral("allowed, denied") << QByteArray("\"allowed, denied\"");
    QTest::newRow("quote") << QStringLiteral("a\"b") << QByteArray("\"a\"\"b\"");
    QTest::newRow("line end") << QStringLiteral("a\nb") << QByteArray("\"a\nb\"");
    QTest::newRow("formula") << QStringLiteral("=1+1") << QByteArray("'=1+1");
    QTest::newRow("plus") << QStringLiteral("+1") << QByteArray("'+1");
    QTest::newRow("minus") << QStringLiteral("-1") << QByteArray("'-1");
    QTest::newRow("at") << QStringLiteral("@SUM(A1)") << QByteArray("'@SUM(A1)");
    QTest::newRow("tab") << QStringLiteral("\t=1") << QByteArray("'\t=1");
    QTest::newRow("behind spaces") << QStringLiteral("  =1") << QByteArray("'  =1");
    QTest::newRow("full width") << QStringLiteral("＝1") << QByteArray("'＝1");
    QTest::newRow("formula with quotes") << QStringLiteral("=\"x\",1") << QByteArray("\"'=\"\"x\"\",1\"");
}

void TestTableWriter::csvField()
{
    QFETCH(QString, text);
    QTEST(wirecase::csvField(text), "field");
}

void TestTableWriter::csv_hasHeaderAndRows()
{
    QCOMPARE(written(TableFormat::Csv, columns, {{QStringLiteral("a"), QStringLiteral("1")}}),
             QByteArray("Host,Packets\r\na,1\r\n"));
    QCOMPARE(written(TableFormat::Csv, columns, {}), QByteArray("Host,Packets\r\n"));
}

void TestTableWriter::json_hasNumbersWhereNothingIsLost_data()
{
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("number") << QStringLiteral("42") << QByteArray("42");
    QTest::newRow("negative") << QStringLiteral("-7") << QByteArray("-7");
    QTest::newRow("absent") << QStringLiteral("–") << QByteArray("\"–\"");
    QTest::newRow("zeros before") << QStringLiteral("007") << QByteArray("\"007\"");
    QTest::newRow("too large") << QStringLiteral("9007199254740993") << QByteArray("\"9007199254740993\"");
    QTest::newRow("formula") << QStringLiteral("=1") << QByteArray("\"=1\"");
}

void TestTableWriter::json_hasNumbersWhereNothingIsLost()
{
    QFETCH(QString, cell);
    QFETCH(QByteArray, value);
    QCOMPARE(written(TableFormat::Json, {{QStringLiteral("n"), true}}, {{cell}}),
             QByteArray("[\n{\"n\":" + value + "}\n]\n"));
}

void TestTableWriter::json_isOneDocument()
{
    const QString odd = QStringLiteral("a\"b\\c\nd\u2028");
    const QByteArray bytes =
        written(TableFormat::Json, columns, {{odd, QStringLiteral("1")}, {{}, QStringLiteral("2")}});
    const QJsonArray array = QJsonDocument::fromJson(bytes).array();
    QCOMPARE(array.size(), 2);
    QCOMPARE(array.at(0).toObject().value(QStringLiteral("Host")).toString(), odd);
    QCOMPARE(array.at(1).toObject().value(QStringLiteral("Packets")).toInt(), 2);
    QCOMPARE(written(TableFormat::Json, columns, {}), QByteArray("[\n]\n"));
}

void TestTableWriter::titles_areMadeDistinct()
{
    const std::vector<TableWriter::Column> same{{QStringLiteral("a"), false}, {QStringLiteral("a"), false}};
    QCOMPARE(written(TableFormat::Json, same, {{QStringLiteral("x"), QStringLiteral("y")}}),
             QByteArray("[\n{\"a\":\"x\",\"a (2)\":\"y\"}\n]\n"));
}

void TestTableWriter::failure_isTold()
{
    QBuffer closed;
    TableWriter writer(closed, TableFormat::Csv, columns);
    const Status begun = writer.begin();
    QVERIFY(!begun);
    QCOMPARE(begun.error().code, Error::Code::Io);
}

void TestTableWriter::format_followsTheEnding()
{
    QCOMPARE(tableFormatOf(QStringLiteral("/a/b.JSON")), TableFormat::Json);
    QCOMPARE(tableFormatOf(QStringLiteral("/a/b.csv")), TableFormat::Csv);
    QCOMPARE(tableFormatOf(QStringLiteral("/a/b")), TableFormat::Csv);
}

QTEST_GUILESS_MAIN(TestTableWriter)
#include "tst_tablewriter.moc"
