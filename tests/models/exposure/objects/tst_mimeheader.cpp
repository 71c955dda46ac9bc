#include "models/exposure/objects/mimeheader.h"

#include <QTest>

using namespace wirecase;

class TestMimeHeader : public QObject
{
    Q_OBJECT

private slots:
    void headerParameter_isFound_data();
    void headerParameter_isFound();
    void decodedWords_areRead_data();
    void decodedWords_areRead();
    void fromQuotedPrintable_decodes_data();
    void fromQuotedPrintable_decodes();
};

void TestMimeHeader::headerParameter_isFound_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *value, const QString &expected) {
        QTest::newRow(name) << QByteArray(value) << expected;
    };
    row("none", "attachment", QString());
    row("bare", "attachment; filename=a.txt", QStringLiteral("a.txt"));
    row("bare with another behind", "attachment; FileName = a.txt ; size=3", QStringLiteral("a.txt"));
    row("quoted", "attachment; filename=\"a; b.txt\"", QStringLiteral("a; b.txt"));
    row("quoted with quotes", R"(attachment; filename="a \"b\".txt")", QStringLiteral("a \"b\".txt"));
    row("not closed", "attachment; filename=\"a b", QStringLiteral("a b"));
    row("of another name", "attachment; xfilename=a; filename2=b", QString());
    row("extended", "attachment; filename*=UTF-8'en'%c3%a4%20b.txt", QStringLiteral("\u00e4 b.txt"));
    row("extended is preferred", "attachment; filename*=iso-8859-1''%e4.txt; filename=a.txt",
        QStringLiteral("\u00e4.txt"));
    row("in pieces", "attachment; filename*1=lo.txt; filename*0=hel", QStringLiteral("hello.txt"));
    row("extended pieces", "attachment; filename*0*=UTF-8''%c3%a4; filename*1=b.txt", QStringLiteral("\u00e4b.txt"));
    row("encoded word", "attachment; filename=\"=?utf-8?Q?=C3=A4_b.txt?=\"", QStringLiteral("\u00e4 b.txt"));
}

void TestMimeHeader::headerParameter_isFound()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, expected);
    QCOMPARE(headerParameter(value.toStdString(), "filename"), expected);
}

void TestMimeHeader::decodedWords_areRead_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << QByteArray("a b") << QStringLiteral("a b");
    QTest::newRow("raw UTF-8") << QByteArray("\xc3\xa4") << QStringLiteral("\u00e4");
    QTest::newRow("raw Latin-1") << QByteArray("\xe4") << QStringLiteral("\u00e4");
    QTest::newRow("words") << QByteArray("x =?utf-8?B?w6Q=?= =?iso-8859-1?q?_=E4?= y")
                           << QStringLiteral("x \u00e4 \u00e4 y");
    QTest::newRow("unknown character set") << QByteArray("=?x-none?B?w6Q=?=") << QStringLiteral("\u00e4");
    QTest::newRow("no word") << QByteArray("=?utf-8?Z?a?= =?") << QStringLiteral("=?utf-8?Z?a?= =?");
}

void TestMimeHeader::decodedWords_areRead()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    QCOMPARE(decodedWords(text.toStdString()), expected);
}

void TestMimeHeader::fromQuotedPrintable_decodes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("bytes") << QByteArray("a=3Db=e4") << QByteArray("a=b\xe4");
    QTest::newRow("soft line breaks") << QByteArray("a=\r\nb=\nc\r\n") << QByteArray("abc\r\n");
    QTest::newRow("no code") << QByteArray("=zz=+1= 1=") << QByteArray("=zz=+1= 1=");
}

void TestMimeHeader::fromQuotedPrintable_decodes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(fromQuotedPrintable(text), expected);
}

QTEST_GUILESS_MAIN(TestMimeHeader)
#include "tst_mimeheader.moc"
