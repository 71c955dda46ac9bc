#include "ui/theme/themewatcher.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace wirecase {

namespace {

QString service()
{
    return QStringLiteral("org.freedesktop.portal.Desktop");
}

QString path()
{
    return QStringLiteral("/org/freedesktop/portal/desktop");
}

QString interface()
{
    return QStringLiteral("org.freedesktop.portal.Settings");
}

QString group()
{
    return QStringLiteral("org.freedesktop.appearance");
}

QString key()
{
    return QStringLiteral("color-scheme");
}

// Read() wraps the value in two variants, ReadOne() and the signal in one.
QVariant unwrapped(QVariant value)
{
    while (value.metaType() == QMetaType::fromType<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

ThemeWatcher::ThemeWatcher(QApplication &app, ThemeChoice choice, QObject *parent)
    : QObject(parent)
    , m_app(app)
    , m_choice(choice)
{
    apply();
    askDesktop();
}

void ThemeWatcher::setChoice(ThemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
}

void ThemeWatcher::setFontScale(qreal scale)
{
    const qreal bounded = qBound(0.75, scale, 3.0);
    if (qFuzzyCompare(bounded, m_fontScale))
        return;
    m_fontScale = bounded;
    apply();
}

void ThemeWatcher::askDesktop()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    // No service name here: with one, QtDBus would ask the bus for its owner and wait for the answer.
    bus.connect(QString(), path(), interface(), QStringLiteral("SettingChanged"), this,
                SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    QDBusMessage call = QDBusMessage::createMethodCall(service(), path(), interface(), QStringLiteral("Read"));
    call.setArguments({group(), key()});
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, &ThemeWatcher::readAnswer);
}

void ThemeWatcher::readAnswer(QDBusPendingCallWatcher *call)
{
    call->deleteLater();
    const QDBusPendingReply<QDBusVariant> reply = *call;
    if (!reply.isError())
        setDesktopScheme(unwrapped(reply.value().variant()).toUInt());
}

void ThemeWatcher::onSettingChanged(const QString &changedGroup, const QString &changedKey, const QDBusVariant &value)
{
    if (changedGroup == group() && changedKey == key())
        setDesktopScheme(unwrapped(value.variant()).toUInt());
}

void ThemeWatcher::setDesktopScheme(uint scheme)
{
    // 0 is "no preference", 1 dark, 2 light; anything else is to be read as 0 (portal documentation, Settings).
    const auto dark = scheme == 1 ? std::optional(true) : scheme == 2 ? std::optional(false) : std::nullopt;
    if (dark == m_desktopIsDark)
        return;
    m_desktopIsDark = dark;
    if (m_choice == ThemeChoice::System)
        apply();
}

void ThemeWatcher::apply()
{
    applyTheme(m_app, m_choice, m_desktopIsDark, m_fontScale);
    emit themeChanged();
}

} // namespace wirecase
