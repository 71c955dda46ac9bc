#include "models/activity/exporttime.h"

#include "models/base/timeformat.h"

#include <QRegularExpression>

#include <charconv>
#include <chrono>

namespace wirecase {

namespace {

/// The digits at `offset`, or -1.
int digitsAt(std::string_view text, std::size_t offset, std::size_t count)
{
    int value = 0;
    for (std::size_t i = offset; i < offset + count; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

struct Clock
{
    int hour = 0;
    int minute = 0;
    int second = 0;
    qint64 fractionNs = 0;
};

qint64 nsOf(int year, int month, int day, const Clock &clock)
{
    using namespace std::chrono;
    // Signed 64-bit nanoseconds reach to 2262.
    if (year < 1678 || year > 2261)
        return noTime;
    const year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                              std::chrono::day{static_cast<unsigned>(day)}};
    const bool isClock = clock.hour >= 0 && clock.hour < 24 && clock.minute >= 0 && clock.minute < 60
                         && clock.second >= 0 && clock.second < 60;
    if (!date.ok() || !isClock)
        return noTime;
    const qint64 seconds =
        sys_days(date).time_since_epoch().count() * 86'400LL + clock.hour * 3600LL + clock.minute * 60LL + clock.second;
    return seconds * nsPerSecond + clock.fractionNs;
}

qint64 fractionOf(QStringView digits)
{
    qint64 ns = 0;
    qint64 unit = nsPerSecond / 10;
    for (const QChar digit : digits) {
        ns += digit.digitValue() * unit;
        unit /= 10;
    }
    return ns;
}

/// 0 where it is none.
int monthOf(const QString &name)
{
    static const QString names = QStringLiteral("janfebmaraprmayjunjulaugsepoctnovdec");
    const qsizetype at = names.indexOf(name.left(3).toLower());
    return at < 0 || at % 3 != 0 ? 0 : static_cast<int>(at / 3) + 1;
}

/// "9:04:11", with a fraction or not, "AM" or "PM" or not.
const QString clockPattern =
    QStringLiteral("(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?\\s*([AaPp]\\.?[Mm]\\.?)?");

Clock clockIn(const QRegularExpressionMatch &match, int first)
{
    Clock clock;
    clock.hour = match.captured(first).toInt();
    clock.minute = match.captured(first + 1).toInt();
    clock.second = match.captured(first + 2).toInt();
    clock.fractionNs = fractionOf(match.capturedView(first + 3));
    const QString half = match.captured(first + 4).toLower();
    if (half.startsWith(u'p') && clock.hour < 12)
        clock.hour += 12;
    if (half.startsWith(u'a') && clock.hour == 12)
        clock.hour = 0;
    return clock;
}

/// "6/17/2021, 9:04:11.118 AM", "17.06.2021 09:04:11".
ExportTime numericTime(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}),?\\s+")
                                            + clockPattern + u'$');
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return {};
    ExportTime time;
    int month = match.captured(1).toInt();
    int day = match.captured(3).toInt();
    const bool dayFirst = match.captured(2) == QLatin1String(".") || month > 12;
    if (dayFirst)
        std::swap(month, day);
    else
        time.orderAssumed = day <= 12 && day != month;
    time.ns = nsOf(match.captured(4).toInt(), month, day, clockIn(match, 5));
    time.toTheSecond = match.capturedLength(8) == 0;
    return time;
}

/// "Jun 17, 2021 @ 09:04:11.118".
ExportTime kibanaTime(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^([A-Za-z]{3,9})\\.? (\\d{1,2}), (\\d{4}),? @? ?")
                                            + clockPattern + u'$');
    const auto match = pattern.match(text);
    const int month = monthOf(match.captured(1));
    if (!match.hasMatch() || month == 0)
        return {};
    ExportTime time;
    time.ns = nsOf(match.captured(3).toInt(), month, match.captured(2).toInt(), clockIn(match, 4));
    time.toTheSecond = match.capturedLength(7) == 0;
    return time;
}

