#pragma once

#include <QSettings>
#include <QString>
#include <QVariant>

namespace wirecase {

/// A setting, declared once: `inline constexpr Setting<int> hexBytesPerRow{"hex/bytesPerRow", 16};`
template <typename T>
struct Setting
{
    const char *key;
    T fallback;
};

/// The user's settings, on disk as soon as they are set. Defaults are not written; unknown keys survive. Only ui and
/// app read it.
class Settings
{
public:
    Settings() = default;
    explicit Settings(const QString &file); ///< an ini file, for tests

    template <typename T>
    [[nodiscard]] T get(const Setting<T> &setting) const
    {
        return m_store.value(QLatin1String(setting.key), QVariant::fromValue(T(setting.fallback))).template value<T>();
    }

    template <typename T>
    void set(const Setting<T> &setting, const T &value)
    {
        if (value == setting.fallback)
            m_store.remove(QLatin1String(setting.key));
        else
            m_store.setValue(QLatin1String(setting.key), QVariant::fromValue(value));
        m_store.sync();
    }

    [[nodiscard]] QByteArray bytes(const QString &key) const { return m_store.value(key).toByteArray(); }
    void setBytes(const QString &key, const QByteArray &value)
    {
        m_store.setValue(key, value);
        m_store.sync();
    }

private:
    QSettings m_store;
};

} // namespace wirecase
