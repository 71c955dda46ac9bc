#include "ui/widgets/timeaxisticker.h"

#include "ui/widgets/timeticks.h"

namespace wirecase {

namespace {

constexpr auto secondNs = static_cast<double>(nsPerSecond);
constexpr int wantedTicks = 7;

} // namespace

TimeAxisTicker::TimeAxisTicker(const TimeFormat &format, qint64 originNs)
    : m_format(format)
    , m_originNs(originNs)
{
}

void TimeAxisTicker::generate(const QCPRange &range, const QLocale &, QChar, int, QVector<double> &ticks,
                              QVector<double> *subTicks, QVector<QString> *tickLabels)
{
    ticks.clear();
    if (subTicks)
        subTicks->clear();
    if (tickLabels)
        tickLabels->clear();
    const TimeRange shown{m_originNs + qRound64(range.lower * secondNs), m_originNs + qRound64(range.upper * secondNs)};
    for (const TimeTick &tick : timeTicks(shown, wantedTicks, m_format)) {
        ticks.append(static_cast<double>(tick.timeNs - m_originNs) / secondNs);
        if (tickLabels)
            tickLabels->append(tick.label);
    }
}

} // namespace wirecase
