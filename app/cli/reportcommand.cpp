#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "models/base/printable.h"
#include "models/casefile/casefile.h"
#include "models/evidence/bytesource.h"
#include "models/evidence/hashing.h"
#include "models/report/reportcontent.h"
#include "models/report/reportwriter.h"

#include <QDateTime>
#include <QFileInfo>

#include <cstdio>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::ReportCommand)
};

/// Why the evidence is not what the case was made from; empty when it is, as far as size, time and, where that
/// differs, the hash tell.
QString differenceOf(const CaseEvidence &evidence)
{
    const auto file = openFile(evidence.path);
    if (!file)
        return file.error().message;
    if ((*file)->size() != static_cast<quint64>(evidence.size))
        return Text::tr("It has another size than when it was added to the case.");
    constexpr qint64 nsPerMs = 1'000'000;
    if (QFileInfo(evidence.path).lastModified().toMSecsSinceEpoch() == evidence.mtimeNs / nsPerMs)
        return {};
    const auto hash = sha256Of(**file, commandJob());
    if (!hash)
        return hash.error().message;
    return evidence.sha256.isEmpty() || *hash == evidence.sha256
               ? QString()
               : Text::tr("It holds other bytes than when it was added to the case.");
}

/// Whoever checks a report wants to know whether it still can be checked.
int sayDifferences(const CaseState &state)
{
    int differences = 0;
    for (const CaseEvidence &evidence : state.evidence) {
        const QString difference = differenceOf(evidence);
        if (difference.isEmpty())
            continue;
        say(Text::tr("%1: %2").arg(printable(evidence.path), difference));
        ++differences;
    }
    return differences;
}

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

/// To stdout without an output file.
int giveReport(const ReportContent &content, const QString &format, const QString &output)
{
    if (output.isEmpty())
        return printReport(content, format.isEmpty() ? QStringLiteral("html") : format);
    const Status written = writeReport(content, output, format);
    if (!written)
        say(written.error().text());
    return written ? Done : Nothing;
}

} // namespace

int runReport(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption(
        {QStringLiteral("format"), Text::tr("html (the default), md, json or pdf."), QStringLiteral("FORMAT")});
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
    const int given =
        giveReport(content, parser.value(QStringLiteral("format")), parser.value(QStringLiteral("output")));
    if (given != Done)
        return given;
    if (!content.journal.intact)
        say(Text::tr("%1: %2").arg(printable(parser.positionalArguments().front()), content.journal.check));
    const int differences = sayDifferences((*opened)->state());
    return exitCode(true, static_cast<quint64>(differences) + (content.journal.intact ? 0 : 1));
}

} // namespace wirecase
