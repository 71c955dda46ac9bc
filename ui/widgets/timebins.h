#pragma once

#include "ui/widgets/timelane.h"

#include <vector>

namespace wirecase {

/// What a bar of the timeline stands for.
struct TimeBucket
{
    TimeRange range;
    double value = 0;
    double part = 0;
};

/// The narrowest round step that gives every bucket `minPixels` and is no shorter than `atLeastNs`.
[[nodiscard]] qint64 bucketStep(qint64 visibleNs, int pixels, int minPixels, qint64 atLeastNs = 0);

/// The sums of a lane up to each of its entries, so that a bucket costs two searches, however much it holds.
class LaneSums
{
public:
    LaneSums() = default;
    explicit LaneSums(const TimeLane &lane);

    [[nodiscard]] bool isEmpty() const { return m_times.empty(); }
    /// From the first entry to the end of the last.
    [[nodiscard]] TimeRange extent() const;
    [[nodiscard]] qint64 entryNs() const { return m_entryNs; } ///< 0 when the entries are instants
    /// Buckets of `stepNs` that hold something of `visible`, aligned to multiples of the step.
    [[nodiscard]] std::vector<TimeBucket> buckets(const TimeRange &visible, qint64 stepNs) const;
    [[nodiscard]] TimeBucket bucketAt(qint64 timeNs, qint64 stepNs) const;

private:
    [[nodiscard]] TimeBucket sumOf(const TimeRange &range) const;

    QList<qint64> m_times;
    std::vector<double> m_values; ///< running sums, one longer than m_times; empty when every entry counts one
    std::vector<double> m_parts;
    qint64 m_entryNs = 0;
};

} // namespace wirecase
