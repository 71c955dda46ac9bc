#pragma once

#include <QHash>
#include <QString>

#include <optional>

namespace wirecase {

class ActivityIndex;

/// How many events a query matches, each query asked once. Lives for one derivation of facts, in its thread.
class EventCounts
{
public:
    explicit EventCounts(const ActivityIndex &activity)
        : m_activity(activity)
    {
    }

    /// Nothing when the query cannot be answered.
    [[nodiscard]] std::optional<quint32> matching(const QString &kql);

private:
    const ActivityIndex &m_activity;
    QHash<QString, std::optional<quint32>> m_known;
};

} // namespace wirecase
