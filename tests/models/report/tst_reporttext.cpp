#include "models/report/reporttext.h"

#include <QTest>

using namespace wirecase;

class TstReportText : public QObject
{
    Q_OBJECT

private slots:
    void visible_data();
    void visible();
    void paths_breakAtSlashesOnly_data();
    void paths_breakAtSlashesOnly();
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

void TstReportText::paths_breakAtSlashesOnly_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("lines");
    QTest::newRow("short") << QStringLiteral("a/b-c") << QStringLiteral("a/b-c");
    QTest::newRow("as much as fits") << QStringLiteral("aaa/bbb/ccc/ddd") << QStringLiteral("aaa/bbb/\nccc/ddd");
    QTest::newRow("a long part") << QStringLiteral("a/long-long-name/b") << QStringLiteral("a/\nlong-long-name/\nb");
    QTest::newRow("no slash") << QStringLiteral("long-long-name") << QStringLiteral("long-long-name");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("slash at both ends") << QStringLiteral("/aaaaaaa/") << QStringLiteral("/\naaaaaaa/");
}

void TstReportText::paths_breakAtSlashesOnly()
{
    QFETCH(QString, path);
    const QString broken = brokenAtSlashes(path, [](const QString &line) { return line.size() <= 8; });
    QTEST(broken, "lines");
    QCOMPARE(QString(broken).remove(u'\n'), path);
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
