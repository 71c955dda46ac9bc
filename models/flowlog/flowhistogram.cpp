#include "models/flowlog/flowhistogram.h"

#include "models/flowlog/flowcolumns.h"

#include <algorithm>
#include <unordered_map>

namespace wirecase {

namespace {

class Minutes
{
public:
    FlowBin &at(qint64 timeNs)
    {
        const qint64 minute = timeNs / nsPerMinute;
        FlowBin &bin = m_bins[minute];
        bin.beginNs = minute * nsPerMinute;
        return bin;
    }

    void spread(qint64 fromNs, qint64 toNs, quint64 bytes)
    {
        const qint64 first = fromNs / nsPerMinute;
        const qint64 last = toNs / nsPerMinute;
        // continueWithin bounds the distance of two tuples, and so the number of minutes here.
        const auto length = static_cast<long double>(toNs - fromNs);
        quint64 given = 0;
        for (qint64 minute = first; minute < last; ++minute) {
            const auto passed = static_cast<long double>((minute + 1) * nsPerMinute - fromNs);
            const auto until =
                std::min(bytes, static_cast<quint64>(static_cast<long double>(bytes) * (passed / length)));
            add(minute * nsPerMinute, until - given);
            given = until;
        }
        add(toNs, bytes - given);
    }

    [[nodiscard]] std::vector<FlowBin> sorted() const
    {
        std::vector<FlowBin> bins;
        bins.reserve(m_bins.size());
        for (const auto &[minute, bin] : m_bins)
            bins.push_back(bin);
        std::sort(bins.begin(), bins.end(), [](const FlowBin &a, const FlowBin &b) { return a.beginNs < b.beginNs; });
        return bins;
    }

private:
    void add(qint64 timeNs, quint64 bytes)
    {
        if (bytes == 0)
            return;
        FlowBin &bin = at(timeNs);
        bin.bytes = saturatingSum(bin.bytes, bytes);
    }

    std::unordered_map<qint64, FlowBin> m_bins;
};

void addFlow(const FlowColumns &columns, const FlowRow &flow, Minutes &minutes)
{
    qint64 before = flow.beginNs;
    for (quint32 i = flow.firstMember; i < flow.firstMember + flow.members; ++i) {
        const TupleRow &tuple = columns.tuples[columns.members[i]];
        if (tuple.repeated != 0)
            continue;
        if (tuple.state == 'C' || tuple.state == 'E')
            minutes.spread(before, tuple.timeNs, saturatingSum(tuple.bytesOut, tuple.bytesIn));
        before = tuple.timeNs;
    }
}

} // namespace

std::vector<FlowBin> minuteHistogram(const FlowColumns &columns)
{
    Minutes minutes;
    for (const FlowRow &flow : columns.flows) {
        if (flow.duplicateOf != noFlow)
            continue;
        if (columns.keys[flow.key].denied)
            ++minutes.at(flow.beginNs).deniedFlows;
        else
            addFlow(columns, flow, minutes);
    }
    return minutes.sorted();
}

} // namespace wirecase
