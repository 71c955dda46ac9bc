#include "models/report/reporttext.h"

#include <QTest>

using namespace wirecase;

class TstReportText : public QObject
{
    Q_OBJECT

private slots:
    void visible_data();
    void visible();
    void numbers_areTheSameInEveryLocale();
};

void TstReportText::visible_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << QStringLiteral("a b") << QStringLiteral("a b");
    QTest::newRow("line feeds stay") << QStringLiteral("a\r\nb\tc") << QStringLiteral("a\nb c");
    QTest::newRow("right-to-left override") << QStringLiteral("a\u202egpj.exe") << QStringLiteral("a\\u{202E}gpj.exe");
    QTest::newRow("isolates and marks") << QStringLiteral("\u2066\u2069\u200f\ufeff\u200b")
                                        << QStringLiteral("\\u{2066}\\u{2069}\\u{200F}\\u{FEFF}\\u{200B}");
    QTest::newRow("control characters") << QStringLiteral("\u0000\u001b[31m\u007f").append(u'x')
                                        << QStringLiteral("\\u{0}\\u{1B}[31m\\u{7F}x");
    QTest::newRow("line separator") << QStringLiteral("a\u2028b") << QStringLiteral("a\\u{2028}b");
    QTest::newRow("Hebrew, Arabic and emoji stay") << QStringLiteral("\u05d0 \u0627 \U0001f468\u200d\U0001f4bb")
                                                   << QStringLiteral("\u05d0 \u0627 \U0001f468\u200d\U0001f4bb");
    QTest::newRow("a lone surrogate") << QString(QChar(0xd800)) + u'x'
                                      << QString(QChar(QChar::ReplacementCharacter)) + u'x';
}

void TstReportText::visible()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(visibleText(text), shown);
}

void TstReportText::numbers_areTheSameInEveryLocale()
{
    QLocale::setDefault(QLocale(QLocale::German));
    QCOMPARE(reportCount(0), QStringLiteral("0"));
    QCOMPARE(reportCount(999), QStringLiteral("999"));
    QCOMPARE(reportCount(1000), QStringLiteral("1\u00a0000"));
    QCOMPARE(reportCount(1234567), QStringLiteral("1\u00a0234\u00a0567"));
    QCOMPARE(reportCount(-100), QStringLiteral("-100"));
    QCOMPARE(reportSize(1'200'000'000), QStringLiteral("1.2\u00a0GB"));
}

QTEST_GUILESS_MAIN(TstReportText)
#include "tst_reporttext.moc"
