#pragma once

#include "models/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

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
    QStringList index;
    QStringList falsePositives;
    QStringList references;
    QStringList tags;
    std::vector<ThreatEntry> threat;
    QString note;
    QString setup;
    QString source;       ///< the file's name
    QString notEvaluable; ///< empty when Wirecase can run the rule, else why not, one sentence

    bool operator==(const Rule &) const = default;
};

/// Reads a rule in the TOML form of the detection-rules repository. An error names the line. A rule of a kind that
/// cannot be run is no error: it is read, and says so in `notEvaluable`.
[[nodiscard]] Result<Rule> readRuleToml(const QByteArray &toml, const QString &name);

/// The rule that ships with Wirecase, as the TOML file in resources/rules.
[[nodiscard]] QByteArray builtInRuleToml();
/// The name to give it when it is read.
[[nodiscard]] QString builtInRuleName();

} // namespace wirecase
