#pragma once

#include "models/base/job.h"

#include <vector>

namespace wirecase {

/// The jobs that run now and are worth showing. Owned by the composition root, used in the GUI thread; the status bar
/// polls it for progress every 100 ms.
class JobBoard : public QObject
{
    Q_OBJECT

public:
    struct Entry
    {
        QString title;
        std::shared_ptr<JobState> state;
    };

    using QObject::QObject;

    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }
    void add(const QString &title, const std::shared_ptr<JobState> &state);
    void remove(const std::shared_ptr<JobState> &state);
    /// Asks every running job to stop; each answers for itself.
    void cancelAll();

signals:
    void entriesChanged();

private:
    std::vector<Entry> m_entries;
};

} // namespace wirecase
