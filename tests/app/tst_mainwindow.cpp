#include "app/workbench.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "translations/texts.h"
#include "ui/mainwindow.h"
#include "ui/theme/themesettings.h"
#include "ui/theme/themewatcher.h"
#include "ui/widgets/filterbar.h"
#include "ui/widgets/filteredit.h"
#include "ui/widgets/linklabel.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/statusstrip.h"

#include <QAction>
#include <QApplication>
#include <QCryptographicHash>
#include <QDirIterator>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace wirecase;

/// What the window says around its panes.
class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void filter_valueOfAnotherTypeKeepsTheRowsBefore();
    void report_isSaidToBeWritten();
    void status_namesWhatIsNotVerified();
    void keys_sayWhereTheyWork();
    void theme_isKept();
};

namespace {

void settle(const Workbench &workbench)
{
    QTRY_VERIFY_WITH_TIMEOUT(workbench.investigation()->isSettled(), 60'000);
}

} // namespace

void TestMainWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    installTexts(*QCoreApplication::instance());
}

void TestMainWindow::filter_valueOfAnotherTypeKeepsTheRowsBefore()
{
    ThemeWatcher themes(*qApp, ThemeChoice::Light);
    Workbench workbench(themes);
    workbench.openSample();
    settle(workbench);
    const Scope before = workbench.context()->scope();
    auto *filter = workbench.window()->findChild<FilterBar *>();
    QTest::keyClicks(filter->edit(), QStringLiteral("source.ip : 10.40.*"));
    QTest::keyClick(filter->edit(), Qt::Key_Return);
    QCOMPARE(filter->state(), FilterBar::State::Invalid);
    QCOMPARE(workbench.context()->scope(), before);
    QVERIFY(!workbench.context()->queryProblem().isEmpty()); // which the panes say over their rows
}

void TestMainWindow::report_isSaidToBeWritten()
{
    const QTemporaryDir folder;
    ThemeWatcher themes(*qApp, ThemeChoice::Light);
    Workbench workbench(themes);
    workbench.openSample();
    settle(workbench);
    const QString path = folder.filePath(QStringLiteral("findings.md"));
    workbench.window()->writeReportTo(path);
    const auto said = [&workbench] {
        for (const MessageBar *bar : workbench.window()->findChildren<MessageBar *>()) {
            if (bar->isVisible() && bar->text().startsWith(QStringLiteral("Exported to findings.md")))
                return bar->text();
        }
        return QString();
    };
    QTRY_VERIFY(!said().isEmpty());
    QFile written(path);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray hash = QCryptographicHash::hash(written.readAll(), QCryptographicHash::Sha256).toHex();
    QVERIFY(said().contains(QString::fromLatin1(hash.left(12))));
}

void TestMainWindow::status_namesWhatIsNotVerified()
{
    const QTemporaryDir folder;
    const QString whole = folder.filePath(QStringLiteral("whole.pcap"));
    const QString cut = folder.filePath(QStringLiteral("cut.pcap"));
    const QString source = QStringLiteral(WIRECASE_SOURCE_DIR "/resources/sample/evidence");
    QDirIterator files(source, {QStringLiteral("*.cap")}, QDir::Files, QDirIterator::Subdirectories);
    QVERIFY(files.hasNext());
    const QString capture = files.next();
    QVERIFY(QFile::copy(capture, whole) && QFile::copy(capture, cut));
    QFile file(cut);
    file.setPermissions(file.permissions() | QFile::WriteUser);
    QVERIFY(file.resize(file.size() - 7));
    ThemeWatcher themes(*qApp, ThemeChoice::Light);
    Workbench workbench(themes, folder.path());
    workbench.startCase();
    workbench.readEvidence({whole, cut});
    settle(workbench);
    QCOMPARE(workbench.context()->view(), View::Traffic); // there is nothing to triage
    auto *strip = workbench.window()->findChild<StatusStrip *>();
    QTRY_COMPARE(strip->evidenceText(), QStringLiteral("1 of 2 evidence files verified"));
    QCOMPARE(strip->trouble()->text(), QStringLiteral("1 read in part"));
    strip->trouble()->click();
    QCOMPARE(workbench.context()->view(), View::Evidence);
}

void TestMainWindow::keys_sayWhereTheyWork()
{
    ThemeWatcher themes(*qApp, ThemeChoice::Light);
    Workbench workbench(themes);
    workbench.openSample();
    settle(workbench);
    workbench.context()->show(View::Traffic);
    for (const QAction *action : workbench.window()->actions())
        QVERIFY2(!action->property("group").toString().isEmpty(), qPrintable(action->text()));
}

void TestMainWindow::theme_isKept()
{
    ThemeWatcher themes(*qApp, ThemeChoice::Light);
    Workbench workbench(themes);
    workbench.startCase();
    workbench.window()->action(ActionId::ThemeDark)->trigger();
    QCOMPARE(themes.choice(), ThemeChoice::Dark);
    QCOMPARE(Settings().get(themeSetting), static_cast<int>(ThemeChoice::Dark));
    workbench.window()->action(ActionId::ThemeSystem)->trigger();
    QCOMPARE(Settings().get(themeSetting), static_cast<int>(ThemeChoice::System));
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
