#pragma once

#include "models/base/job.h"
#include "models/capture/capturesnapshot.h"

#include <functional>
#include <memory>

namespace wirecase {

/// Reads capture files one after the other into one index. Used by one thread at a time; the snapshots may go anywhere.
class CaptureIndexBuilder
{
public:
    using Publish = std::function<void(const CaptureSnapshot &)>;

    explicit CaptureIndexBuilder(CaptureDepth depth = CaptureDepth::Index);
    ~CaptureIndexBuilder();
    CaptureIndexBuilder(const CaptureIndexBuilder &) = delete;
    CaptureIndexBuilder &operator=(const CaptureIndexBuilder &) = delete;

    /// Appends the packets of one file. Adds the bytes read to job.done. `publish`, if any, is called in this thread
    /// with growing snapshots, the first after the first packets and then at most four times a second.
    /// Damage is not a failure: it is in the file's report. Fails with Cancelled, keeping what was read, or when it is
    /// no capture at all.
    Status add(const ByteSourcePtr &bytes, EvidenceId id, const QString &name, JobState &job,
               const Publish &publish = {});

    /// Not for CaptureDepth::Counts.
    [[nodiscard]] CaptureSnapshot snapshot() const;
    [[nodiscard]] const std::vector<CaptureFile> &files() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace wirecase
