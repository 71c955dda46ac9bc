#pragma once

#include "models/detection/detectionrun.h"

#include <functional>

namespace wirecase {

/// What an exception would do to the alerts that are loaded.
struct BackTest
{
    struct Silenced
    {
        QString alertKey;
        bool isTruePositive = false; ///< by the verdict of the analyst: a warning

        bool operator==(const Silenced &) const = default;
    };

    std::vector<Silenced> silenced; ///< in the order of the alerts
    quint32 kept = 0;
    quint32 weakened = 0; ///< among the kept: they would stand for fewer events
    QString notTested;    ///< why nothing could be said; empty when it was tested

    [[nodiscard]] bool silencesTruePositive() const;

    bool operator==(const BackTest &) const = default;
};

using HasTruePositiveVerdict = std::function<bool(const QString &alertKey)>;

/// Runs `rules`, those that the item is for, once more with it, and compares with `alerts`, which they raised without
/// it over the same events. Alerts of other rules are passed over. Fails only when cancelled.
[[nodiscard]] Result<BackTest> backTest(const ExceptionItem &item, const std::vector<Rule> &rules,
                                        const std::vector<Alert> &alerts, const ActivityIndex &events,
                                        DetectionMode mode, const HasTruePositiveVerdict &isTruePositive,
                                        JobState &job);

} // namespace wirecase
