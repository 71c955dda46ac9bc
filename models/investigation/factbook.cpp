#include "models/investigation/factbook.h"

#include "models/investigation/alertfacts.h"
#include "models/investigation/factindex.h"
#include "models/investigation/snapshot.h"

#include <algorithm>

namespace wirecase {

std::vector<const FactRow *> AlertFacts::ofGroup(const char *group) const
{
    std::vector<const FactRow *> found;
    for (const FactRow &row : rows) {
        if (row.fact.group == QLatin1String(group))
            found.push_back(&row);
    }
    return found;
}

std::vector<const FactRow *> AlertFacts::ofStep(const QString &stepKey) const
{
    std::vector<const FactRow *> found;
    for (const FactRow &row : rows) {
        if (!stepKey.isEmpty() && row.fact.stepKey == stepKey)
            found.push_back(&row);
    }
    return found;
}

const FactRow *AlertFacts::find(const QString &key) const
{
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const FactRow &row) { return row.fact.key == key; });
    return found == rows.end() ? nullptr : &*found;
}

const AlertFacts *FactBook::of(const QString &alertKey) const
{
    const auto found = m_byAlert.find(alertKey);
    return found == m_byAlert.end() ? nullptr : &found->second;
}

FactBookPtr deriveFacts(const Snapshot &snapshot, const TimeFormat &format, JobState &job)
{
    std::map<QString, AlertFacts> facts;
    FactIndex index(snapshot);
    job.total = static_cast<qint64>(snapshot.detection.alerts.size());
    for (const Alert &alert : snapshot.detection.alerts) {
        if (job.cancelled)
            break;
        facts.emplace(alert.key, alertFacts(snapshot, alert, format, index));
        ++job.done;
    }
    return std::make_shared<const FactBook>(std::move(facts));
}

} // namespace wirecase
