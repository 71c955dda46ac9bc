#include "app/renderer.h"
#include "app/workbench.h"
#include "models/base/openfiles.h"
#include "models/casefile/casefile.h"
#include "models/investigation/investigation.h"
#include "translations/texts.h"
#include "ui/mainwindow.h"
#include "ui/theme/themesettings.h"
#include "ui/theme/themewatcher.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <cstdio>

using namespace wirecase;

namespace {

/// Without a display, Qt says for every dialog and pane that it cannot pass on size hints: nobody needs to know.
void passOnMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (!message.startsWith(QStringLiteral("This plugin does not support")))
        std::fprintf(stderr, "%s\n", qPrintable(qFormatLogMessage(type, context, message)));
}

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
           || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

/// Or for pictures in a folder.
bool asksOnlyForWords(int argc, char *argv[])
{
    constexpr std::array asking{"-h", "--help", "--help-all", "-v", "--version", "--render"};
    return std::any_of(argv + 1, argv + argc, [&](const char *argument) {
        return std::ranges::any_of(asking, [argument](const char *word) { return qstrcmp(argument, word) == 0; });
    });
}

/// As the user left it.
void applyChoices(ThemeWatcher &themes)
{
    const Settings settings;
    themes.setChoice(static_cast<ThemeChoice>(settings.get(themeSetting)));
    themes.setFontScale(settings.get(fontScaleSetting));
}

/// The program ends with the last picture, or when there is no case to show.
void quitAfter(Renderer &renderer, Workbench &workbench)
{
    QObject::connect(&workbench, &Workbench::caseOpened, &renderer, &Renderer::start);
    QObject::connect(
        &workbench, &Workbench::openingFailed, &renderer,
        [](const QString &cause) {
            qCritical("%s", qPrintable(cause));
            QCoreApplication::exit(3);
        },
        Qt::QueuedConnection);
    QObject::connect(
        &renderer, &Renderer::finished, &renderer, [](int failures) { QCoreApplication::exit(failures == 0 ? 0 : 3); },
        Qt::QueuedConnection);
}

} // namespace

int main(int argc, char *argv[])
{
    if (!hasDisplay() && asksOnlyForWords(argc, argv))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("wirecase"));
    QCoreApplication::setOrganizationName(QStringLiteral("wirecase"));
    QCoreApplication::setApplicationVersion(QStringLiteral(WIRECASE_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("wirecase"));
    installTexts(app);
    allowManyOpenFiles();

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Joins packet-capture alerts, captures and flow logs."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption sample(QStringLiteral("sample"),
                                    QCoreApplication::translate("main", "Open the sample case."));
    const QCommandLineOption render(
        QStringLiteral("render"),
        QCoreApplication::translate("main", "Render every view of the evidence to PNG into <folder> and quit."),
        QStringLiteral("folder"));
    parser.addOptions({sample, render});
    parser.addPositionalArgument(QStringLiteral("case-or-evidence"),
                                 QCoreApplication::translate("main", "A .wirecase file, or evidence."),
                                 QStringLiteral("[CASE.wirecase | EVIDENCE...]"));
    parser.process(app);
    const QStringList paths = parser.positionalArguments();
    if (parser.isSet(render))
        qInstallMessageHandler(passOnMessage);

    ThemeWatcher themes(app, ThemeChoice::System);
    if (!parser.isSet(render)) // pictures are the same for everybody
        applyChoices(themes);
    const QTemporaryDir forPictures;
    Workbench workbench(themes, parser.isSet(render) ? forPictures.path() : CaseFile::defaultUnsavedFolder());
    const bool isCase = paths.size() == 1 && paths.front().endsWith(QStringLiteral(".wirecase"));
    if (isCase)
        workbench.openCase(paths.front());
    else if (parser.isSet(sample))
        workbench.openSample();
    else
        workbench.startCase();
    if (!isCase && !workbench.window())
        return 3;

    std::unique_ptr<Renderer> renderer;
    if (parser.isSet(render)) {
        renderer = std::make_unique<Renderer>(workbench, themes, parser.value(render));
        quitAfter(*renderer, workbench);
    }
    if (!isCase && !paths.isEmpty() && renderer)
        workbench.readEvidence(paths);
    else if (!isCase && !paths.isEmpty())
        workbench.addEvidence(paths);
    if (!isCase && renderer)
        renderer->start();
    return QApplication::exec();
}
