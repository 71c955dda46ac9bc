#include "models/base/settings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace wirecase;

class TestSettings : public QObject
{
    Q_OBJECT

private slots:
    void set_isOnDiskAtOnce();
    void set_fallbackLeavesNothingBehind();
};

namespace {

constexpr Setting<int> dark{"window/theme", 0};

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestSettings::set_isOnDiskAtOnce()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("settings.ini"));
    Settings settings(path);
    settings.set(dark, 2);
    QVERIFY(bytesOf(path).contains("theme=2")); // a program that is killed now has kept it
    settings.setBytes(QStringLiteral("columns"), "abc");
    QVERIFY(bytesOf(path).contains("abc"));
    QCOMPARE(settings.get(dark), 2);
}

void TestSettings::set_fallbackLeavesNothingBehind()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("settings.ini"));
    Settings settings(path);
    settings.set(dark, 2);
    settings.set(dark, 0);
    QVERIFY(!bytesOf(path).contains("theme"));
    QCOMPARE(settings.get(dark), 0);
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
