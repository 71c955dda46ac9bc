#pragma once

#include <QObject>
#include <QTimer>

#include <functional>

namespace wirecase {

/// Work that only its own thread may do, in pieces so short that the thread goes on answering: what is much would stop
/// the window. Little of it is done at once.
class SlicedWork : public QObject
{
    Q_OBJECT

public:
    explicit SlicedWork(QObject *parent);

    /// Calls `step` until it answers false, then `done`. The first pieces are done before this returns. Work that is
    /// under way goes on with what its steps find.
    void start(std::function<bool()> step, std::function<void()> done);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_step != nullptr; }

private:
    void runSlice();

    std::function<bool()> m_step;
    std::function<void()> m_done;
    QTimer m_next;
};

} // namespace wirecase
