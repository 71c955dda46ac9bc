#include "app/workbench.h"
#include "models/casefile/caseeditor.h"
#include "models/casefile/casefile.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "translations/texts.h"
#include "ui/mainwindow.h"
#include "ui/plandialog.h"
#include "ui/salvagedialog.h"
#include "ui/theme/themewatcher.h"
#include "ui/widgets/filterbar.h"
#include "ui/widgets/filteredit.h"
#include "ui/widgets/headertabs.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QProcess>
#include <QPushButton>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace wirecase;

class TestWorkbench : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void start_offersTheSample();
    void start_leavesNothingOfACaseInWhichNothingWasDone();
    void sample_opensWithItsFirstAlertInFocus();
    void views_areReachableByKey();
    void tabs_standInTheHeaderOfThePane();
    void filter_wrongQueryIsSaidBesideTheRows();
    void back_returnsAcrossViews();
    void window_findsWhatTriageFinds();
    void reopen_restoresScopeAndView();
    void drop_folderIsPlannedAndRead();
    void drop_ofWhatIsNoFileIsRefused();
    void damagedCase_isSalvagedBesideIt();
    void brokenCase_isExplained_data();
    void brokenCase_isExplained();
};

namespace {

void settle(const Workbench &workbench)
{
    QTRY_VERIFY_WITH_TIMEOUT(workbench.investigation()->isSettled(), 60'000);
}

void open(Workbench &workbench, const QString &path)
{
    workbench.openCase(path);
    QTRY_VERIFY(workbench.window());
}

/// A case with one note, closed.
QString caseWithNote(const QTemporaryDir &folder)
{
    const QString path = folder.filePath(QStringLiteral("a.wirecase"));
    const auto made = CaseFile::create(path, QStringLiteral("Precious"));
    CaseEditor editor(**made);
    if (!editor.addNote({}, QStringLiteral("seen")) || !(*made)->flush())
        qFatal("the case cannot be written");
    return path;
}

void overwrite(const QString &path, qint64 from, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(from));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

void TestWorkbench::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    installTexts(*QCoreApplication::instance());
}

void TestWorkbench::start_offersTheSample()
{
    ThemeWatcher themes(*qApp, ThemeChoice::Light);
    Workbench workbench(themes);
    workbench.startCase();
    QVERIFY(workbench.window()->isVisible());
    QVERIFY(workbench.window()->action(ActionId::OpenSample)->isEnabled());
    for (const QLabel *label : workbench.window()->findChildren<QLabel *>()) {
        if (label->isVisible() && label->wordWrap())
            QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
    }
    workbench.window()->action(ActionId::OpenSample)->trigger();
    QTRY_VERIFY(!workbench.investigation()->evidence().isEmpty());
    settle(workbench);
}

void TestWorkbench::start_leavesNothingOfACaseInWhichNothingWasDone()
{
    const QTemporaryDir folder;
    const auto left = [&folder] { return QDir(folder.path()).entryList(QDir::Files).size(); };
    ThemeWatcher themes(*qApp, ThemeChoice::Light);
    {
        Workbench workbench(themes, folder.path());
        workbench.startCase();
        QVERIFY(left() > 0);
    }
    QCOMPARE(left(), 0);
    {
        Workbench workbench(themes, folder.path());
        workbench.openSample();
        settle(workbench);
    }
    QCOMPARE(CaseFile::unsavedCases(folder.path()).size(), 1);
}

void TestWorkbench::sample_opensWithItsFirstAlertInFocus()
{
    ThemeWatcher themes(*qApp, ThemeChoice::Dark);
    Workbench workbench(themes);
    workbench.openSample();
    settle(workbench);
    const auto &alerts = workbench.investigation()->snapshot()->detection.alerts;
    QVERIFY(!alerts.empty());
    QVERIFY(!workbench.context()->focus().alert.isEmpty());
}

void TestWorkbench::views_areReachableByKey()
{
    ThemeWatcher themes(*qApp, ThemeChoice::Light);
    Workbench workbench(themes);
    workbench.openSample();
    settle(workbench);
    workbench.window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(workbench.window()));
    QTest::keyClick(workbench.window(), Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(workbench.context()->view(), View::Traffic);
    QTRY_VERIFY(workbench.window()->findChild<QDockWidget *>(QStringLiteral("packets"))->isVisible());
    QVERIFY(!workbench.window()->findChild<QDockWidget *>(QStringLiteral("guide"))
            || !workbench.window()->findChild<QDockWidget *>(QStringLiteral("guide"))->isVisible());
    QTest::keyClick(workbench.window(), Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(workbench.context()->view(), View::Triage);
    QTRY_VERIFY(workbench.window()->findChild<QDockWidget *>(QStringLiteral("guide"))->isVisible());
}

void TestWorkbench::tabs_standInTheHeaderOfThePane()
{
    ThemeWatcher themes(*qApp, ThemeChoice::Light);
    Workbench workbench(themes);
    workbench.openSample();
    settle(workbench);
    auto *alerts = workbench.window()->findChild<QDockWidget *>(QStringLiteral("alerts"));
    auto *activity = workbench.window()->findChild<QDockWidget *>(QStringLiteral("activity"));
    const auto tabsOf = [](const QDockWidget *dock) { return dock->findChild<HeaderTabs *>(); };
    QTRY_VERIFY(tabsOf(alerts) && tabsOf(alerts)->isVisible());
    QCOMPARE(tabsOf(alerts)->count(), 2);
    auto *area = static_cast<QWidget *>(alerts->parent());
    for (const QTabBar *bar : area->findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly))
        QTRY_VERIFY(!bar->isVisible() || bar->height() == 0); // no second header above the pane's own
    tabsOf(alerts)->setCurrentIndex(1);
    QTRY_VERIFY(!activity->visibleRegion().isEmpty());
    QTRY_VERIFY(alerts->visibleRegion().isEmpty());
    QCOMPARE(tabsOf(activity)->currentIndex(), 1);
    tabsOf(activity)->setCurrentIndex(0);
    QTRY_VERIFY(!alerts->visibleRegion().isEmpty());
    QCOMPARE(tabsOf(alerts)->currentIndex(), 0);
    activity->setFloating(true);
    QTRY_VERIFY(!tabsOf(alerts)->isVisible()); // alone: its title again
}

void TestWorkbench::filter_wrongQueryIsSaidBesideTheRows()
{
    ThemeWatcher themes(*qApp, ThemeChoice::Light);
    Workbench workbench(themes);
    workbench.openSample();
    settle(workbench);
    Scope scope;
    scope.kql = QStringLiteral("event.outcome : success");
    workbench.context()->narrow(scope);
    auto *filter = workbench.window()->findChild<FilterBar *>();
    QCOMPARE(filter->text(), scope.kql);
    filter->edit()->end(false);
    QTest::keyClicks(filter->edit(), QStringLiteral(" and ("));
    QTest::keyClick(filter->edit(), Qt::Key_Return);
    QCOMPARE(workbench.context()->scope(), scope);
    QTRY_COMPARE(workbench.context()->queryProblem().section(u':', 0, 0), QStringLiteral("Character 30"));
    QTest::keyClick(filter->edit(), Qt::Key_Escape);
    QCOMPARE(workbench.context()->queryProblem(), QString());
    QCOMPARE(filter->text(), scope.kql);
}

void TestWorkbench::back_returnsAcrossViews()
{
    ThemeWatcher themes(*qApp, ThemeChoice::Light);
    Workbench workbench(themes);
    workbench.openSample();
    settle(workbench);
    const Scope before = workbench.context()->scope();
    Scope scope;
    scope.kql = QStringLiteral("destination.port : 21");
    workbench.context()->narrow(scope);
    workbench.context()->show(View::Traffic);
    workbench.window()->action(ActionId::Back)->trigger();
    workbench.window()->action(ActionId::Back)->trigger();
    QCOMPARE(workbench.context()->scope(), before);
    QCOMPARE(workbench.context()->view(), View::Triage);
}

void TestWorkbench::window_findsWhatTriageFinds()
{
    QTemporaryDir folder;
    const QString casePath = folder.filePath(QStringLiteral("a.wirecase"));
    QProcess triage;
    triage.start(QStringLiteral(WIRECASE_CLI),
                 {QStringLiteral("triage"), QStringLiteral(WIRECASE_SOURCE_DIR "/resources/sample/evidence"),
                  QStringLiteral("--case"), casePath});
    QVERIFY(triage.waitForFinished(60'000));
    QCOMPARE(triage.exitCode(), 0);
    const auto report = [&casePath] {
        QProcess process;
        process.start(QStringLiteral(WIRECASE_CLI), {QStringLiteral("report"), casePath});
        return process.waitForFinished(60'000) ? process.readAllStandardOutput() : QByteArray();
    };
    const QByteArray byTriage = report();
    QVERIFY(byTriage.size() > 10'000);
    {
        ThemeWatcher themes(*qApp, ThemeChoice::Light);
        Workbench workbench(themes);
        open(workbench, casePath);
        settle(workbench);
    }
    QCOMPARE(report(), byTriage);
}

void TestWorkbench::reopen_restoresScopeAndView()
{
    QTemporaryDir folder;
    const QString casePath = folder.filePath(QStringLiteral("a.wirecase"));
    QProcess triage;
    triage.start(QStringLiteral(WIRECASE_CLI),
                 {QStringLiteral("triage"), QStringLiteral(WIRECASE_SOURCE_DIR "/resources/sample/evidence"),
                  QStringLiteral("--case"), casePath});
    QVERIFY(triage.waitForFinished(60'000));
    Scope scope;
    scope.kql = QStringLiteral("destination.port : 21");
    Focus focus;
    {
        ThemeWatcher themes(*qApp, ThemeChoice::Light);
        Workbench workbench(themes);
        open(workbench, casePath);
        settle(workbench);
        workbench.context()->narrow(scope);
        workbench.context()->show(View::Traffic);
        Focus pointed = workbench.context()->focus();
        pointed.packet = PacketId{17};
        workbench.context()->pointAt(pointed);
        focus = workbench.context()->focus();
        workbench.window()->storeWorkspace();
    }
    ThemeWatcher themes(*qApp, ThemeChoice::Light);
    Workbench workbench(themes);
    open(workbench, casePath);
    settle(workbench);
    QTRY_COMPARE(workbench.context()->view(), View::Traffic);
    QCOMPARE(workbench.context()->scope(), scope);
    QCOMPARE(workbench.context()->focus().packet, focus.packet);
}

void TestWorkbench::drop_folderIsPlannedAndRead()
{
    ThemeWatcher themes(*qApp, ThemeChoice::Light);
    Workbench workbench(themes);
    workbench.startCase();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QStringLiteral(WIRECASE_SOURCE_DIR "/resources/sample/evidence"))});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(workbench.window(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(workbench.window(), &drop);
    QVERIFY(drop.isAccepted());
    auto *dialog = workbench.window()->findChild<PlanDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->plan().size() > 50);
    dialog->accept();
    QTRY_VERIFY(!workbench.investigation()->evidence().isEmpty());
    settle(workbench);
    QVERIFY(!workbench.investigation()->snapshot()->detection.alerts.empty());
}

void TestWorkbench::drop_ofWhatIsNoFileIsRefused()
{
    ThemeWatcher themes(*qApp, ThemeChoice::Light);
    Workbench workbench(themes);
    workbench.startCase();
    QMimeData data;
    data.setUrls({QUrl(QStringLiteral("https://example.com/a.cap"))});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.ignore();
    QApplication::sendEvent(workbench.window(), &enter);
    QVERIFY(!enter.isAccepted());
}

void TestWorkbench::damagedCase_isSalvagedBesideIt()
{
    QTemporaryDir folder;
    const QString path = caseWithNote(folder);
    overwrite(path, 0, QByteArray(4096, '\x5a'));
    ThemeWatcher themes(*qApp, ThemeChoice::Light);
    Workbench workbench(themes);
    open(workbench, path);
    QVERIFY(workbench.window());
    auto *dialog = workbench.window()->findChild<SalvageDialog *>();
    QVERIFY(dialog);
    auto *salvage = dialog->findChild<QPushButton *>(QStringLiteral("salvage"));
    QTRY_VERIFY(salvage->isEnabled());
    salvage->click();
    QTRY_VERIFY(workbench.window()->windowTitle().contains(QStringLiteral("Precious")));
    QVERIFY(QFile::exists(folder.filePath(QStringLiteral("a.salvaged.wirecase"))));
    QVERIFY(!CaseFile::open(path)); // the damaged one was left as it was
}

void TestWorkbench::brokenCase_isExplained_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("text") << QByteArray(5000, 'x');
    QTest::newRow("no such file") << QByteArray();
}

void TestWorkbench::brokenCase_isExplained()
{
    QFETCH(QByteArray, bytes);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.wirecase"));
    if (!bytes.isNull()) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    ThemeWatcher themes(*qApp, ThemeChoice::Light);
    Workbench workbench(themes);
    open(workbench, path);
    QVERIFY(workbench.window()); // an empty case to go on with
    QString said;
    for (const QDialog *dialog : workbench.window()->findChildren<QDialog *>()) {
        for (const QLabel *label : dialog->findChildren<QLabel *>())
            said += label->text();
    }
    QVERIFY2(said.contains(path), qPrintable(said));
}

QTEST_MAIN(TestWorkbench)
#include "tst_workbench.moc"
