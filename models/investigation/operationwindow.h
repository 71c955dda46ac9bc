#pragma once

#include "models/base/ids.h"
#include "models/base/timerange.h"

#include <span>
#include <unordered_map>
#include <vector>

namespace wirecase {

/// An event reduced to what is counted of it.
struct OperationEvent
{
    qint64 timeNs = noTime;
    EventId event{};
    quint32 operation = 0; ///< equal for the events of one operation
    bool isGrant = false;  ///< assigned a role
};

/// How many events and operations of a list lie in a stretch of time. Moving the stretch costs what it passes over, so
/// that asking for alerts in order of time costs no more than the list is long.
class OperationWindow
{
public:
    OperationWindow() = default;
    /// `events` are in order of time.
    explicit OperationWindow(std::vector<OperationEvent> events);

    void moveTo(const TimeRange &range);

    [[nodiscard]] std::span<const OperationEvent> events() const;
    [[nodiscard]] std::size_t operations() const { return m_operations.size(); }
    [[nodiscard]] std::size_t grants() const { return m_grants; } ///< operations that assigned a role
    [[nodiscard]] std::size_t eventsOf(quint32 operation) const;
    /// An event of each operation, at most `most`, in order of time.
    [[nodiscard]] std::vector<EventId> oneOfEach(std::size_t most) const;

private:
    struct Count
    {
        std::size_t events = 0;
        std::size_t grants = 0;
    };

    void enter(const OperationEvent &event);
    void leave(const OperationEvent &event);

    std::vector<OperationEvent> m_events;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::size_t m_grants = 0;
    std::unordered_map<quint32, Count> m_operations; ///< those in the window
};

} // namespace wirecase
