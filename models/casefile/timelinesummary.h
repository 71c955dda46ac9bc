#pragma once

#include "models/base/timerange.h"

#include <QString>

#include <vector>

namespace wirecase {

/// The timeline as far as the report's picture needs it: four lanes over one range. A few hundred bins suffice.
struct TimelineSummary
{
    struct Mark
    {
        qint64 timeNs = noTime;
        QString severity;
        QString label;
        bool operator==(const Mark &) const = default;
    };
    struct Bin
    {
        qint64 beginNs = noTime;
        quint64 count = 0;  ///< events, or bytes in the flow lane
        quint64 denied = 0; ///< denied flows; 0 in the activity lane
        bool operator==(const Bin &) const = default;
    };
    struct Bar
    {
        TimeRange range;
        QString label;
        bool operator==(const Bar &) const = default;
    };

    TimeRange range;
    std::vector<Mark> alerts;
    std::vector<Bin> activity;
    qint64 activityBinNs = 0;
    std::vector<Bar> requested; ///< what capture sessions asked for
    std::vector<Bar> captured;  ///< what capture files hold
    std::vector<Bar> gaps;      ///< asked for, held by no file; the label says how long and what the logs saw
    std::vector<Bin> flows;
    qint64 flowBinNs = 0;

    [[nodiscard]] bool isEmpty() const { return range.isEmpty(); }
    bool operator==(const TimelineSummary &) const = default;
};

} // namespace wirecase
