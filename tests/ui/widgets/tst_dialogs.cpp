#include "ui/widgets/commandpalette.h"
#include "ui/widgets/keysheet.h"

#include <QAction>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace wirecase;

namespace {

QString s(const char *text)
{
    return QString::fromLatin1(text);
}

} // namespace

class TestDialogs : public QObject
{
    Q_OBJECT

private slots:
    void fuzzy_prefersWordStarts();
    void palette_narrowsAndRuns();
    void palette_runsNoDisabledAction();
    void palette_outlivesItsActions();
    void keySheet_searchesNamesAndKeys();
};

void TestDialogs::fuzzy_prefersWordStarts()
{
    QVERIFY(!fuzzyScore(s("xyz"), s("Show traffic")));
    QVERIFY(!fuzzyScore(s("cart"), s("traffic"))); // in order
    QVERIFY(fuzzyScore(QString(), s("anything")).has_value());
    QVERIFY(*fuzzyScore(s("st"), s("Show traffic")) > *fuzzyScore(s("st"), s("Adjust columns")));
    QVERIFY(*fuzzyScore(s("exp"), s("Export report")) > *fuzzyScore(s("exp"), s("Edit exposure path")));
    QVERIFY(fuzzyScore(s("show tr"), s("Show traffic")).has_value());
}

void TestDialogs::palette_narrowsAndRuns()
{
    QAction traffic(s("Show &traffic"));
    QAction report(s("Export report"));
    CommandPalette palette({&traffic, &report});
    palette.show();
    QSignalSpy ran(&report, &QAction::triggered);
    QCOMPARE(palette.shownTexts().size(), 2);
    QTest::keyClicks(palette.edit(), s("er"));
    QCOMPARE(palette.shownTexts().first(), s("Export report"));
    QTest::keyClick(palette.edit(), Qt::Key_Return);
    QCOMPARE(ran.count(), 1);
    QVERIFY(!palette.isVisible());
}

void TestDialogs::palette_runsNoDisabledAction()
{
    QAction off(s("Show packets"));
    off.setEnabled(false);
    QAction on(s("Show paths"));
    CommandPalette palette({&off, &on});
    palette.show();
    QSignalSpy ran(&off, &QAction::triggered);
    QCOMPARE(palette.shownTexts(), (QStringList{s("Show paths"), s("Show packets")}));
    QTest::keyClick(palette.edit(), Qt::Key_Down);
    QTest::keyClick(palette.edit(), Qt::Key_Return);
    QCOMPARE(ran.count(), 0);
    QVERIFY(palette.isVisible());
}

void TestDialogs::palette_outlivesItsActions()
{
    auto gone = std::make_unique<QAction>(s("Gone"));
    QAction kept(s("Kept"));
    CommandPalette palette({gone.get(), &kept});
    gone.reset();
    palette.edit()->setText(s("e"));
    QCOMPARE(palette.shownTexts(), QStringList{s("Kept")});
}

void TestDialogs::keySheet_searchesNamesAndKeys()
{
    QAction open(s("&Open"));
    open.setShortcut(QKeySequence(Qt::CTRL | Qt::Key_O));
    QAction silent(s("No key"));
    KeySheet sheet({&open, &silent}, {{s("Timeline"), s("Zoom in"), s("+")}});
    QCOMPARE(sheet.shownTexts(), (QStringList{s("Open"), s("Zoom in")}));
    sheet.edit()->setText(s("timel"));
    QCOMPARE(sheet.shownTexts(), QStringList{s("Zoom in")});
    sheet.edit()->setText(s("ctrl+o"));
    QCOMPARE(sheet.shownTexts(), QStringList{s("Open")});
}

QTEST_MAIN(TestDialogs)
#include "tst_dialogs.moc"
