#include "models/report/alertgroups.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace wirecase {

namespace {

/// 0 is what the reader looks for first.
int verdictOrder(Verdict verdict)
{
    switch (verdict) {
    case Verdict::TruePositive:
        return 0;
    case Verdict::Undetermined:
        return 1;
    case Verdict::None:
        return 2;
    case Verdict::BenignAuthorised:
        return 3;
    case Verdict::BenignAutomated:
        return 4;
    }
    return 2;
}

int severityOrder(const QString &severity)
{
    static const QStringList order{QStringLiteral("critical"), QStringLiteral("high"), QStringLiteral("medium"),
                                   QStringLiteral("low")};
    const qsizetype place = order.indexOf(severity.toLower());
    return static_cast<int>(place < 0 ? order.size() : place);
}

auto likeness(const ReportAlert &alert)
{
    // What only was said on remains of an alert that no rule raises any more: each stands alone.
    return std::tuple(alert.raised ? QString() : alert.key, alert.ruleId, alert.caller.toCaseFolded(),
                      alert.target.toCaseFolded(), alert.severity, static_cast<int>(alert.verdict), alert.reason);
}

} // namespace

std::vector<AlertGroup> alertGroups(const std::vector<ReportAlert> &alerts)
{
    std::map<decltype(likeness(alerts.front())), AlertGroup> groups;
    for (std::size_t i = 0; i < alerts.size(); ++i)
        groups[likeness(alerts[i])].alerts.push_back(i);
    std::vector<AlertGroup> sorted;
    for (auto &[like, group] : groups)
        sorted.push_back(std::move(group));
    const auto order = [&](const AlertGroup &group) {
        const ReportAlert &first = alerts[group.alerts.front()];
        return std::tuple(verdictOrder(first.verdict), severityOrder(first.severity), group.alerts.size(),
                          group.alerts.front());
    };
    std::ranges::sort(sorted, {}, order);
    return sorted;
}

} // namespace wirecase
