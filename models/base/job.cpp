#include "models/base/job.h"

#include "models/base/jobboard.h"

namespace wirecase {

Job::Job(QObject *parent, JobBoard *board, QString title)
    : QObject(parent)
    , m_board(board)
    , m_title(std::move(title))
{
}

Job::~Job()
{
    cancel();
}

void Job::cancel()
{
    if (!m_state)
        return;
    m_state->cancelled = true;
    end(m_state);
}

std::shared_ptr<JobState> Job::begin()
{
    m_state = std::make_shared<JobState>();
    if (m_board && !m_title.isEmpty())
        m_board->add(m_title, m_state);
    return m_state;
}

void Job::end(const std::shared_ptr<JobState> &run)
{
    if (m_board)
        m_board->remove(run);
    m_state.reset();
}

} // namespace wirecase
