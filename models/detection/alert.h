#pragma once

#include "models/base/ids.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace wirecase {

/// A value that an alert's events have in common.
struct AlertTerm
{
    QString field;
    QString value;

    bool operator==(const AlertTerm &) const = default;
};

/// A rule's finding: an activity event that its query matches, or the events of a group.
struct Alert
{
    QString key; ///< rule id and event key, or group: the same for any file, mode or version of the rule
    QString ruleId;
    QString ruleName;
    QString severity;
    int riskScore = 0;
    EventId event{};              ///< the one to show
    std::vector<EventId> events;  ///< all that it stands for, by time; `event` is one of them
    std::vector<AlertTerm> terms; ///< of threshold, new terms and suppression; a missing field is not listed
    QString group;                ///< the same as text: "user.name: pat, source.ip: 198.51.100.7"
    QString windowNote;           ///< how far the rule's own window and schedule would see it differently; may be empty
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
