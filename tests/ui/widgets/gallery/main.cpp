#include "tests/ui/widgets/gallery/gallerywindow.h"
#include "ui/theme/themewatcher.h"

#include <QApplication>

// gallery [light|dark] [page] [font scale in percent]
int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const bool dark = arguments.value(1) == QLatin1String("dark");
    wirecase::ThemeWatcher theme(app, dark ? wirecase::ThemeChoice::Dark : wirecase::ThemeChoice::Light);
    if (const int percent = arguments.value(3).toInt(); percent > 0)
        theme.setFontScale(percent / 100.0);
    wirecase::GalleryWindow window(theme);
    window.showPage(arguments.value(2).toInt());
    window.showMaximized();
    return QApplication::exec();
}
