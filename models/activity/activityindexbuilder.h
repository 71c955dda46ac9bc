#pragma once

#include "models/activity/activityindex.h"
#include "models/evidence/bytesource.h"
#include "models/evidence/importreport.h"

namespace wirecase {

struct ActivityGathering;

/// Reads activity-log exports of any form (elastic.md 5.1) and folds them into one index. Used on a worker thread.
class ActivityIndexBuilder
{
public:
    ActivityIndexBuilder();
    ~ActivityIndexBuilder();
    ActivityIndexBuilder(const ActivityIndexBuilder &) = delete;
    ActivityIndexBuilder &operator=(const ActivityIndexBuilder &) = delete;

    /// Reads one file: JSON of any form, also several documents in a row, tables of Log Analytics, CSV; in UTF-8 or
    /// UTF-16. Damaged records are counted and skipped. `job.done` counts bytes. A cancelled run keeps what was read.
    ImportReport add(const ByteSource &source, EvidenceId evidence, JobState &job);
    /// The same, and the source may be kept, to read from it again what a record was.
    ImportReport add(const ByteSourcePtr &source, EvidenceId evidence, JobState &job);

    /// The events of all files added so far. The builder may be added to and built again.
    [[nodiscard]] ActivityIndexPtr build() const;

private:
    class Gatherer;

    ImportReport addFile(const ByteSource &source, const ByteSourcePtr &kept, EvidenceId evidence, JobState &job);
    void addText(const ByteSource &source, const QByteArray &head, JobState &job, ImportReport &report);

    std::shared_ptr<ActivityGathering> m_gathering; ///< shared with the indexes built from it; copied before it changes
    std::unique_ptr<Gatherer> m_gatherer;           ///< of that gathering
    int m_kept = 0;                                 ///< sources that are kept
};

} // namespace wirecase
