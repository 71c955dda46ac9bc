#include "models/investigation/operationwindow.h"

#include <algorithm>
#include <set>

namespace wirecase {

OperationWindow::OperationWindow(std::vector<OperationEvent> events)
    : m_events(std::move(events))
{
}

void OperationWindow::moveTo(const TimeRange &range)
{
    const auto at = [this](qint64 timeNs) {
        const auto found = std::partition_point(
            m_events.begin(), m_events.end(), [timeNs](const OperationEvent &event) { return event.timeNs < timeNs; });
        return static_cast<std::size_t>(found - m_events.begin());
    };
    const std::size_t begin = at(range.beginNs);
    const std::size_t end = std::max(begin, at(range.endNs));
    // What stays in the window is neither left nor entered.
    while (m_begin < m_end && m_begin < begin)
        leave(m_events[m_begin++]);
    while (m_end > m_begin && m_end > end)
        leave(m_events[--m_end]);
    if (m_begin == m_end)
        m_begin = m_end = begin;
    while (m_begin > begin)
        enter(m_events[--m_begin]);
    while (m_end < end)
        enter(m_events[m_end++]);
}

std::span<const OperationEvent> OperationWindow::events() const
{
    return std::span(m_events).subspan(m_begin, m_end - m_begin);
}

std::size_t OperationWindow::eventsOf(quint32 operation) const
{
    const auto found = m_operations.find(operation);
    return found == m_operations.end() ? 0 : found->second.events;
}

std::vector<EventId> OperationWindow::oneOfEach(std::size_t most) const
{
    std::vector<EventId> chosen;
    std::set<quint32> seen;
    for (const OperationEvent &event : events()) {
        if (seen.size() == std::min(most, operations()))
            break;
        if (seen.insert(event.operation).second)
            chosen.push_back(event.event);
    }
    return chosen;
}

void OperationWindow::enter(const OperationEvent &event)
{
    Count &count = m_operations[event.operation];
    ++count.events;
    if (event.isGrant && count.grants++ == 0)
        ++m_grants;
}

void OperationWindow::leave(const OperationEvent &event)
{
    const auto found = m_operations.find(event.operation);
    if (event.isGrant && --found->second.grants == 0)
        --m_grants;
    if (--found->second.events == 0)
        m_operations.erase(found);
}

} // namespace wirecase
