#include "models/detection/filterquery.h"
#include "models/detection/rulereader.h"
#include "models/detection/timespan.h"
#include "models/kql/query.h"

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::RuleSupport)
};

struct KindSpec
{
    const char *type;
    const char *whyNot; ///< null for a kind that is run
};

constexpr KindSpec kinds[] = {
    {"query", nullptr},
    {"saved_query", nullptr},
    {"new_terms", nullptr},
    {"threshold", nullptr},
    {"eql", QT_TRANSLATE_NOOP("wirecase::RuleSupport",
                              "Not evaluable here: EQL asks for sequences of events; only KQL is run.")},
    {"esql", QT_TRANSLATE_NOOP("wirecase::RuleSupport",
                               "Not evaluable here: ES|QL computes over whole indices; only KQL is run.")},
    {"machine_learning",
     QT_TRANSLATE_NOOP("wirecase::RuleSupport",
                       "Not evaluable here: the rule reads the anomalies of a machine learning job, which are not in "
                       "the evidence.")},
    {"threat_match",
     QT_TRANSLATE_NOOP("wirecase::RuleSupport",
                       "Not evaluable here: the rule compares events with an index of indicators, which is not in the "
                       "evidence.")},
};

const KindSpec *kindOf(const QString &type)
{
    for (const KindSpec &kind : kinds) {
        if (type == QLatin1StringView(kind.type))
            return &kind;
    }
    return nullptr;
}

QString whyNotQuery(const Rule &rule)
{
    if (!rule.language.isEmpty() && rule.language != QLatin1String("kuery")) {
        return rule.language == QLatin1String("lucene")
                   ? Text::tr("Not evaluable here: the query is in Lucene syntax; only KQL is run.")
                   : Text::tr("Not evaluable here: the query is in “%1”; only KQL is run.").arg(rule.language);
    }
    if (rule.query.isEmpty() && rule.type == QLatin1String("saved_query"))
        return Text::tr("Not evaluable here: the saved query itself is not in this file.");
    if (rule.query.isEmpty() && rule.filters.isEmpty())
        return Text::tr("The rule has no query.");
    if (const auto query = KqlQuery::parse(rule.query); !query) {
        return Text::tr("The query is not KQL from character %1 on: %2")
            .arg(query.error().offset + 1)
            .arg(query.error().message);
    }
    const auto filters = filterNodes(rule.filters);
    return filters ? QString() : filters.error().message;
}

QString whyNotParts(const Rule &rule)
{
    if (rule.type == QLatin1String("new_terms")) {
        if (!rule.newTerms || rule.newTerms->fields.isEmpty())
            return Text::tr("The rule does not say which terms have to be new.");
        if (!lookBackOf(rule.newTerms->historyWindowStart))
            return Text::tr("The start of the history, “%1”, is no time.").arg(rule.newTerms->historyWindowStart);
    }
    if (rule.type == QLatin1String("threshold") && !rule.threshold)
        return Text::tr("The rule does not say its threshold.");
    if (rule.suppression && !rule.suppression->duration.isEmpty() && !spanOf(rule.suppression->duration))
        return Text::tr("The time of suppression, “%1”, is no time.").arg(rule.suppression->duration);
    return {};
}

} // namespace

QString whyNotEvaluable(const Rule &rule)
{
    const KindSpec *kind = kindOf(rule.type);
    if (kind == nullptr)
        return Text::tr("Not evaluable here: rules of the type “%1” are not known.").arg(rule.type);
    if (kind->whyNot != nullptr)
        return Text::tr(kind->whyNot);
    const QString query = whyNotQuery(rule);
    return query.isEmpty() ? whyNotParts(rule) : query;
}

} // namespace wirecase
