#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "models/casefile/casesalvage.h"

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::SalvageCommand)
};

} // namespace

int runSalvage(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({{QStringLiteral("o"), QStringLiteral("output")},
                      Text::tr("The new case; without it, beside the damaged one."),
                      QStringLiteral("FILE")});
    if (!parseArguments(parser, arguments, 1))
        return Usage;
    const QString path = parser.positionalArguments().front();
    const auto salvage = readDamagedCase(path, commandJob());
    if (!salvage && salvage.error().code == Error::Code::Cancelled)
        return Interrupted;
    if (!salvage) {
        say(salvage.error().text());
        return Nothing;
    }
    const QString output =
        parser.isSet(QStringLiteral("output")) ? parser.value(QStringLiteral("output")) : salvagedPath(path);
    if (const Status written = writeSalvaged(*salvage, output); !written) {
        say(written.error().text());
        return Nothing;
    }
    for (const Error &place : salvage->places)
        say(place.text());
    for (const QString &line : salvage->summary())
        say(line);
    print(output);
    return salvage->isWhole() ? Done : DoneWithProblems;
}

} // namespace wirecase
