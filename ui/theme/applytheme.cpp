#include "ui/theme/applytheme.h"

#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/theme/workbenchstyle.h"

#include <QApplication>
#include <QPalette>
#include <QToolTip>
#include <QVariant>

namespace wirecase {

namespace {

// Kept on the application: after the first call its palette is ours and says nothing about the desktop any more.
constexpr const char *startedDark = "wirecaseStartedDark";

bool startedInDark(QApplication &app)
{
    const QVariant known = app.property(startedDark);
    if (known.isValid())
        return known.toBool();
    const bool dark = app.palette().color(QPalette::Window).lightness() < 128;
    app.setProperty(startedDark, dark);
    app.setStyle(new WorkbenchStyle);
    return dark;
}

} // namespace

void applyTheme(QApplication &app, ThemeChoice choice, std::optional<bool> desktopIsDark, qreal fontScale)
{
    const bool started = startedInDark(app);
    const bool dark = choice == ThemeChoice::System ? desktopIsDark.value_or(started) : choice == ThemeChoice::Dark;
    const Theme &theme = dark ? Theme::dark() : Theme::light();
    const QPalette palette = theme.palette();
    QApplication::setFont(textFont(fontScale));
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    QToolTip::setFont(smallFont(textFont(fontScale)));
    app.setStyleSheet(styleSheetOf(theme));
}

} // namespace wirecase
