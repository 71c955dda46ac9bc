#pragma once

#include "ui/theme/applytheme.h"

#include <QObject>

class QDBusPendingCallWatcher;
class QDBusVariant;

namespace wirecase {

/// Keeps the application in the chosen theme and follows the desktop's setting while that is the choice. The desktop is
/// asked through the freedesktop portal without waiting for it. Owned by the composition root.
class ThemeWatcher : public QObject
{
    Q_OBJECT

public:
    ThemeWatcher(QApplication &app, ThemeChoice choice, QObject *parent = nullptr);

    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);
    [[nodiscard]] qreal fontScale() const { return m_fontScale; }
    void setFontScale(qreal scale); ///< 1.0 is 12.5 px; clamped to 0.75 … 3

signals:
    /// After the application has its new palette and style sheet.
    void themeChanged();

private slots:
    void readAnswer(QDBusPendingCallWatcher *call);
    void onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askDesktop();
    void setDesktopScheme(uint scheme);
    void apply();

    QApplication &m_app;
    ThemeChoice m_choice;
    std::optional<bool> m_desktopIsDark; ///< empty until the portal answered, or when it has no preference
    qreal m_fontScale = 1.0;
};

} // namespace wirecase
