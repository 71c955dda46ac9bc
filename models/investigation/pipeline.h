#pragma once

#include "models/investigation/snapshot.h"

#include <QByteArray>

#include <functional>

namespace wirecase {

/// What to read and how. `evidence` gives files, order and ids; nothing else is opened.
struct PipelineInput
{
    EvidenceRegister evidence;
    std::vector<Rule> rules; ///< run beside those found in the evidence; the newest of one id wins, then the first
    std::vector<ExceptionItem> exceptions; ///< applied beside those found in the evidence
    QString teamSteps;                     ///< Markdown of a team's own steps, for every guide; may be empty
    DetectionMode mode = DetectionMode::Normalised;
    QByteArray salt;      ///< of the case, for fingerprints of secrets
    QString unpackFolder; ///< where compressed evidence is unpacked
    QString indexFolder;  ///< where indexes of large captures are kept; none are when it is empty
};

/// Reads the evidence through every room, in order: rules, activity logs, flow logs, captures; then joins. A file that
/// cannot be read is said so in the register and costs nothing else. `publish` gets snapshots that grow; it runs in the
/// caller's thread. When cancelled, what was read so far is joined and given back, with `complete` false.
/// job.done and job.total count bytes.
[[nodiscard]] SnapshotPtr runPipeline(const PipelineInput &input, JobState &job,
                                      const std::function<void(const SnapshotPtr &)> &publish = {});

} // namespace wirecase
