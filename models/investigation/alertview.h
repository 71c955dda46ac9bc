#pragma once

#include "models/base/timeformat.h"
#include "models/context/scope.h"
#include "models/investigation/snapshot.h"
#include "models/investigation/trafficcover.h"
#include "models/investigation/trafficsummary.h"

#include <QJsonObject>

namespace wirecase {

class FactIndex;
struct CallerHistory;

/// One alert with everything that is joined to it, gathered once for the facts that are made of it.
struct AlertView
{
    AlertView(const Snapshot &evidence, const Alert &forAlert, const TimeFormat &timeFormat, FactIndex &factIndex);

    const Snapshot &snapshot;
    const Alert &alert;
    TimeFormat format;
    FactIndex &index; ///< shared by the alerts of a snapshot
    ActivityEvent event;
    QJsonObject document;                    ///< what `{{field}}` and fields of the guide stand for
    const CaptureSession *session = nullptr; ///< null when the alert's events make none
    const Coverage *coverage = nullptr;      ///< of the session
    std::vector<EventId> related;            ///< events of the same operation, in order of time
    CallerHistory &caller;                   ///< what the caller did in the whole evidence
    TrafficSummary traffic;                  ///< of the session's target while it ran

    EvidenceCover logCover; ///< of the time of the session
    EvidenceCover captureCover;

    /// Window and hosts of the session; empty without one.
    [[nodiscard]] Scope sessionScope() const;
    /// Every record of the session's events, the alert's own first.
    [[nodiscard]] std::vector<EvidenceRef> sessionSources() const;
    /// The flow logs, each as a whole, that tell of this time.
    [[nodiscard]] std::vector<EvidenceRef> logsOf(const TimeRange &stretch) const;
    [[nodiscard]] bool isTargetKnown() const { return session && !session->targetAddresses.empty(); }
    /// Says that traffic is not the target's alone, where its addresses are not known; else empty.
    [[nodiscard]] QString everyMachineText() const;
    /// Why captures say nothing of the target; empty when they do.
    [[nodiscard]] QString whyNotCaptured() const;
    /// Why no traffic can be shown; empty when it can.
    [[nodiscard]] QString whyNoTraffic() const;
};

} // namespace wirecase
