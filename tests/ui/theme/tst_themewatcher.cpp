#include "ui/theme/theme.h"
#include "ui/theme/themewatcher.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusVariant>
#include <QPalette>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace wirecase;

namespace {

enum Scheme : uint
{
    NoPreference,
    PreferDark,
    PreferLight
};

/// A session bus of the test's own, or none where there is no dbus-daemon. It must stand before anything asks for the
/// session bus, so before the application.
class PrivateBus
{
public:
    PrivateBus()
    {
        m_daemon.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_daemon.start(QStringLiteral("dbus-daemon"),
                       {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
        if (m_daemon.waitForStarted() && m_daemon.waitForReadyRead())
            m_address = QString::fromLatin1(m_daemon.readLine().trimmed());
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_address.isEmpty() ? "disabled:" : m_address.toLatin1());
    }
    ~PrivateBus()
    {
        m_daemon.kill();
        m_daemon.waitForFinished();
    }
    PrivateBus(const PrivateBus &) = delete;
    PrivateBus &operator=(const PrivateBus &) = delete;

    [[nodiscard]] QString address() const { return m_address; }

private:
    QProcess m_daemon;
    QString m_address;
};

QString busAddress; // set by main() before the test runs

} // namespace

/// What a desktop's portal answers, over a connection of its own.
class FakePortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    explicit FakePortal(uint scheme)
        : m_scheme(scheme)
        , m_bus(QDBusConnection::connectToBus(busAddress, QStringLiteral("portal")))
    {
        const bool isThere = m_bus.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), this,
                                                  QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals)
                             && m_bus.registerService(QStringLiteral("org.freedesktop.portal.Desktop"));
        if (!isThere)
            qFatal("the portal cannot be registered");
    }
    ~FakePortal() override
    {
        m_bus.unregisterService(QStringLiteral("org.freedesktop.portal.Desktop"));
        QDBusConnection::disconnectFromBus(QStringLiteral("portal"));
    }
    FakePortal(const FakePortal &) = delete;
    FakePortal &operator=(const FakePortal &) = delete;

    void change(uint scheme, const QString &key = QStringLiteral("color-scheme"))
    {
        emit SettingChanged(QStringLiteral("org.freedesktop.appearance"), key, QDBusVariant(scheme));
    }

public slots:
    QDBusVariant Read(const QString &, const QString &)
    {
        // Two variants around the value, as portals answer.
        return QDBusVariant(QVariant::fromValue(QDBusVariant(m_scheme)));
    }

signals:
    void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    uint m_scheme;
    QDBusConnection m_bus;
};

class TestThemeWatcher : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void start_takesWhatTheDesktopPrefers_data();
    void start_takesWhatTheDesktopPrefers();
    void change_isFollowedAtOnce();
    void change_ofSomethingElseIsNone();
    void change_doesNotOverruleTheUser();
    void noPortal_leavesTheTheme();
};

namespace {

bool isDark()
{
    return QApplication::palette().color(QPalette::Window).lightness() < 128;
}

} // namespace

void TestThemeWatcher::init()
{
    if (busAddress.isEmpty())
        QSKIP("there is no dbus-daemon");
}

void TestThemeWatcher::start_takesWhatTheDesktopPrefers_data()
{
    QTest::addColumn<uint>("scheme");
    QTest::addColumn<bool>("dark");
    QTest::newRow("dark") << uint(PreferDark) << true;
    QTest::newRow("light") << uint(PreferLight) << false;
}

void TestThemeWatcher::start_takesWhatTheDesktopPrefers()
{
    QFETCH(uint, scheme);
    QFETCH(bool, dark);
    const FakePortal portal(scheme);
    const ThemeWatcher watcher(*qApp, ThemeChoice::System);
    QTRY_COMPARE(isDark(), dark);
}

void TestThemeWatcher::change_isFollowedAtOnce()
{
    FakePortal portal(PreferLight);
    ThemeWatcher watcher(*qApp, ThemeChoice::System);
    QSignalSpy changed(&watcher, &ThemeWatcher::themeChanged);
    QVERIFY(changed.wait()); // the answer to the first question
    QVERIFY(!isDark());
    portal.change(PreferDark);
    QVERIFY(changed.wait());
    QVERIFY(isDark());
    portal.change(PreferLight);
    QVERIFY(changed.wait());
    QVERIFY(!isDark());
    portal.change(PreferDark);
    QVERIFY(changed.wait());
    portal.change(NoPreference);
    QVERIFY(changed.wait());
    QVERIFY(!isDark()); // as it was before the desktop was asked
}

void TestThemeWatcher::change_ofSomethingElseIsNone()
{
    FakePortal portal(PreferDark);
    ThemeWatcher watcher(*qApp, ThemeChoice::System);
    QTRY_VERIFY(isDark());
    QSignalSpy changed(&watcher, &ThemeWatcher::themeChanged);
    portal.change(PreferLight, QStringLiteral("contrast"));
    portal.change(PreferDark);
    portal.change(PreferLight);
    QVERIFY(changed.wait());
    QVERIFY(!isDark());
    QCOMPARE(changed.count(), 1); // only the last of the three
}

void TestThemeWatcher::change_doesNotOverruleTheUser()
{
    FakePortal portal(PreferDark);
    ThemeWatcher watcher(*qApp, ThemeChoice::System);
    QTRY_VERIFY(isDark());
    watcher.setChoice(ThemeChoice::Dark);
    QSignalSpy changed(&watcher, &ThemeWatcher::themeChanged);
    portal.change(PreferLight);
    watcher.setChoice(ThemeChoice::Light);
    watcher.setChoice(ThemeChoice::Dark);
    QCOMPARE(changed.count(), 2);
    QVERIFY(isDark());
    watcher.setChoice(ThemeChoice::System); // now the desktop's newest wish counts
    QTRY_VERIFY(!isDark());
}

void TestThemeWatcher::noPortal_leavesTheTheme()
{
    const ThemeWatcher watcher(*qApp, ThemeChoice::System);
    QVERIFY(!isDark());
}

int main(int argc, char *argv[])
{
    const PrivateBus bus;
    busAddress = bus.address();
    QApplication app(argc, argv);
    TestThemeWatcher test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_themewatcher.moc"
