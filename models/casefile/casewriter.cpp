#include "models/casefile/casewriter.h"

#include <chrono>

namespace wirecase {

namespace {

constexpr std::chrono::seconds retryAfter{1};

} // namespace

CaseWriter::CaseWriter(Tell tell)
    : m_tell(std::move(tell))
{
}

CaseWriter::~CaseWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

Result<CaseRows> CaseWriter::open(const QString &path, bool readOnly)
{
    Q_ASSERT(!m_thread.joinable());
    m_path = path;
    m_readOnly = readOnly;
    m_thread = std::thread([this] { run(); });
    std::unique_lock lock(m_mutex);
    m_progress.wait(lock, [this] { return m_rows.has_value(); });
    return *std::exchange(m_rows, std::nullopt);
}

void CaseWriter::queue(CaseWrite write)
{
    add(std::move(write));
}

void CaseWriter::moveTo(const QString &path, bool replace)
{
    add(Move{path, replace});
}

void CaseWriter::add(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_wake.notify_all();
}

Status CaseWriter::wait(quint64 ticket)
{
    std::unique_lock lock(m_mutex);
    m_progress.wait(lock, [&] { return m_doneTicket >= ticket || m_error; });
    if (m_doneTicket >= ticket)
        return {};
    return *m_error;
}

void CaseWriter::run()
{
    CaseDatabase database;
    Status opened = database.open(m_path, m_readOnly);
    Result<CaseRows> rows = opened ? database.load() : Result<CaseRows>(opened.error());
    const bool usable = static_cast<bool>(rows);
    if (!usable)
        database.close(); // before the answer, so that the caller finds the file as it was
    std::unique_lock lock(m_mutex);
    m_rows.emplace(std::move(rows));
    m_progress.notify_all();
    while (usable) {
        m_wake.wait(lock, [this] { return m_stop || !m_tasks.empty(); });
        if (m_tasks.empty())
            return;
        if (std::holds_alternative<Move>(m_tasks.front())) {
            const Move task = std::get<Move>(m_tasks.front());
            m_tasks.pop_front();
            move(database, task, lock);
        } else {
            writeBatch(database, takeWrites(), lock);
        }
    }
}

std::vector<CaseWrite> CaseWriter::takeWrites()
{
    std::vector<CaseWrite> batch;
    while (!m_tasks.empty() && std::holds_alternative<CaseWrite>(m_tasks.front())) {
        batch.push_back(std::move(std::get<CaseWrite>(m_tasks.front())));
        m_tasks.pop_front();
    }
    return batch;
}

void CaseWriter::writeBatch(CaseDatabase &database, std::vector<CaseWrite> batch, std::unique_lock<std::mutex> &lock)
{
    WriteOutcome outcome;
    for (const CaseWrite &write : batch) {
        outcome.ticket = write.ticket;
        if (write.entry)
            outcome.sequence = write.entry->sequence;
    }
    while (true) {
        lock.unlock();
        const Status written = database.write(batch);
        outcome.error = written ? std::nullopt : std::optional(written.error());
        m_tell(outcome);
        lock.lock();
        m_error = outcome.error;
        if (written)
            m_doneTicket = outcome.ticket;
        m_progress.notify_all();
        if (written || m_stop)
            return;
        m_wake.wait_for(lock, retryAfter, [this] { return m_stop; });
    }
}

void CaseWriter::move(CaseDatabase &database, const Move &task, std::unique_lock<std::mutex> &lock)
{
    lock.unlock();
    const Status moved = database.moveTo(task.path, task.replace);
    WriteOutcome outcome;
    outcome.moving = true;
    if (moved)
        outcome.path = task.path;
    else
        outcome.error = moved.error();
    m_tell(outcome);
    lock.lock();
    m_progress.notify_all();
}

} // namespace wirecase
