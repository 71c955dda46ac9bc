#include "app/cli/command.h"
#include "app/cli/output.h"
#include "models/casefile/casefile.h"
#include "models/report/reportcontent.h"
#include "models/report/reportwriter.h"

#include <cstdio>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::ReportCommand)
};

int printReport(const ReportContent &content, const QString &format)
{
    QByteArray report;
    if (format == QStringLiteral("html"))
        report = htmlReport(content);
    else if (format == QStringLiteral("md"))
        report = markdownReport(content);
    else if (format == QStringLiteral("json"))
        report = jsonReport(content);
    else {
        say(format == QStringLiteral("pdf") ? Text::tr("A PDF needs --output.")
                                            : Text::tr("There is no format \"%1\".").arg(format));
        return Usage;
    }
    std::fwrite(report.constData(), 1, static_cast<std::size_t>(report.size()), stdout);
    return Done;
}

} // namespace

int runReport(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("format"), Text::tr("html, md, json or pdf."), QStringLiteral("FORMAT"),
                      QStringLiteral("html")});
    parser.addOption({{QStringLiteral("o"), QStringLiteral("output")},
                      Text::tr("Where to write; its ending names the format."),
                      QStringLiteral("FILE")});
    if (!parseArguments(parser, arguments, 1))
        return Usage;
    const auto opened = CaseFile::open(parser.positionalArguments().front(), CaseMode::ReadOnly);
    if (!opened) {
        sayCaseError(opened.error());
        return Nothing;
    }
    const ReportContent content = reportContent((*opened)->state());
    const QString output = parser.value(QStringLiteral("output"));
    if (output.isEmpty())
        return printReport(content, parser.value(QStringLiteral("format")));
    if (const Status written = writeReport(content, output); !written) {
        say(written.error().text());
        return Nothing;
    }
    return Done;
}

} // namespace wirecase
