#include "ui/panes/jsonlayout.h"

#include <QJsonDocument>
#include <QTest>

using namespace wirecase;

class JsonLayoutTest : public QObject
{
    Q_OBJECT

private slots:
    void laidOut_tokensStayAsTheyAre_data();
    void laidOut_tokensStayAsTheyAre();
    void laidOut_isCutAtItsLimit();
};

void JsonLayoutTest::laidOut_tokensStayAsTheyAre_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("empty object") << QByteArray("{ }") << QByteArray("{}");
    QTest::newRow("nested") << QByteArray(R"({"a":[1,2.50],"b":{}})")
                            << QByteArray("{\n  \"a\": [\n    1,\n    2.50\n  ],\n  \"b\": {}\n}");
    QTest::newRow("numbers keep their digits")
        << QByteArray("[12345678901234567890,1e400]") << QByteArray("[\n  12345678901234567890,\n  1e400\n]");
    QTest::newRow("brackets and quotes in text")
        << QByteArray(R"({"a":"{\"x\": [ \\"})") << QByteArray("{\n  \"a\": \"{\\\"x\\\": [ \\\\\"\n}");
    QTest::newRow("closed too often") << QByteArray("]]1") << QByteArray("\n]\n]1");
}

void JsonLayoutTest::laidOut_tokensStayAsTheyAre()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, expected);
    const QByteArray shown = laidOut(json, 1000);
    QCOMPARE(shown, expected);
    QCOMPARE(QJsonDocument::fromJson(shown), QJsonDocument::fromJson(json));
}

void JsonLayoutTest::laidOut_isCutAtItsLimit()
{
    QCOMPARE(laidOut(QByteArray(100'000, '['), 50).size(), 50);
}

QTEST_GUILESS_MAIN(JsonLayoutTest)
#include "tst_jsonlayout.moc"
