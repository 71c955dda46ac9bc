#include "ui/panes/iolanes.h"

#include "models/base/numbertext.h"
#include "models/base/timeformat.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::IoLanes)
};

QString directionText(IoDirection direction)
{
    switch (direction) {
    case IoDirection::ToServer:
        return Text::tr("To server");
    case IoDirection::ToClient:
        return Text::tr("To client");
    case IoDirection::Other:
        return Text::tr("Not IP");
    }
    return {};
}

QString amountText(double value, bool bytes)
{
    return bytes ? bytesText(static_cast<quint64>(std::max(value, 0.0))) : countText(qRound64(value));
}

// "1.2 Mbit/s", where the stretch is long enough to speak of a rate.
QString rateText(double bytes, qint64 ns)
{
    constexpr double bitsInByte = 8;
    constexpr double thousand = 1000;
    const double perSecond =
        ns > 0 ? bytes * bitsInByte * static_cast<double>(nsPerSecond) / static_cast<double>(ns) : 0;
    const QLocale locale;
    if (perSecond < thousand)
        return Text::tr("%1 bit/s").arg(locale.toString(perSecond, 'f', 0));
    if (perSecond < thousand * thousand)
        return Text::tr("%1 kbit/s").arg(locale.toString(perSecond / thousand, 'f', 1));
    return Text::tr("%1 Mbit/s").arg(locale.toString(perSecond / thousand / thousand, 'f', 1));
}

QString bucketText(double value, bool bytes, qint64 bucketNs)
{
    if (bytes)
        //: an amount of bytes and what rate that is
        return Text::tr("%1, %2").arg(amountText(value, true), rateText(value, bucketNs));
    return Text::tr("%n packet(s)", nullptr, static_cast<int>(std::min(value, 2e9)));
}

TimeLane laneOf(const IoGraph &graph, IoDirection direction, bool bytes)
{
    TimeLane lane;
    lane.id = QStringLiteral("io%1").arg(static_cast<int>(direction));
    lane.title = directionText(direction);
    lane.kind = TimeLane::Kind::Density;
    lane.barNs = graph.stepNs;
    lane.bucketText = [bytes](double value, double, qint64 ns) { return bucketText(value, bytes, ns); };
    lane.scaleText = [bytes](double value, double, qint64 ns) {
        //: the highest bar of a lane: 412 kB in 1 min
        return Text::tr("max %1 / %2").arg(amountText(value, bytes), durationText(ns));
    };
    const auto &bins = graph.bins.at(static_cast<std::size_t>(direction));
    for (std::size_t i = 0; i < bins.size(); ++i) {
        if (bins[i].packets > 0)
            lane.bars.push_back({graph.range.beginNs + static_cast<qint64>(i) * graph.stepNs,
                                 static_cast<double>(bytes ? bins[i].bytes : bins[i].packets), 0});
    }
    return lane;
}

} // namespace

std::vector<TimeLane> ioLanes(const IoGraph &graph, bool bytes)
{
    std::vector<TimeLane> lanes;
    for (const IoDirection direction : {IoDirection::ToServer, IoDirection::ToClient, IoDirection::Other}) {
        const bool isExpected = direction != IoDirection::Other && graph.stepNs > 0; // its absence says something
        if (graph.totals.at(static_cast<std::size_t>(direction)).packets > 0 || isExpected)
            lanes.push_back(laneOf(graph, direction, bytes));
    }
    return lanes;
}

} // namespace wirecase
