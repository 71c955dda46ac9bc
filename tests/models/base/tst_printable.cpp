#include "models/base/error.h"
#include "models/base/printable.h"

#include <QTest>

using namespace wirecase;

class TestPrintable : public QObject
{
    Q_OBJECT

private slots:
    void text_staysOrIsWrittenOut_data();
    void text_staysOrIsWrittenOut();
    void error_nameStaysInOneLine();
};

void TestPrintable::text_staysOrIsWrittenOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << QStringLiteral("a.cap") << QStringLiteral("a.cap");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("Chinese") << QStringLiteral("\u6d41\u91cf") << QStringLiteral("\u6d41\u91cf");
    QTest::newRow("beyond the first plane") << QString::fromUtf8("\U0001f50d") << QString::fromUtf8("\U0001f50d");
    QTest::newRow("line feed") << QStringLiteral("a\nb") << QStringLiteral("a\\u000ab");
    QTest::newRow("escape sequence") << QStringLiteral("\x1b[31m") << QStringLiteral("\\u001b[31m");
    QTest::newRow("right to left") << QStringLiteral("a\u202epac") << QStringLiteral("a\\u202epac");
    QTest::newRow("line separator") << QStringLiteral("a\u2028b") << QStringLiteral("a\\u2028b");
}

void TestPrintable::text_staysOrIsWrittenOut()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(printable(text), shown);
}

void TestPrintable::error_nameStaysInOneLine()
{
    const Error error{Error::Code::Io, QStringLiteral("It is gone."), QStringLiteral("a\n%1.cap"), 7};
    QVERIFY(!error.text().contains(u'\n'));
    QVERIFY2(error.text().contains(QStringLiteral("%1.cap")), qPrintable(error.text()));
}

QTEST_GUILESS_MAIN(TestPrintable)
#include "tst_printable.moc"
