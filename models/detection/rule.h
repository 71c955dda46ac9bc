#pragma once

#include "models/base/result.h"

#include <QByteArray>
#include <QJsonArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace wirecase {

/// A tactic that a rule stands for, and the techniques under it; sub-techniques follow their technique.
struct ThreatEntry
{
    QString framework;
    QString tacticId;
    QString tacticName;
    QStringList techniqueIds;
    QStringList techniqueNames;

    bool operator==(const ThreatEntry &) const = default;
};

/// Fields whose combination of values has to be new (elastic.md 3). Arrays stand for each of their values.
struct NewTerms
{
    QStringList fields;
    QString historyWindowStart; ///< date math: "now-7d"

    bool operator==(const NewTerms &) const = default;
};

struct Cardinality
{
    QString field;
    int value = 1;

    bool operator==(const Cardinality &) const = default;
};

/// How many events with the same values of `fields` it takes; without fields all of them are one group.
struct Threshold
{
    QStringList fields;
    int value = 1;
    std::vector<Cardinality> cardinality; ///< so many distinct values as well

    bool operator==(const Threshold &) const = default;
};

/// Findings with the same values of some fields are one alert.
struct Suppression
{
    QStringList groupBy;
    QString duration;            ///< "5m", "60s"; empty: for one execution of the rule
    bool suppressMissing = true; ///< events without the fields are a group; else each is an alert of its own

    bool operator==(const Suppression &) const = default;
};

/// Another severity for events with a value.
struct SeverityMapping
{
    QString field;
    QString value;
    QString severity;

    bool operator==(const SeverityMapping &) const = default;
};

/// A list of exceptions that a rule names.
struct ExceptionListRef
{
    QString id;
    QString listId;
    QString type; ///< detection, rule_default, endpoint
    QString namespaceType;

    bool operator==(const ExceptionListRef &) const = default;
};

/// A detection rule as its file gives it. Texts of times ("now-25m", "5m") are kept as written.
struct Rule
{
    QString id;
    QString name;
    QString description;
    QString type;     ///< query, new_terms, threshold, eql, esql, machine_learning, ...
    QString language; ///< kuery, eql, esql, ...; empty for machine_learning
    QString query;
    QString severity; ///< low, medium, high, critical
    int riskScore = 0;
    QString interval = QStringLiteral("5m");
    QString from = QStringLiteral("now-6m");
    QString to = QStringLiteral("now");
    int maxSignals = 100;
    int version = 0; ///< 0 when the file does not say
    QString updated; ///< ISO date or time of the last change, empty when the file does not say
    bool enabled = true;
    QString buildingBlock; ///< "default" for a rule whose alerts only other rules read
    QStringList index;
    QJsonArray filters; ///< Kibana's filter objects, applied beside the query
    std::optional<NewTerms> newTerms;
    std::optional<Threshold> threshold;
    std::optional<Suppression> suppression;
    std::vector<SeverityMapping> severityMapping;
    QStringList riskScoreFields; ///< fields whose value is the risk score, when there is one
    QString ruleNameOverride;    ///< field whose value names the alert
    QString timestampOverride;
    QStringList investigationFields;
    std::vector<ExceptionListRef> exceptionLists;
    QStringList falsePositives;
    QStringList references;
    QStringList tags;
    std::vector<ThreatEntry> threat;
    QString note; ///< with the transforms of a TOML file put in: !{investigate{...}}, !{osquery{...}}
    QString setup;
    QString source;       ///< the file's name
    QString notEvaluable; ///< empty when Wirecase can run the rule, else why not, one sentence

    bool operator==(const Rule &) const = default;
};

/// Whether `a` is a later version of the same rule than `b`: by version number, then by the date of the last change.
/// The built-in rule is older than any that is loaded.
[[nodiscard]] bool isNewer(const Rule &a, const Rule &b);

/// Of each id the rule that runs: the newest among those that can, the first given where that is not clear. In the
/// order given.
[[nodiscard]] std::vector<const Rule *> newestRules(const std::vector<Rule> &rules);

/// Reads a rule in the TOML form of the detection-rules repository. An error names the line. A rule of a kind that
/// cannot be run is no error: it is read, and says so in `notEvaluable`.
[[nodiscard]] Result<Rule> readRuleToml(const QByteArray &toml, const QString &name);

/// The rule that ships with Wirecase, as the TOML file in resources/rules.
[[nodiscard]] QByteArray builtInRuleToml();
/// The name to give it when it is read.
[[nodiscard]] QString builtInRuleName();

} // namespace wirecase
