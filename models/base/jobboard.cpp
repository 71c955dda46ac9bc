#include "models/base/jobboard.h"

#include <algorithm>

namespace wirecase {

void JobBoard::add(const QString &title, const std::shared_ptr<JobState> &state)
{
    m_entries.push_back({title, state});
    emit entriesChanged();
}

void JobBoard::remove(const std::shared_ptr<JobState> &state)
{
    const auto removed = std::erase_if(m_entries, [&](const Entry &entry) { return entry.state == state; });
    if (removed > 0)
        emit entriesChanged();
}

void JobBoard::cancelAll()
{
    for (const Entry &entry : m_entries)
        entry.state->cancelled = true;
}

} // namespace wirecase
