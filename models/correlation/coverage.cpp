#include "models/correlation/coverage.h"

#include "models/base/timeformat.h"
#include "models/capture/packetindex.h"
#include "models/correlation/coveragebuild.h"
#include "models/correlation/trafficcolumns.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace wirecase {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::Coverage)
};

// A capture that is started again soon by the same hand on the same target was meant to go on.
constexpr qint64 restartWithin = 24 * nsPerHour;
constexpr qint64 shortestRestart = 10 * nsPerMinute;

std::vector<TimeRange> coveredBy(const CaptureSession &session, const PacketIndex &packets)
{
    std::vector<TimeRange> covered;
    for (const quint32 file : session.captureFiles) { // in order of begin
        const TimeRange time = packets.files()[file].time;
        if (!covered.empty() && time.beginNs <= covered.back().endNs)
            covered.back().endNs = std::max(covered.back().endNs, time.endNs);
        else
            covered.push_back(time);
    }
    return covered;
}

void addGap(std::vector<CoverageGap> &gaps, qint64 beginNs, qint64 endNs, CoverageGap::Kind kind)
{
    if (endNs - beginNs < Coverage::shortestGap)
        return;
    CoverageGap gap;
    gap.beginNs = beginNs;
    gap.endNs = endNs;
    gap.kind = kind;
    gaps.push_back(gap);
}

/// Whether the next session of the same caller on the same target goes on where this one ended.
bool isRestart(const CaptureSession &session, const CaptureSession &next)
{
    const qint64 pause = next.requested.beginNs - session.requested.endNs;
    // A pause longer than what was recorded is a schedule, not a restart that came late.
    const qint64 longest = std::min(restartWithin, std::max(session.requested.lengthNs(), shortestRestart));
    return pause >= 0 && pause <= longest;
}

std::vector<CoverageGap> gapsOf(const CaptureSession &session, const std::vector<TimeRange> &covered)
{
    std::vector<CoverageGap> gaps;
    if (covered.empty()) {
        addGap(gaps, session.startedNs, session.requested.endNs, CoverageGap::Kind::WholeSession);
        return gaps;
    }
    addGap(gaps, session.startedNs, covered.front().beginNs, CoverageGap::Kind::BeforeFirst);
    for (std::size_t i = 1; i < covered.size(); ++i)
        addGap(gaps, covered[i - 1].endNs, covered[i].beginNs, CoverageGap::Kind::Between);
    addGap(gaps, covered.back().endNs, session.requested.endNs, CoverageGap::Kind::UntilEnd);
    return gaps;
}

/// Counts what the logs alone saw of the target in the gap. A conversation that only touches it counts whole.
void countGap(const TrafficIndex &traffic, const std::vector<IpAddress> &addresses, CoverageGap &gap)
{
    for (const quint32 number : trafficIn(traffic, gap, addresses)) {
        const StoredTraffic &row = traffic.columns().rows[number];
        if (row.denied)
            ++gap.denied;
        if (row.seenIn() != SeenIn::LogOnly || !row.allowed)
            continue;
        ++gap.conversations;
        gap.bytes += row.logBytes;
    }
}

void countSession(const TrafficIndex &traffic, const CaptureSession &session, Coverage &coverage)
{
    const TimeRange ran{session.startedNs, std::max(session.requested.endNs, session.startedNs + 1)};
    for (const quint32 number : trafficIn(traffic, ran, session.targetAddresses)) {
        const StoredTraffic &row = traffic.columns().rows[number];
        if (row.allowed) {
            ++coverage.logConversations;
            coverage.logBytes += row.logBytes;
        }
        if (row.seenIn() != SeenIn::LogOnly) {
            ++coverage.capturedConversations;
            coverage.capturedBytes += row.capturedBytes;
        } else if (row.allowed) {
            ++coverage.logOnlyConversations;
            coverage.logOnlyBytes += row.logBytes;
        }
    }
}

} // namespace

std::vector<quint32> trafficIn(const TrafficIndex &traffic, const TimeRange &range,
                               const std::vector<IpAddress> &addresses)
{
    const std::vector<StoredTraffic> &rows = traffic.columns().rows;
    const auto end = std::partition_point(rows.begin(), rows.end(),
                                          [&](const StoredTraffic &row) { return row.firstNs < range.endNs; });
    const auto isOfTarget = [&addresses](const StoredTraffic &row) {
        return addresses.empty() || std::binary_search(addresses.begin(), addresses.end(), row.client.address)
               || std::binary_search(addresses.begin(), addresses.end(), row.server.address);
    };
    std::vector<quint32> found;
    // Nothing before this row lasts until the range begins.
    const std::vector<qint64> &latest = traffic.columns().latestNs;
    const auto first = rows.begin() + (std::lower_bound(latest.begin(), latest.end(), range.beginNs) - latest.begin());
    for (auto row = first; row < end; ++row) {
        if (row->lastNs >= range.beginNs && isOfTarget(*row))
            found.push_back(static_cast<quint32>(row - rows.begin()));
    }
    return found;
}

std::vector<const CaptureSession *> restartsOf(const std::vector<CaptureSession> &sessions)
{
    std::vector<const CaptureSession *> restarts(sessions.size());
    std::map<std::pair<QString, QString>, const CaptureSession *> next; // by target and caller
    for (std::size_t number = sessions.size(); number-- > 0;) {
        const CaptureSession &session = sessions[number];
        if (session.target.isEmpty())
            continue;
        const CaptureSession *&after = next[{session.target.toCaseFolded(), session.caller.toCaseFolded()}];
        if (after && isRestart(session, *after))
            restarts[number] = after;
        after = &session;
    }
    return restarts;
}

Coverage coverageOf(const CaptureSession &session, const CaptureSession *restart, const PacketIndex &packets,
                    const TrafficIndex &traffic)
{
    Coverage coverage;
    coverage.covered = coveredBy(session, packets);
    coverage.gaps = gapsOf(session, coverage.covered);
    if (restart) {
        const std::vector<TimeRange> next = coveredBy(*restart, packets);
        const qint64 from = coverage.covered.empty() ? session.requested.endNs
                                                     : std::min(coverage.covered.back().endNs, session.requested.endNs);
        const bool endsInGap = !coverage.gaps.empty() && coverage.gaps.back().endNs == session.requested.endNs;
        addGap(coverage.gaps, endsInGap ? session.requested.endNs : from,
               next.empty() ? restart->requested.beginNs : next.front().beginNs, CoverageGap::Kind::UntilRestart);
    }
    coverage.targetKnown = !session.targetAddresses.empty();
    if (!coverage.targetKnown)
        return coverage;
    for (CoverageGap &gap : coverage.gaps)
        countGap(traffic, session.targetAddresses, gap);
    countSession(traffic, session, coverage);
    return coverage;
}

QString gapText(const CoverageGap &gap)
{
    return Words::tr("gap %1").arg(durationText(gap.lengthNs()));
}

} // namespace wirecase
