#include "models/base/job.h"

#include "models/base/jobboard.h"

#include <QCoreApplication>
#include <QThread>
#include <QThreadPool>

#include <algorithm>

namespace wirecase {

namespace {

constexpr int fewestWorkers = 6;

class Workers : public QThreadPool
{
public:
    Workers()
    {
        setMaxThreadCount(std::max(fewestWorkers, QThread::idealThreadCount()));
        // As for the global pool: no worker outlives the application.
        qAddPostRoutine([] { jobWorkers().waitForDone(); });
    }
};

} // namespace

QThreadPool &jobWorkers()
{
    static Workers workers;
    return workers;
}

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