/// "Thu Jun 17 2021 11:04:11 GMT+0200 (Central European Summer Time)".
ExportTime scriptTime(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("^[A-Za-z]{3},? ([A-Za-z]{3}) (\\d{1,2}) (\\d{4}) (\\d{2}):(\\d{2}):(\\d{2}) "
                       "(?:GMT|UTC)(?:([+-])(\\d{2}):?(\\d{2}))?"));
    const auto match = pattern.match(text);
    const int month = monthOf(match.captured(1));
    if (!match.hasMatch() || month == 0)
        return {};
    ExportTime time;
    const Clock clock{match.captured(4).toInt(), match.captured(5).toInt(), match.captured(6).toInt(), 0};
    time.ns = nsOf(match.captured(3).toInt(), month, match.captured(2).toInt(), clock);
    const qint64 ahead = (match.captured(8).toLongLong() * 60 + match.captured(9).toLongLong()) * 60 * nsPerSecond;
    if (time.ns != noTime)
        time.ns -= match.captured(7) == QLatin1String("-") ? -ahead : ahead;
    time.toTheSecond = true;
    return time;
}

/// PowerShell 5's way of writing a time into JSON.
ExportTime tickedTime(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^\\\\?/Date\\((-?\\d{1,15})(?:[+-]\\d{4})?\\)\\\\?/$"));
    const auto match = pattern.match(text);
    constexpr qint64 farthestMs = 9'000'000'000'000;
    const qint64 ms = match.captured(1).toLongLong();
    if (!match.hasMatch() || qAbs(ms) > farthestMs)
        return {};
    return {.ns = ms * nsPerMs};
}

} // namespace

qint64 parseUtcTime(std::string_view text)
{
    constexpr std::size_t wholeSeconds = 19; // 2021-06-17T09:04:11
    if (text.size() <= wholeSeconds || text.back() != 'Z' || text[4] != '-' || text[7] != '-' || text[10] != 'T'
        || text[13] != ':' || text[16] != ':')
        return noTime;
    const int year = digitsAt(text, 0, 4);
    const int month = digitsAt(text, 5, 2);
    const int day = digitsAt(text, 8, 2);
    Clock clock{digitsAt(text, 11, 2), digitsAt(text, 14, 2), digitsAt(text, 17, 2), 0};
    const std::string_view rest = text.substr(wholeSeconds, text.size() - wholeSeconds - 1);
    if (!rest.empty() && (rest[0] != '.' || rest.size() < 2))
        return noTime;
    qint64 unit = nsPerSecond / 10;
    for (std::size_t i = 1; i < rest.size(); ++i, unit /= 10) {
        if (rest[i] < '0' || rest[i] > '9')
            return noTime;
        clock.fractionNs += (rest[i] - '0') * unit;
    }
    return year < 0 || month < 0 || day < 0 ? noTime : nsOf(year, month, day, clock);
}

ExportTime parseExportTime(std::string_view utf8)
{
    if (const qint64 ns = parseUtcTime(utf8); ns != noTime)
        return {.ns = ns};
    QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())).simplified();
    text.replace(QChar(0x202f), u' '); // what newer browsers put in front of AM
    static const QRegularExpression utc(QStringLiteral("\\s*(\\[UTC\\]|\\(UTC\\)|UTC)$"));
    const bool namesUtc = utc.match(text).hasMatch();
    if (namesUtc)
        text.remove(utc);
    if (const auto iso = parseIsoTime(text))
        return {.ns = *iso};
    for (const auto parse : {numericTime, kibanaTime}) {
        ExportTime time = parse(text);
        time.zoneAssumed = time.ns != noTime && !namesUtc;
        if (time.ns != noTime)
            return time;
    }
    const ExportTime time = scriptTime(text);
    return time.ns != noTime ? time : tickedTime(text);
}

} // namespace wirecase
