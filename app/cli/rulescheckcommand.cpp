#include "app/cli/command.h"
#include "app/cli/output.h"
#include "app/cli/ruleloading.h"
#include "models/kql/kqllint.h"

#include <QJsonArray>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::RulesCheckCommand)
};

/// Findings on the query's text alone: which fields the events have is not known here.
std::vector<KqlFinding> lintsOf(const Rule &rule)
{
    return rule.language == QLatin1String("kuery") ? lintKql(rule.query, KqlVocabulary()) : std::vector<KqlFinding>();
}

QJsonArray lintJson(const Rule &rule)
{
    QJsonArray findings;
    for (const KqlFinding &finding : lintsOf(rule)) {
        findings.append(QJsonObject{{QStringLiteral("kind"), kqlFindingKey(finding.kind)},
                                    {QStringLiteral("offset"), finding.offset},
                                    {QStringLiteral("length"), finding.length},
                                    {QStringLiteral("message"), finding.message},
                                    {QStringLiteral("suggestion"), finding.suggestion}});
    }
    return findings;
}

QJsonObject ruleJson(const Rule &rule)
{
    return {{QStringLiteral("rule_id"), rule.id},          {QStringLiteral("name"), rule.name},
            {QStringLiteral("type"), rule.type},           {QStringLiteral("language"), rule.language},
            {QStringLiteral("severity"), rule.severity},   {QStringLiteral("risk_score"), rule.riskScore},
            {QStringLiteral("version"), rule.version},     {QStringLiteral("enabled"), rule.enabled},
            {QStringLiteral("file"), rule.source},         {QStringLiteral("supported"), rule.notEvaluable.isEmpty()},
            {QStringLiteral("reason"), rule.notEvaluable}, {QStringLiteral("lint"), lintJson(rule)}};
}

QJsonObject exceptionCheckJson(const ExceptionItem &item)
{
    return {{QStringLiteral("item_id"), item.itemId},
            {QStringLiteral("list_id"), item.listId},
            {QStringLiteral("name"), item.name},
            {QStringLiteral("type"), QStringLiteral("exception")},
            {QStringLiteral("query"), exceptionKql(item)},
            {QStringLiteral("supported"), item.notApplicable.isEmpty()},
            {QStringLiteral("reason"), item.notApplicable},
            {QStringLiteral("remarks"), QJsonArray::fromStringList(item.remarks)}};
}

void printRule(const Rule &rule)
{
    print(columns(
        {rule.id, rule.type, rule.notEvaluable.isEmpty() ? Text::tr("runs") : Text::tr("does not run"), rule.name},
        {36, 16, 12, 0}));
    if (!rule.notEvaluable.isEmpty())
        print(QStringLiteral("    ") + rule.notEvaluable);
    for (const KqlFinding &finding : lintsOf(rule))
        print(Text::tr("    query, character %1: %2").arg(finding.offset + 1).arg(finding.message));
}

void printException(const ExceptionItem &item)
{
    print(columns({item.itemId, Text::tr("exception"),
                   item.notApplicable.isEmpty() ? Text::tr("applies") : Text::tr("does not"), item.name},
                  {36, 16, 12, 0}));
    for (const QString &remark : item.remarks + QStringList{item.notApplicable, exceptionKql(item)}) {
        if (!remark.isEmpty())
            print(QStringLiteral("    ") + remark);
    }
}

} // namespace

int runRulesCheck(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("json"), Text::tr("One JSON document a line.")});
    if (!parseArguments(parser, arguments, 1))
        return Usage;
    const bool asJson = parser.isSet(QStringLiteral("json"));
    const LoadedRules loaded = loadRules(parser.positionalArguments());
    for (const Rule &rule : loaded.rules) {
        if (asJson)
            print(ruleJson(rule));
        else
            printRule(rule);
    }
    for (const ExceptionItem &item : loaded.exceptions) {
        if (asJson)
            print(exceptionCheckJson(item));
        else
            printException(item);
    }
    if (loaded.files == 0 && loaded.problems == 0)
        say(Text::tr("There are no rules in these files."));
    return exitCode(!loaded.rules.empty() || !loaded.exceptions.empty(), loaded.problems);
}

} // namespace wirecase
