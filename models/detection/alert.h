#pragma once

#include "models/base/ids.h"

#include <QString>

namespace wirecase {

/// A rule's finding: one activity event that its query matches.
struct Alert
{
    QString key; ///< rule id and event key: the same for any file, mode or version of the rule
    QString ruleId;
    QString ruleName;
    QString severity;
    int riskScore = 0;
    EventId event{};
    QString eventKey;
    qint64 timeNs = 0;
    QString caller;
    QString callerName;    ///< what people call the caller; may be empty
    bool faithful = false; ///< whether Elastic, given this evidence as it is, would raise it too
    QString modeNote;      ///< why Elastic would not; empty when it would

    bool operator==(const Alert &) const = default;
};

/// The machine or resource that an alert is about, for a cell and its tooltip.
struct AlertTarget
{
    QString name;
    QString detail;

    bool operator==(const AlertTarget &) const = default;
};

[[nodiscard]] QString alertKey(const QString &ruleId, const QString &eventKey);
/// The name of a rule in a narrow cell: without the words that every rule for this cloud begins or ends with.
[[nodiscard]] QString ruleTitle(const QString &ruleName);
/// "Low", "Medium", "High", "Critical": translated; an unknown severity as it is.
[[nodiscard]] QString severityText(const QString &severity);
/// 1 low to 4 critical, 0 unknown: orders tables.
[[nodiscard]] int severityRank(const QString &severity);

} // namespace wirecase
