#pragma once

#include "models/base/timerange.h"
#include "ui/theme/painting.h"

#include <QList>
#include <QString>

#include <functional>

namespace wirecase {

/// A single thing at a time, drawn as a severity mark.
struct TimeMark
{
    qint64 timeNs = 0;
    Mark mark = Mark::Medium;
    QString key; ///< given back when it is clicked
    QString tooltip;
};

/// What a bucket of time holds. `part` of `value` is drawn on top in the colour of what is denied.
struct TimeBar
{
    qint64 beginNs = 0;
    double value = 0;
    double part = 0;
};

/// A stretch of time. Solid is there, Gap is missing (hatched), Planned was asked for (a dashed outline).
struct TimeInterval
{
    enum class Kind
    {
        Solid,
        Gap,
        Planned
    };

    TimeRange range;
    Kind kind = Kind::Solid;
    QString key;
    QString caption; ///< under the bar
    QString tooltip;
    int row = 0; ///< bars that overlap stand in rows of their own
};

/// One line of the timeline. Only what belongs to `kind` is read. Lists are sorted by time; copies share them, for they
/// may be long.
struct TimeLane
{
    enum class Kind
    {
        Marks,
        Density,
        Intervals,
        Stacked
    };
    /// What the tooltip says of a bucket: "12 events", "4.1 MB, 3 denied".
    using BucketText = std::function<QString(double value, double part, qint64 bucketNs)>;
    /// What stands under the title: how much the highest bar is, "max 412 kB/min".
    using ScaleText = std::function<QString(double value, double part, qint64 bucketNs)>;

    QString id;
    QString title;
    Kind kind = Kind::Density;
    QList<TimeMark> marks;         ///< Marks
    QList<qint64> times;           ///< Density: one per event; or `bars`
    QList<TimeBar> bars;           ///< Stacked, Density
    qint64 barNs = 60'000'000'000; ///< width of one of `bars`
    QList<TimeInterval> intervals; ///< Intervals
    BucketText bucketText;
    ScaleText scaleText;
};

} // namespace wirecase
