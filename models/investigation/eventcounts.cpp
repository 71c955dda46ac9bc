#include "models/investigation/eventcounts.h"

#include "models/activity/activityindex.h"
#include "models/investigation/guidefilling.h"
#include "models/kql/fieldsource.h"
#include "models/kql/query.h"
#include "models/kql/wildcardpattern.h"

#include <algorithm>
#include <iterator>
#include <span>

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

std::optional<quint32> EventCounts::having(const QString &field, const QStringList &values)
{
    auto events = m_fields.constFind(field);
    if (events == m_fields.constEnd())
        events = m_fields.insert(field, gathered(field));
    if (!*events)
        return matching(fieldKql(field, values));
    const auto eventsOf = [&](const QString &value) -> std::span<const quint32> {
        const auto found = (*events)->find(foldedCase(value.toStdString()));
        return found == (*events)->end() ? std::span<const quint32>() : found->second;
    };
    if (values.size() == 1)
        return static_cast<quint32>(eventsOf(values.front()).size());
    std::vector<quint32> all;
    for (const QString &value : values)
        std::ranges::copy(eventsOf(value), std::back_inserter(all));
    std::ranges::sort(all);
    return static_cast<quint32>(std::ranges::unique(all).begin() - all.begin());
}

std::optional<EventCounts::EventsOfValue> EventCounts::gathered(const QString &field) const
{
    const FieldSource &source = m_activity.representationFields(true);
    const FieldColumnPtr column = source.column(field);
    if (!column || (column->type() != FieldType::Keyword && column->type() != FieldType::Flattened))
        return std::nullopt;
    EventsOfValue events;
    JobState job;
    column->visit(
        [&](quint32 row, std::string_view text) {
            events[foldedCase(text)].push_back(static_cast<quint32>(m_activity.eventOf(row)));
        },
        job);
    // An event has a value once, however many of its representations say so.
    for (auto &[value, list] : events) {
        std::ranges::sort(list);
        list.erase(std::ranges::unique(list).begin(), list.end());
    }
    return events;
}

} // namespace wirecase
