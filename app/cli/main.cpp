#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "models/base/openfiles.h"
#include "translations/texts.h"

#include <QGuiApplication>

#include <algorithm>
#include <memory>
#include <string_view>

using namespace wirecase;

namespace {

QString words(const Command &command)
{
    return QString::fromUtf8(command.words);
}

void printUsage(const Command &command)
{
    print(QStringLiteral("  wirecase-cli %1 %2").arg(words(command), QString::fromUtf8(command.usage)));
    print(QStringLiteral("      %1").arg(QCoreApplication::translate("wirecase::Command", command.summary)));
}

void printHelp()
{
    print(QStringLiteral("wirecase-cli %1\n").arg(QStringLiteral(WIRECASE_VERSION)));
    for (const Command &command : commands())
        printUsage(command);
    print(QCoreApplication::translate(
        "wirecase::Command",
        "\nEvery command takes --json: one JSON document a line. Exit codes: 0 done, 1 done but something in "
        "the evidence could not be read, 2 usage, 3 nothing could be done, 130 interrupted."));
}

int runCommand(const QStringList &arguments)
{
    for (const qsizetype length : {2, 1}) {
        const QString name = arguments.mid(0, length).join(u' ');
        const auto found = std::find_if(commands().begin(), commands().end(),
                                        [&](const Command &command) { return words(command) == name; });
        if (found == commands().end() || arguments.size() < length)
            continue;
        if (arguments.contains(QStringLiteral("--help")) || arguments.contains(QStringLiteral("-h")))
            printUsage(*found);
        return found->run(arguments.mid(length));
    }
    // "capture" alone is the name of a family.
    QStringList family;
    for (const Command &command : commands()) {
        if (words(command).startsWith(arguments.front() + u' '))
            family << words(command);
    }
    if (family.isEmpty())
        say(QCoreApplication::translate("wirecase::Command", "There is no command \"%1\". See --help.")
                .arg(arguments.front()));
    else
        say(QCoreApplication::translate("wirecase::Command", "Which one: %1? See --help.")
                .arg(family.join(QStringLiteral(", "))));
    return Usage;
}

// PDF reports need fonts and so a QGuiApplication, which takes longer to start than many commands to run. No window is
// ever opened.
std::unique_ptr<QCoreApplication> newApplication(int &argc, char *argv[])
{
    const bool needsFonts = argc > 1 && std::any_of(commands().begin(), commands().end(), [&](const Command &command) {
                                return command.needsFonts && std::string_view(command.words) == argv[1];
                            });
    if (!needsFonts)
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QGuiApplication>(argc, argv);
}

} // namespace

int main(int argc, char *argv[])
{
    const auto app = newApplication(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("wirecase"));
    QCoreApplication::setOrganizationName(QStringLiteral("wirecase"));
    QCoreApplication::setApplicationVersion(QStringLiteral(WIRECASE_VERSION));
    installTexts(*app);
    allowManyOpenFiles();
    catchInterrupts();

    const QStringList arguments = QCoreApplication::arguments().mid(1);
    if (arguments.isEmpty() || arguments.front() == QStringLiteral("--help")
        || arguments.front() == QStringLiteral("-h")) {
        printHelp();
        return arguments.isEmpty() ? Usage : Done;
    }
    if (arguments.front() == QStringLiteral("--version")) {
        print(QStringLiteral("wirecase-cli %1").arg(QStringLiteral(WIRECASE_VERSION)));
        return Done;
    }
    return runCommand(arguments);
}
