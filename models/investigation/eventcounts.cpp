#include "models/investigation/eventcounts.h"

#include "models/activity/activityindex.h"
#include "models/kql/query.h"

namespace wirecase {

std::optional<quint32> EventCounts::matching(const QString &kql)
{
    if (const auto known = m_known.constFind(kql); known != m_known.constEnd())
        return *known;
    std::optional<quint32> count;
    JobState job;
    if (const auto query = KqlQuery::parse(kql)) {
        if (const auto rows = matchEvents(m_activity, *query, true, job))
            count = static_cast<quint32>(rows->count());
    }
    m_known.insert(kql, count);
    return count;
}

} // namespace wirecase
