#pragma once

#include "models/base/job.h"
#include "models/evidence/bytesource.h"
#include "models/evidence/importreport.h"
#include "models/flowlog/flowindex.h"

#include <memory>

namespace wirecase {

/// Reads flow-log files of any version and shape (azure.md 1.4) into one index. Used by one thread at a time.
/// `ImportReport::records` counts tuples. A cancelled add() keeps what it had read.
class FlowIndexBuilder
{
public:
    FlowIndexBuilder();
    ~FlowIndexBuilder();

    /// `job.done` grows by the bytes read.
    ImportReport add(const ByteSource &source, EvidenceId file, JobState &job);
    /// An index over everything added so far; more may be added and built again.
    [[nodiscard]] FlowIndexPtr build() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace wirecase
