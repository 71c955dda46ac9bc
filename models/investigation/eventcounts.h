#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

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
    /// How many events have one of these values in the field: as matching(fieldKql(field, values)), but a field is gone
    /// through once for all its values.
    [[nodiscard]] std::optional<quint32> having(const QString &field, const QStringList &values);

private:
    /// The events of each value of a field, sorted; values are in the form that compares.
    using EventsOfValue = std::unordered_map<std::string, std::vector<quint32>>;

    [[nodiscard]] std::optional<EventsOfValue> gathered(const QString &field) const;

    const ActivityIndex &m_activity;
    QHash<QString, std::optional<quint32>> m_known;
    QHash<QString, std::optional<EventsOfValue>> m_fields; ///< nothing for those that are not whole texts
};

} // namespace wirecase
