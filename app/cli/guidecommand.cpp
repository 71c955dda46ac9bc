#include "app/cli/command.h"
#include "app/cli/output.h"
#include "app/cli/reading.h"
#include "app/cli/ruleloading.h"
#include "models/guide/guide.h"
#include "models/investigation/guidefilling.h"

#include <QJsonArray>

#include <array>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::GuideCommand)
};

QJsonObject filterJson(const GuideFilter &filter)
{
    static constexpr std::array tests{QLatin1String("phrase"), QLatin1String("range"), QLatin1String("exists")};
    return {{QStringLiteral("field"), filter.field},
            {QStringLiteral("type"), tests.at(static_cast<std::size_t>(filter.test))},
            {QStringLiteral("value"), filter.value},
            {QStringLiteral("excluded"), filter.excluded}};
}

QJsonObject actionJson(const GuideAction &action)
{
    QJsonObject json{{QStringLiteral("type"), action.kind}, {QStringLiteral("label"), action.label}};
    const auto insert = [&json](const QString &key, const QString &value) {
        if (!value.isEmpty())
            json.insert(key, value);
    };
    insert(QStringLiteral("description"), action.description);
    insert(QStringLiteral("query"), action.query);
    insert(QStringLiteral("kql"), actionKql(action, {}));
    insert(QStringLiteral("relative_from"), action.relativeFrom);
    insert(QStringLiteral("relative_to"), action.relativeTo);
    QJsonArray providers;
    for (const std::vector<GuideFilter> &all : action.providers) {
        QJsonArray filters;
        for (const GuideFilter &filter : all)
            filters.append(filterJson(filter));
        providers.append(filters);
    }
    if (!providers.isEmpty())
        json.insert(QStringLiteral("providers"), providers);
    return json;
}

QJsonArray stepsJson(const std::vector<GuideStep> &steps)
{
    QJsonArray array;
    for (const GuideStep &step : steps) {
        QJsonArray queries;
        for (const GuideAction &action : step.actions)
            queries.append(actionJson(action));
        QJsonObject json{{QStringLiteral("text"), step.text},
                         {QStringLiteral("title"), step.title},
                         {QStringLiteral("key"), step.key},
                         {QStringLiteral("fields"), QJsonArray::fromStringList(step.fields)},
                         {QStringLiteral("children"), stepsJson(step.children)},
                         {QStringLiteral("queries"), queries}};
        if (!step.intent.isEmpty())
            json.insert(QStringLiteral("intent"), step.intent);
        if (step.isTeams)
            json.insert(QStringLiteral("team"), true);
        array.append(json);
    }
    return array;
}

QJsonObject guideJson(const Guide &guide, const Rule &rule)
{
    QJsonArray others;
    for (const GuideSection &section : guide.others)
        others.append(QJsonObject{{QStringLiteral("title"), section.title},
                                  {QStringLiteral("text"), section.text},
                                  {QStringLiteral("points"), stepsJson(section.points)}});
    return {{QStringLiteral("rule_id"), rule.id},
            {QStringLiteral("name"), rule.name},
            {QStringLiteral("title"), guide.title},
            {QStringLiteral("introduction"), guide.introduction},
            {QStringLiteral("steps"), stepsJson(guide.steps)},
            {QStringLiteral("false_positives"), stepsJson(guide.falsePositives)},
            {QStringLiteral("responses"), stepsJson(guide.responses)},
            {QStringLiteral("setup"), stepsJson(guide.setup)},
            {QStringLiteral("others"), others}};
}

} // namespace

int runGuide(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("json"), Text::tr("A guide is JSON in any case, one a line.")});
    parser.addOption({QStringLiteral("steps"),
                      Text::tr("The team's own steps (Markdown), to stand on top of each guide."),
                      QStringLiteral("FILE")});
    if (!parseArguments(parser, arguments, 1))
        return Usage;
    const auto teamSteps = readTeamSteps(parser.value(QStringLiteral("steps")));
    if (!teamSteps)
        return Nothing;
    const LoadedRules loaded = loadRules(parser.positionalArguments());
    for (const Rule &rule : loaded.rules) {
        Guide guide = parseGuide(rule.note, rule.id, rule.falsePositives, rule.setup);
        addTeamSteps(guide, *teamSteps, rule.name);
        print(guideJson(guide, rule));
    }
    if (loaded.rules.empty() && loaded.problems == 0)
        say(Text::tr("There is no rule in it."));
    return exitCode(!loaded.rules.empty(), loaded.problems);
}

} // namespace wirecase
