#pragma once

#include "models/base/timerange.h"

#include <QString>
#include <QTimeZone>

#include <optional>

namespace wirecase {

/// Times as text, in one place and one zone. The zone and its offset always stand beside the times it makes
/// (`zoneText`), in a column header, an axis label or the text itself. Independent of the locale.
class TimeFormat
{
public:
    TimeFormat() = default; ///< UTC
    explicit TimeFormat(const QTimeZone &zone);

    [[nodiscard]] const QTimeZone &zone() const { return m_zone; }
    /// "UTC", or the name and offset at `timeNs`: "Europe/Berlin +02:00".
    [[nodiscard]] QString zoneText(qint64 timeNs) const;

    [[nodiscard]] QString timeOfDay(qint64 timeNs) const;   ///< "09:04:11"
    [[nodiscard]] QString timeOfDayMs(qint64 timeNs) const; ///< "09:04:11.118"
    [[nodiscard]] QString timeOfDayUs(qint64 timeNs) const; ///< "09:04:11.118042"
    [[nodiscard]] QString date(qint64 timeNs) const;        ///< "17 Jun 2021"
    [[nodiscard]] QString dayTime(qint64 timeNs) const;     ///< "17 Jun 09:04:11"
    [[nodiscard]] QString dayTimeMs(qint64 timeNs) const;   ///< "17 Jun 09:04:11.118"
    [[nodiscard]] QString dateTime(qint64 timeNs) const;    ///< "2021-06-17 09:04:11"
    [[nodiscard]] QString dateTimeMs(qint64 timeNs) const;  ///< "2021-06-17 09:04:11.118"
    [[nodiscard]] int year(qint64 timeNs) const;
    /// With zone: "17 Jun 2021 08:52 – 15:10 UTC"; both dates when they differ, seconds when shorter than 10 minutes.
    [[nodiscard]] QString range(const TimeRange &range) const;

    bool operator==(const TimeFormat &other) const { return m_zone == other.m_zone; }

private:
    QTimeZone m_zone = QTimeZone::utc();
};

/// ISO 8601 in UTC with as many digits as the time has, at least `minimumDigits`: "2021-06-17T09:04:11.118042Z".
[[nodiscard]] QString isoTime(qint64 timeNs, int minimumDigits = 0);
/// ISO 8601 with any number of fraction digits (nanoseconds kept), "Z" or an offset; no zone means UTC.
[[nodiscard]] std::optional<qint64> parseIsoTime(QStringView text);
/// Seconds between two times, "-0.000123": six digits, nine when there are nanoseconds. Empty when one is unknown.
[[nodiscard]] QString secondsText(qint64 fromNs, qint64 toNs);
/// "54 min", "5 h 00 min", "12 s", "118 ms".
[[nodiscard]] QString durationText(qint64 ns);

} // namespace wirecase
