#include "models/detection/backtest.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::BackTest)
};

} // namespace

bool BackTest::silencesTruePositive() const
{
    return std::any_of(silenced.begin(), silenced.end(), [](const Silenced &alert) { return alert.isTruePositive; });
}

Result<BackTest> backTest(const ExceptionItem &item, const std::vector<Rule> &rules, const std::vector<Alert> &alerts,
                          const ActivityIndex &events, DetectionMode mode, const HasTruePositiveVerdict &isTruePositive,
                          JobState &job)
{
    BackTest test;
    test.notTested = item.notApplicable;
    if (!test.notTested.isEmpty())
        return test;
    if (rules.empty()) {
        test.notTested = Text::tr("No loaded rule takes this exception.");
        return test;
    }
    // Before it is kept, an exception belongs to no list yet, or to one that its rules name only later.
    std::vector<Rule> asked = rules;
    ExceptionItem tried = item;
    tried.ruleId.clear();
    tried.expireNs.reset();
    for (Rule &rule : asked)
        rule.exceptionLists.push_back({{}, tried.listId, {}, {}});
    const auto after = runRules(asked, {tried}, events, {mode, 0}, job);
    if (!after)
        return after.error();
    QSet<QString> ruleIds;
    for (const Rule &rule : asked)
        ruleIds.insert(rule.id);
    QHash<QString, std::size_t> left;
    for (const Alert &alert : after->alerts)
        left.insert(alert.key, alert.events.size());
    for (const Alert &alert : alerts) {
        if (!ruleIds.contains(alert.ruleId))
            continue;
        const auto still = left.constFind(alert.key);
        if (still == left.constEnd()) {
            test.silenced.push_back({alert.key, isTruePositive && isTruePositive(alert.key)});
            continue;
        }
        ++test.kept;
        test.weakened += *still < alert.events.size() ? 1 : 0;
    }
    return test;
}

} // namespace wirecase
