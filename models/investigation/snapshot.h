#pragma once

#include "models/activity/activityindex.h"
#include "models/capture/capturesnapshot.h"
#include "models/correlation/correlation.h"
#include "models/correlation/trafficindex.h"
#include "models/detection/detectionrun.h"
#include "models/evidence/evidenceregister.h"
#include "models/exposure/secretindex.h"
#include "models/flowlog/flowindex.h"
#include "models/guide/guide.h"

#include <map>
#include <memory>
#include <vector>

namespace wirecase {

/// Everything that is known from the evidence at one moment. Immutable, shared by threads; no member is null.
struct Snapshot
{
    EvidenceRegister evidence;
    ActivityIndexPtr activity;
    CaptureSnapshot capture;
    FlowIndexPtr flows;
    SecretIndexPtr secrets;
    TrafficIndexPtr traffic;
    CorrelationPtr correlation;
    std::vector<Rule> rules; ///< detection.rules go with them by position
    std::vector<ExceptionItem> exceptions;
    std::map<QString, Guide> guides; ///< by rule id
    DetectionMode mode = DetectionMode::Normalised;
    DetectionResult detection;
    QHash<QString, AlertTarget> targets; ///< what each alert is about, by alert key
    bool complete = false;               ///< false while reading goes on, and after a cancelled run

    /// Null when there is no such alert.
    [[nodiscard]] const Alert *alert(const QString &key) const;
    /// From the first to the last record of any kind; empty when nothing has a time.
    [[nodiscard]] TimeRange time() const;
    /// All that a query of the scope may be meant for.
    [[nodiscard]] FieldSources tables() const;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

/// A snapshot of no evidence.
[[nodiscard]] SnapshotPtr emptySnapshot();

} // namespace wirecase
