#include "models/kql/datemath.h"

#include "models/base/timeformat.h"

#include <QDateTime>
#include <QRegularExpression>

#include <utility>

namespace wirecase {

namespace {

/// A moment and how finely it was given: rounding fills up what is missing.
struct Moment
{
    QDateTime time; ///< UTC, whole milliseconds
    qint64 nsInMs = 0;
    char unit = 'f'; ///< y M w d h m s, or f: a fraction of a second
    qint64 fractionNs = nsPerMs;
};

QDateTime shifted(const QDateTime &time, char unit, int count)
{
    switch (unit) {
    case 'y':
        return time.addYears(count);
    case 'M':
        return time.addMonths(count);
    case 'w':
        return time.addDays(7LL * count);
    case 'd':
        return time.addDays(count);
    case 'h':
    case 'H':
        return time.addSecs(3600LL * count);
    case 'm':
        return time.addSecs(60LL * count);
    default:
        return time.addSecs(count);
    }
}

QDateTime floored(const QDateTime &time, char unit)
{
    const QDate date = time.date();
    const QTime clock = time.time();
    const QTime midnight(0, 0);
    switch (unit) {
    case 'y':
        return QDateTime(QDate(date.year(), 1, 1), midnight, Qt::UTC);
    case 'M':
        return QDateTime(QDate(date.year(), date.month(), 1), midnight, Qt::UTC);
    case 'w':
        return QDateTime(date.addDays(1 - date.dayOfWeek()), midnight, Qt::UTC);
    case 'd':
        return QDateTime(date, midnight, Qt::UTC);
    case 'h':
    case 'H':
        return QDateTime(date, QTime(clock.hour(), 0), Qt::UTC);
    case 'm':
        return QDateTime(date, QTime(clock.hour(), clock.minute()), Qt::UTC);
    default:
        return QDateTime(date, QTime(clock.hour(), clock.minute(), clock.second()), Qt::UTC);
    }
}

std::optional<qint64> nsOf(const QDateTime &time, qint64 nsInMs)
{
    constexpr qint64 farthestMs = std::numeric_limits<qint64>::max() / nsPerMs - 1;
    const qint64 ms = time.toMSecsSinceEpoch();
    if (!time.isValid() || qAbs(ms) > farthestMs)
        return std::nullopt;
    return ms * nsPerMs + nsInMs;
}

std::optional<Moment> parseIso(const QString &text)
{
    static const QRegularExpression shape(QStringLiteral(
        "^(\\d{4})(?:-(\\d\\d?)(?:-(\\d\\d?)(?:T(?:(\\d\\d?)(?::(\\d\\d?)(?::(\\d\\d?)(?:[.,](\\d{1,9}))?)?)?)?"
        "(Z|[+-]\\d\\d(?::?\\d\\d)?)?)?)?)?$"));
    const QRegularExpressionMatch match = shape.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const auto number = [&match](int group, int fallback) {
        return match.capturedLength(group) > 0 ? match.capturedView(group).toInt() : fallback;
    };
    static constexpr char units[] = "yMdhms";
    Moment moment;
    for (int group = 1; group <= 6; ++group) {
        if (match.capturedLength(group) > 0)
            moment.unit = units[group - 1];
    }
    qint64 ns = 0;
    if (const QString digits = match.captured(7); !digits.isEmpty()) {
        moment.unit = 'f';
        ns = digits.leftJustified(9, u'0').toLongLong();
        for (qsizetype digit = 3; digit < digits.size(); ++digit)
            moment.fractionNs /= 10;
    }
    const QDate date(number(1, 1970), number(2, 1), number(3, 1));
    const QTime clock(number(4, 0), number(5, 0), number(6, 0), static_cast<int>(ns / nsPerMs));
    if (!date.isValid() || !clock.isValid())
        return std::nullopt;
    moment.nsInMs = ns % nsPerMs;
    moment.time = QDateTime(date, clock, Qt::UTC);
    const QString zone = match.captured(8).remove(u':');
    if (zone.size() > 1) {
        const int minutes = zone.mid(1, 2).toInt() * 60 + zone.mid(3, 2).toInt();
        moment.time = moment.time.addSecs(60LL * (zone.front() == u'-' ? minutes : -minutes));
    }
    return moment;
}

std::optional<Moment> parseAnchor(const QString &text)
{
    if (auto iso = parseIso(text))
        return iso;
    bool isNumber = false;
    const qint64 ms = text.toLongLong(&isNumber);
    if (!isNumber || qAbs(ms) > std::numeric_limits<qint64>::max() / nsPerMs - 1)
        return std::nullopt;
    return Moment{QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC)};
}

bool applyMath(Moment &moment, const QString &math)
{
    static const QRegularExpression step(QStringLiteral("\\G(?:([+-])(\\d{0,6})|/1?)([yMwdhHms])"));
    qsizetype at = 0;
    while (at < math.size()) {
        const QRegularExpressionMatch match = step.match(math, at);
        if (!match.hasMatch() || match.capturedStart() != at)
            return false;
        const char unit = match.capturedView(3).front().toLatin1();
        if (match.capturedLength(1) == 0) {
            moment = Moment{floored(moment.time, unit), 0, unit};
        } else {
            const int count = match.capturedLength(2) == 0 ? 1 : match.capturedView(2).toInt();
            moment.time = shifted(moment.time, unit, match.capturedView(1) == u'-' ? -count : count);
        }
        at = match.capturedEnd();
    }
    return true;
}

} // namespace

std::optional<TimeRange> parseDateMath(QStringView text, qint64 nowNs)
{
    const QString whole = text.trimmed().toString();
    std::optional<Moment> moment;
    QString math;
    if (whole.startsWith(QLatin1String("now"))) {
        const qint64 ms = nowNs >= 0 ? nowNs / nsPerMs : -((-nowNs + nsPerMs - 1) / nsPerMs);
        moment = Moment{QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC)};
        math = whole.mid(3);
    } else {
        const qsizetype bars = whole.indexOf(QLatin1String("||"));
        moment = parseAnchor(bars < 0 ? whole : whole.left(bars));
        math = bars < 0 ? QString() : whole.mid(bars + 2);
    }
    if (!moment || !applyMath(*moment, math))
        return std::nullopt;
    const auto begin = nsOf(moment->time, moment->nsInMs);
    if (!begin)
        return std::nullopt;
    if (moment->unit == 'f')
        return TimeRange{*begin, *begin + moment->fractionNs};
    const auto end = nsOf(shifted(moment->time, moment->unit, 1), 0);
    return end ? std::optional(TimeRange{*begin, *end}) : std::nullopt;
}

} // namespace wirecase
