#pragma once

#include "models/casefile/casestate.h"
#include "models/detection/backtest.h"
#include "models/investigation/snapshot.h"

#include <QSet>

#include <optional>

namespace wirecase {

/// An exception that is being thought about: for one rule, begun at one of its alerts.
struct ExceptionDraft
{
    ExceptionItem item;
    QString ruleName;
    QString alertKey;
    QString justification;
};

/// Nothing when the alert or its rule is not there any more.
[[nodiscard]] std::optional<ExceptionDraft> draftFor(const Snapshot &snapshot, const QString &alertKey);
[[nodiscard]] Result<ExceptionDraft> draftOf(const CaseException &kept);
/// As the case keeps it, with what it would have silenced.
[[nodiscard]] CaseException keptForm(const ExceptionDraft &draft, const BackTest &tested);

/// Keys of the alerts that the analyst found to be true positives.
[[nodiscard]] QSet<QString> truePositives(const CaseState &state);
struct DraftTrial
{
    BackTest test;
    std::vector<Alert> silenced;
};
/// What the draft would do to the alerts of the snapshot.
[[nodiscard]] Result<DraftTrial> tryDraft(const Snapshot &snapshot, const ExceptionItem &item,
                                          const QSet<QString> &truePositives, JobState &job);

/// Which exceptions an alert satisfies.
struct ExceptionMatches
{
    int candidates = 0; ///< exceptions for its rule
    QStringList names;  ///< of those that it satisfies
};
/// Looks among those loaded with the rules and `drafts`.
[[nodiscard]] Result<ExceptionMatches> matchingExceptions(const Snapshot &snapshot, const QString &alertKey,
                                                          const std::vector<ExceptionItem> &drafts, JobState &job);
/// The exceptions kept in the case, for matchingExceptions().
[[nodiscard]] std::vector<ExceptionItem> keptItems(const CaseState &state);

} // namespace wirecase
