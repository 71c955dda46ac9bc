#pragma once

#include "models/casefile/casedatabase.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <variant>

namespace wirecase {

/// What the writer has to tell, in its own thread.
struct WriteOutcome
{
    quint64 ticket = 0;         ///< everything up to here is on disk
    quint64 sequence = 0;       ///< last journal entry on disk; 0 when none was written since opening
    std::optional<Error> error; ///< a write failed and is tried again, or the move failed
    bool moving = false;        ///< this is about a moveTo()
    QString path;               ///< where the case goes on, after a move that went well
};

/// The thread that owns the database of one case. Whatever is queued is written in order; what waits meanwhile goes
/// into one transaction. A write that fails is kept and tried again each second, so that a full disk loses nothing.
class CaseWriter
{
public:
    using Tell = std::function<void(const WriteOutcome &)>;

    explicit CaseWriter(Tell tell);
    ~CaseWriter(); ///< writes what is queued; what cannot be written then is lost

    /// Opens and reads the case; waits for it.
    [[nodiscard]] Result<CaseRows> open(const QString &path, bool readOnly);
    void queue(CaseWrite write);
    void moveTo(const QString &path, bool replace);
    /// Waits until everything up to `ticket` is on disk, or a write failed.
    [[nodiscard]] Status wait(quint64 ticket);

private:
    struct Move
    {
        QString path;
        bool replace = false;
    };
    using Task = std::variant<CaseWrite, Move>;

    void run();
    void add(Task task);
    [[nodiscard]] std::vector<CaseWrite> takeWrites();
    void writeBatch(CaseDatabase &database, std::vector<CaseWrite> batch, std::unique_lock<std::mutex> &lock);
    void move(CaseDatabase &database, const Move &move, std::unique_lock<std::mutex> &lock);

    Tell m_tell;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_progress;
    std::deque<Task> m_tasks;
    QString m_path;
    bool m_readOnly = false;
    bool m_stop = false;
    quint64 m_doneTicket = 0;
    std::optional<Error> m_error;           ///< of the last write, while it is being tried again
    std::optional<Result<CaseRows>> m_rows; ///< answer of open()
    std::thread m_thread;
};

} // namespace wirecase
