#include "models/exposure/objects/safename.h"

#include <QTest>

using namespace wirecase;

class TestSafeName : public QObject
{
    Q_OBJECT

private slots:
    void name_isSafe_data();
    void name_isSafe();
    void name_isBounded();
    void freeName_countsOn();
};

void TestSafeName::name_isSafe_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("safe");
    const auto row = [](const char *name, const QString &given, const char *safe) {
        QTest::newRow(name) << given << QString::fromUtf8(safe);
    };
    row("plain", QStringLiteral("a.txt"), "a.txt");
    row("folders", QStringLiteral("../../etc/passwd"), "passwd");
    row("Windows folders", QStringLiteral("..\\..\\boot.ini"), "boot.ini");
    row("only a folder", QStringLiteral("/a/b/"), "b");
    row("hidden", QStringLiteral(".bashrc"), "bashrc");
    row("only dots", QStringLiteral(".."), "object-7");
    row("nothing", QString(), "object-7");
    row("blanks", QStringLiteral("  a b.txt . "), "a b.txt");
    row("option", QStringLiteral("-rf"), "rf");
    row("control characters", QStringLiteral("a\n\x1b[31m.txt"), "a__[31m.txt");
    row("null", QStringLiteral("a") + QChar(0) + QStringLiteral(".exe"), "a_.exe");
    row("direction of writing", QStringLiteral("invoice\u202exslx.exe"), "invoice_xslx.exe");
    row("shell", QStringLiteral("$(reboot)`x`;&|.sh"), "_(reboot)_x____.sh");
    row("device", QStringLiteral("CON"), "_CON");
    row("device with extension", QStringLiteral("lpt1.txt"), "_lpt1.txt");
    row("stream", QStringLiteral("a.txt:hidden.exe"), "a.txt_hidden.exe");
    row("lone surrogate", QStringLiteral("a") + QChar(0xd800) + QStringLiteral("b"), "a_b");
    row("other letters", QStringLiteral("Übersicht 概要.pdf"), "Übersicht 概要.pdf");
}

void TestSafeName::name_isSafe()
{
    QFETCH(QString, given);
    QFETCH(QString, safe);
    QCOMPARE(safeName(given, 7), safe);
    QCOMPARE(safeName(safe, 7), safe);
}

void TestSafeName::name_isBounded()
{
    for (const QString &letter : {QStringLiteral("a"), QStringLiteral("€"), QStringLiteral("\U0001f600")}) {
        const QString name = safeName(letter.repeated(5000) + QStringLiteral(".tar"), 1);
        QVERIFY(name.toUtf8().size() <= 120);
        QVERIFY(name.toUtf8().size() > 110);
        QVERIFY(name.endsWith(QStringLiteral(".tar")));
        QVERIFY(!name.contains(QChar::ReplacementCharacter));
    }
}

void TestSafeName::freeName_countsOn()
{
    FreeNames names({QStringLiteral("There.txt"), QStringLiteral("c-2")});
    const auto next = [&names](const QString &name) { return names.next(name); };
    QCOMPARE(next(QStringLiteral("there.txt")), QStringLiteral("there-2.txt"));
    QCOMPARE(next(QStringLiteral("c")), QStringLiteral("c"));
    QCOMPARE(next(QStringLiteral("C")), QStringLiteral("C-3"));
    QCOMPARE(next(QStringLiteral("a.txt")), QStringLiteral("a.txt"));
    QCOMPARE(next(QStringLiteral("a.txt")), QStringLiteral("a-2.txt"));
    QCOMPARE(next(QStringLiteral("a.txt")), QStringLiteral("a-3.txt"));
    QCOMPARE(next(QStringLiteral("b")), QStringLiteral("b"));
    QCOMPARE(next(QStringLiteral("b")), QStringLiteral("b-2"));
    for (int i = 0; i < 100'000; ++i) // as many objects may have one name
        (void) next(QStringLiteral("d"));
    QCOMPARE(next(QStringLiteral("d")), QStringLiteral("d-100001"));
}

QTEST_GUILESS_MAIN(TestSafeName)
#include "tst_safename.moc"
