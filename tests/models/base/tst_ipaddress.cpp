#include "models/base/ipaddress.h"

#include <QTest>

using namespace wirecase;

class TestIpAddress : public QObject
{
    Q_OBJECT

private slots:
    void parse_spellingIsNormalised_data();
    void parse_spellingIsNormalised();
    void parse_otherTextIsRefused_data();
    void parse_otherTextIsRefused();
    void block_containsItsAddressesOnly_data();
    void block_containsItsAddressesOnly();
    void isPrivate_isToldByRange_data();
    void isPrivate_isToldByRange();
    void compare_ordersByValue();
    void endpointText_bracketsIpv6();
};

void TestIpAddress::parse_spellingIsNormalised_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("ipv4") << "10.1.4.20"
                          << "10.1.4.20";
    QTest::newRow("long ipv6") << "2001:0db8:0000:0000:0000:0000:0000:0001"
                               << "2001:db8::1";
    QTest::newRow("short ipv6") << "2001:db8::1"
                                << "2001:db8::1";
    QTest::newRow("upper case") << "2001:DB8::A"
                                << "2001:db8::a";
    QTest::newRow("mapped is ipv4") << "::ffff:10.0.0.1"
                                    << "10.0.0.1";
}

void TestIpAddress::parse_spellingIsNormalised()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    const auto address = IpAddress::parse(text);
    QVERIFY(address);
    QCOMPARE(address->toString(), shown);
}

void TestIpAddress::parse_otherTextIsRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "10.0.0", "10.0.0.256", "10.0.0.1:443", "[2001:db8::1]", "fe80::1%eth0", "host", " 10.0.0.1"})
        QTest::newRow(text) << QString::fromLatin1(text);
    QTest::newRow("very long") << QString(5000, u'1');
    QTest::newRow("not latin") << QString(QChar(0x0661));
}

void TestIpAddress::parse_otherTextIsRefused()
{
    QFETCH(QString, text);
    QVERIFY(!IpAddress::parse(text));
}

void TestIpAddress::block_containsItsAddressesOnly_data()
{
    QTest::addColumn<QString>("block");
    QTest::addColumn<QString>("inside");
    QTest::addColumn<QString>("outside");
    QTest::newRow("/16") << "10.1.0.0/16"
                         << "10.1.255.255"
                         << "10.2.0.0";
    QTest::newRow("/25 splits a byte") << "10.1.0.128/25"
                                       << "10.1.0.200"
                                       << "10.1.0.127";
    QTest::newRow("/0") << "0.0.0.0/0"
                        << "255.0.0.1"
                        << "2001:db8::1";
    QTest::newRow("bare address") << "10.1.0.1"
                                  << "10.1.0.1"
                                  << "10.1.0.2";
    QTest::newRow("ipv6") << "2001:db8::/32"
                          << "2001:db8:ffff::1"
                          << "2001:db9::";
}

void TestIpAddress::block_containsItsAddressesOnly()
{
    QFETCH(QString, block);
    QFETCH(QString, inside);
    QFETCH(QString, outside);
    const auto parsed = IpBlock::parse(block);
    QVERIFY(parsed);
    QVERIFY(parsed->contains(*IpAddress::parse(inside)));
    QVERIFY(!parsed->contains(*IpAddress::parse(outside)));
}

void TestIpAddress::isPrivate_isToldByRange_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");
    QTest::newRow("10/8") << "10.200.0.1" << true;
    QTest::newRow("172.16/12") << "172.31.255.1" << true;
    QTest::newRow("after 172.16/12") << "172.32.0.1" << false;
    QTest::newRow("carrier grade NAT") << "100.64.0.1" << true;
    QTest::newRow("public") << "203.0.113.7" << false;
    QTest::newRow("unique local") << "fd00::1" << true;
    QTest::newRow("link local") << "fe80::1" << true;
    QTest::newRow("loopback 6") << "::1" << true;
    QTest::newRow("public 6") << "2001:db8::1" << false;
}

void TestIpAddress::isPrivate_isToldByRange()
{
    QFETCH(QString, text);
    QFETCH(bool, expected);
    QCOMPARE(IpAddress::parse(text)->isPrivate(), expected);
}

void TestIpAddress::compare_ordersByValue()
{
    QVERIFY(*IpAddress::parse(u"10.0.0.9") < *IpAddress::parse(u"10.0.0.10"));
    QVERIFY(*IpAddress::parse(u"9.0.0.0") < *IpAddress::parse(u"10.0.0.0"));
    QVERIFY(IpAddress() < *IpAddress::parse(u"0.0.0.0"));
}

void TestIpAddress::endpointText_bracketsIpv6()
{
    QCOMPARE(endpointText({*IpAddress::parse(u"10.0.0.1"), 443}), QStringLiteral("10.0.0.1:443"));
    QCOMPARE(endpointText({*IpAddress::parse(u"2001:db8::1"), 443}), QStringLiteral("[2001:db8::1]:443"));
    QCOMPARE(endpointText({*IpAddress::parse(u"10.0.0.1"), 0}), QStringLiteral("10.0.0.1"));
}

QTEST_GUILESS_MAIN(TestIpAddress)
#include "tst_ipaddress.moc"
