#include "models/detection/backtest.h"

#include <algorithm>

namespace wirecase {

bool BackTest::silencesTruePositive() const
{
    return std::any_of(silenced.begin(), silenced.end(), [](const Silenced &alert) { return alert.isTruePositive; });
}

Result<BackTest> backTest(const ExceptionItem &item, const std::vector<Rule> &rules, const std::vector<Alert> &alerts,
                          const ActivityIndex &events, DetectionMode mode, const HasTruePositiveVerdict &isTruePositive,
                          JobState &job)
{
    Q_UNUSED(item);
    Q_UNUSED(rules);
    Q_UNUSED(alerts);
    Q_UNUSED(events);
    Q_UNUSED(mode);
    Q_UNUSED(isTruePositive);
    Q_UNUSED(job);
    BackTest test;
    test.notTested = QStringLiteral("Exceptions are not applied.");
    return test;
}

} // namespace wirecase
