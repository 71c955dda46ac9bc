#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/kqlfiles.h"
#include "app/cli/output.h"
#include "app/cli/reading.h"
#include "models/base/timeformat.h"
#include "models/kql/datemath.h"
#include "models/kql/jsonfieldsource.h"
#include "models/kql/kqlast.h"
#include "models/kql/kqllint.h"
#include "models/kql/query.h"

#include <QDateTime>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::KqlCommand)
};

/// The query: all that is no option. A query that begins with a dash stands behind "--".
std::optional<QString> onlyQuery(const QCommandLineParser &parser)
{
    if (parser.positionalArguments().size() == 1)
        return parser.positionalArguments().front();
    say(Text::tr("One query is wanted; quote it for the shell."));
    return std::nullopt;
}

void addMappingOption(QCommandLineParser &parser)
{
    parser.addOption({QStringLiteral("mapping"),
                      Text::tr("Fields and their types, as {\"field\": \"type\"} or as Elasticsearch gives a mapping."),
                      QStringLiteral("M.json")});
}

std::optional<qint64> nowOf(const QCommandLineParser &parser)
{
    const QString text = parser.value(QStringLiteral("now"));
    const qint64 clock = QDateTime::currentMSecsSinceEpoch() * nsPerMs;
    if (text.isEmpty())
        return clock;
    const auto time = parseDateMath(text, clock);
    if (time)
        return time->beginNs;
    say(Text::tr("--now is a time like 2024-01-01T00:00:00Z."));
    return std::nullopt;
}

void declareMatchOptions(QCommandLineParser &parser)
{
    parser.addOption({QStringLiteral("json"), Text::tr("One JSON document a line.")});
    addMappingOption(parser);
    parser.addOption(
        {QStringLiteral("docs"), Text::tr("The documents, one a line, each with an _id."), QStringLiteral("D.ndjson")});
    parser.addOption({QStringLiteral("now"), Text::tr("What \"now\" means; the clock's time when not given."),
                      QStringLiteral("TIME")});
}

/// What every document has beside the fields of its mapping.
JsonMapping withMetaFields(JsonMapping mapping)
{
    if (!mapping.isEmpty()) {
        for (const char *field : {"_id", "_index"})
            mapping.types.insert(QLatin1String(field), FieldType::Keyword);
    }
    return mapping;
}

QString findingLine(const KqlFinding &finding, const QString &query)
{
    QString line = QStringLiteral("%1 %2: %3").arg(finding.offset).arg(kqlFindingKey(finding.kind), finding.message);
    if (!finding.suggestion.isEmpty())
        line += u' ' + Text::tr("Write: %1").arg(corrected(query, finding));
    return line.simplified();
}

QJsonObject findingJson(const KqlFinding &finding, const QString &query)
{
    QJsonObject json{{QStringLiteral("offset"), finding.offset},
                     {QStringLiteral("length"), finding.length},
                     {QStringLiteral("text"), query.mid(finding.offset, finding.length)},
                     {QStringLiteral("kind"), kqlFindingKey(finding.kind)},
                     {QStringLiteral("message"), finding.message}};
    if (!finding.suggestion.isEmpty())
        json.insert(QStringLiteral("suggestion"), finding.suggestion);
    return json;
}

} // namespace

int runKqlParse(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("json"), Text::tr("The tree is JSON in any case.")});
    if (!parseArguments(parser, arguments, 0))
        return Usage;
    const auto text = onlyQuery(parser);
    if (!text)
        return Usage;
    const auto query = KqlQuery::parse(*text);
    if (query) {
        print(kqlAst(*query));
        return Done;
    }
    print(QJsonObject{{QStringLiteral("error"), query.error().message},
                      {QStringLiteral("offset"), query.error().offset}});
    return Usage;
}

int runKqlMatch(const QStringList &arguments)
{
    QCommandLineParser parser;
    declareMatchOptions(parser);
    if (!parseArguments(parser, arguments, 0))
        return Usage;
    const auto text = onlyQuery(parser);
    const auto now = nowOf(parser);
    if (!text || !now)
        return Usage;
    if (!parser.isSet(QStringLiteral("docs"))) {
        say(Text::tr("--docs is missing. See --help."));
        return Usage;
    }
    const auto query = KqlQuery::parse(*text);
    if (!query) {
        say(Text::tr("The query, at %1: %2").arg(query.error().offset).arg(query.error().message));
        return Usage;
    }
    if (!parser.isSet(QStringLiteral("mapping")))
        say(Text::tr("Without --mapping every field is compared as a keyword: dates, addresses and numbers too."));
    MappingFile mapping = readMappingFile(parser.value(QStringLiteral("mapping")));
    DocumentFile docs = readDocumentFile(parser.value(QStringLiteral("docs")));
    if (!mapping.isReadable || !docs.isReadable)
        return mapping.problems > 0 ? DoneWithProblems : Nothing;
    const JsonFieldSource source(std::move(docs.documents), withMetaFields(std::move(mapping.mapping)));
    KqlOptions options;
    options.nowNs = *now;
    const auto rows = query->evaluate(source, options, commandJob());
    if (!rows)
        return exitCodeOf(rows.error());
    for (const quint32 row : rows->rows()) {
        const QString id = docs.ids.at(static_cast<qsizetype>(row));
        if (parser.isSet(QStringLiteral("json")))
            print(QJsonObject{{QStringLiteral("_id"), id}});
        else
            print(id);
    }
    return exitCode(true, static_cast<quint64>(mapping.problems) + static_cast<quint64>(docs.problems));
}

int runKqlLint(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("json"), Text::tr("One JSON document a line.")});
    addMappingOption(parser);
    if (!parseArguments(parser, arguments, 0))
        return Usage;
    const auto text = onlyQuery(parser);
    if (!text)
        return Usage;
    const MappingFile mapping = readMappingFile(parser.value(QStringLiteral("mapping")));
    if (!mapping.isReadable)
        return mapping.problems > 0 ? DoneWithProblems : Nothing;
    const JsonFieldSource source({}, mapping.mapping);
    const KqlVocabulary known = mapping.mapping.isEmpty() ? KqlVocabulary() : KqlVocabulary::of(source);
    bool isReadable = true;
    for (const KqlFinding &finding : lintKql(*text, known)) {
        isReadable = isReadable && finding.kind != KqlFinding::Kind::Syntax;
        if (parser.isSet(QStringLiteral("json")))
            print(findingJson(finding, *text));
        else
            print(findingLine(finding, *text));
    }
    return isReadable ? exitCode(true, static_cast<quint64>(mapping.problems)) : Usage;
}

} // namespace wirecase
