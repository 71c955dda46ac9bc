#include "models/capture/dissection/packetdissection.h"
#include "ui/panes/fielditems.h"
#include "ui/panes/filteractions.h"
#include "ui/panes/trafficcsv.h"

#include <QTest>

using namespace wirecase;

class TestTrafficHelpers : public QObject
{
    Q_OBJECT

private slots:
    void csvField_data();
    void csvField();
    void terms_areJoinedToTheQuery();
    void fieldItems_leaveSecretValuesOut();
};

void TestTrafficHelpers::csvField_data()
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
    QTest::newRow("formula with quotes") << QStringLiteral("=\"x\",1") << QByteArray("\"'=\"\"x\"\",1\"");
}

void TestTrafficHelpers::csvField()
{
    QFETCH(QString, text);
    QTEST(wirecase::csvField(text), "field");
}

void TestTrafficHelpers::terms_areJoinedToTheQuery()
{
    const QString term = QStringLiteral("source.port : 443");
    QCOMPARE(withTerm({}, term), term);
    QCOMPARE(withTerm(QStringLiteral("a : 1 or b : 2"), term),
             QStringLiteral("(a : 1 or b : 2) and (source.port : 443)"));
    QCOMPARE(withoutTerm({}, term), QStringLiteral("not (source.port : 443)"));
    QCOMPARE(withoutTerm(QStringLiteral("a : 1"), term), QStringLiteral("(a : 1) and not (source.port : 443)"));
}

void TestTrafficHelpers::fieldItems_leaveSecretValuesOut()
{
    FieldNode user{QStringLiteral("User: a"), {}, 0, 1, false, {}, {}};
    FieldNode first{QStringLiteral("Password: ••••••••"), {}, 1, 3, true, "one", {}};
    FieldNode second{QStringLiteral("Password: ••••••••"), {}, 4, 3, true, "two", {}};
    FieldNode layer{QStringLiteral("Protocol"), {}, 0, 7, false, {}, {user, first, second}};
    const auto items = fieldItems({layer});
    QCOMPARE(items.size(), std::size_t{1});
    QCOMPARE(items[0].children.size(), std::size_t{3});
    QVERIFY(!items[0].children[0].secret);
    QCOMPARE(items[0].children[1].id, 0U);
    QCOMPARE(items[0].children[2].id, 1U);
    QCOMPARE(secretField({layer}, 1)->secretValue, QByteArray("two"));
    QVERIFY(secretField({layer}, 2) == nullptr);
}

QTEST_GUILESS_MAIN(TestTrafficHelpers)
#include "tst_traffichelpers.moc"
