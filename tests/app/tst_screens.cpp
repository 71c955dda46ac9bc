#include "app/renderer.h"
#include "app/workbench.h"
#include "translations/texts.h"
#include "ui/theme/themewatcher.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <set>

using namespace wirecase;

/// Pictures of every view, in both themes and two sizes, from the sample case. They are kept beside the test program to
/// be looked at; here it is only told that each shows something, and of its theme.
class TestScreens : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyView_isDrawnInItsTheme_data();
    void everyView_isDrawnInItsTheme();

private:
    QString m_folder;
};

void TestScreens::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    installTexts(*QCoreApplication::instance());
    m_folder = QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("../screens"));
    ThemeWatcher themes(*qApp, ThemeChoice::Light);
    Workbench workbench(themes);
    workbench.openSample();
    QVERIFY(workbench.window());
    Renderer renderer(workbench, themes, m_folder);
    QSignalSpy finished(&renderer, &Renderer::finished);
    renderer.start();
    QVERIFY(finished.wait(180'000));
    QCOMPARE(finished.front().front().toInt(), 0);
}

void TestScreens::everyView_isDrawnInItsTheme_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");
    for (const char *view : {"triage", "traffic", "rules", "evidence", "report"}) {
        for (const bool dark : {false, true}) {
            for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
                const QString file =
                    QStringLiteral("%1-%2-%3x%4.png")
                        .arg(QLatin1String(view), dark ? QStringLiteral("dark") : QStringLiteral("light"))
                        .arg(size.width())
                        .arg(size.height());
                QTest::newRow(qPrintable(file)) << file << dark << size;
            }
        }
    }
}

void TestScreens::everyView_isDrawnInItsTheme()
{
    QFETCH(QString, file);
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    const QImage image(QDir(m_folder).filePath(file));
    QVERIFY(!image.isNull());
    QCOMPARE(image.size(), size); // the window fits: no view forces it to be larger
    std::set<QRgb> colours;
    for (int y = 0; y < image.height(); y += 3) {
        for (int x = 0; x < image.width(); x += 3)
            colours.insert(image.pixel(x, y));
    }
    QVERIFY(colours.size() > 40);
    // The rail tells the theme: a report's page is white in either.
    constexpr int railWidth = 60;
    qint64 lightness = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < railWidth; ++x)
            lightness += qGray(image.pixel(x, y));
    }
    const qint64 mean = lightness / (qint64{railWidth} * image.height());
    QVERIFY2(dark ? mean < 90 : mean > 180, qPrintable(QString::number(mean)));
}

QTEST_MAIN(TestScreens)
#include "tst_screens.moc"
