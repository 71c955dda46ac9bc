#include "models/base/timeformat.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace wirecase {

namespace {

qint64 floorDiv(qint64 value, qint64 divisor)
{
    const qint64 quotient = value / divisor;
    return value % divisor < 0 ? quotient - 1 : quotient;
}

QDateTime dateTimeOf(qint64 timeNs, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(floorDiv(timeNs, nsPerMs), zone);
}

QString inZone(qint64 timeNs, const QTimeZone &zone, const QString &format)
{
    if (timeNs == noTime)
        return QCoreApplication::translate("wirecase::TimeFormat", "no time");
    return QLocale::c().toString(dateTimeOf(timeNs, zone), format);
}

QString offsetText(int seconds)
{
    const QChar sign = seconds < 0 ? u'-' : u'+';
    const int minutes = qAbs(seconds) / 60;
    return QStringLiteral("%1%2:%3")
        .arg(sign)
        .arg(minutes / 60, 2, 10, QChar(u'0'))
        .arg(minutes % 60, 2, 10, QChar(u'0'));
}

} // namespace

TimeFormat::TimeFormat(const QTimeZone &zone)
    : m_zone(zone.isValid() ? zone : QTimeZone::utc())
{
}

QString TimeFormat::zoneText(qint64 timeNs) const
{
    if (m_zone == QTimeZone::utc() || m_zone.id() == "UTC")
        return QStringLiteral("UTC");
    const int offset = m_zone.offsetFromUtc(dateTimeOf(timeNs == noTime ? 0 : timeNs, m_zone));
    return QStringLiteral("%1 %2").arg(QString::fromLatin1(m_zone.id()), offsetText(offset));
}

QString TimeFormat::timeOfDay(qint64 timeNs) const
{
    return inZone(timeNs, m_zone, QStringLiteral("HH:mm:ss"));
}

QString TimeFormat::timeOfDayMs(qint64 timeNs) const
{
    return inZone(timeNs, m_zone, QStringLiteral("HH:mm:ss.zzz"));
}

QString TimeFormat::timeOfDayUs(qint64 timeNs) const
{
    if (timeNs == noTime)
        return timeOfDay(timeNs);
    const qint64 micros = floorDiv(timeNs, nsPerUs);
    const qint64 fraction = micros - floorDiv(micros, 1'000'000) * 1'000'000;
    return QStringLiteral("%1.%2").arg(timeOfDay(timeNs)).arg(fraction, 6, 10, QChar(u'0'));
}

QString TimeFormat::date(qint64 timeNs) const
{
    return inZone(timeNs, m_zone, QStringLiteral("d MMM yyyy"));
}

QString TimeFormat::dayTime(qint64 timeNs) const
{
    return inZone(timeNs, m_zone, QStringLiteral("d MMM HH:mm:ss"));
}

QString TimeFormat::dayTimeMs(qint64 timeNs) const
{
    return inZone(timeNs, m_zone, QStringLiteral("d MMM HH:mm:ss.zzz"));
}

QString TimeFormat::dateTime(qint64 timeNs) const
{
    return inZone(timeNs, m_zone, QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString TimeFormat::dateTimeMs(qint64 timeNs) const
{
    return inZone(timeNs, m_zone, QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
}

int TimeFormat::year(qint64 timeNs) const
{
    return inZone(timeNs, m_zone, QStringLiteral("yyyy")).toInt();
}

QString TimeFormat::range(const TimeRange &range) const
{
    const QString clock = range.lengthNs() < 10 * nsPerMinute ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm");
    const QString from = inZone(range.beginNs, m_zone, clock);
    const QString to = inZone(range.endNs, m_zone, clock);
    const QString zone = zoneText(range.beginNs);
    const QString firstDate = date(range.beginNs);
    const QString lastDate = date(range.endNs);
    if (firstDate == lastDate)
        return QStringLiteral("%1 %2 – %3 %4").arg(firstDate, from, to, zone);
    return QStringLiteral("%1 %2 – %3 %4 %5").arg(firstDate, from, lastDate, to, zone);
}

QString isoTime(qint64 timeNs, int minimumDigits)
{
    if (timeNs == noTime)
        return {};
    const qint64 seconds = floorDiv(timeNs, nsPerSecond);
    const qint64 fraction = timeNs - seconds * nsPerSecond;
    QString digits = QStringLiteral("%1").arg(fraction, 9, 10, QChar(u'0'));
    qsizetype count = 9;
    while (count > minimumDigits && digits.at(count - 1) == u'0')
        --count;
    digits.truncate(count);
    const QString whole = QLocale::c().toString(QDateTime::fromSecsSinceEpoch(seconds, QTimeZone::utc()),
                                                QStringLiteral("yyyy-MM-ddTHH:mm:ss"));
    return digits.isEmpty() ? whole + u'Z' : whole + u'.' + digits + u'Z';
}

std::optional<qint64> parseIsoTime(QStringView text)
{
    text = text.trimmed();
    // Qt reads at most milliseconds: the fraction is taken out, read as nanoseconds and added again.
    QString whole = text.toString();
    qint64 fraction = 0;
    const qsizetype dot = text.lastIndexOf(u'.');
    if (dot > 0) {
        qsizetype end = dot + 1;
        qint64 unit = nsPerSecond / 10;
        for (; end < text.size() && text.at(end).isDigit(); ++end) {
            fraction += text.at(end).digitValue() * unit;
            unit /= 10;
        }
        if (end == dot + 1)
            return std::nullopt;
        whole.remove(dot, end - dot);
    }
    QDateTime time = QDateTime::fromString(whole, Qt::ISODate);
    if (!time.isValid())
        return std::nullopt;
    if (time.timeSpec() == Qt::LocalTime)
        time = QDateTime(time.date(), time.time(), QTimeZone::utc());
    const qint64 seconds = time.toSecsSinceEpoch();
    constexpr qint64 farthest = std::numeric_limits<qint64>::max() / nsPerSecond - 1;
    if (qAbs(seconds) > farthest)
        return std::nullopt;
    return seconds * nsPerSecond + fraction;
}

QString secondsText(qint64 fromNs, qint64 toNs)
{
    qint64 ns = 0;
    if (fromNs == noTime || toNs == noTime || qSubOverflow(toNs, fromNs, &ns))
        return {};
    const qint64 fraction = qAbs(ns % nsPerSecond);
    const QString text = QStringLiteral("%1%2.%3")
                             .arg(ns < 0 ? QStringLiteral("-") : QString())
                             .arg(qAbs(ns / nsPerSecond))
                             .arg(fraction, 9, 10, QChar(u'0'));
    return fraction % nsPerUs == 0 ? text.chopped(3) : text;
}

QString durationText(qint64 ns)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("wirecase::TimeFormat", text); };
    if (ns < nsPerSecond)
        return tr(QT_TRANSLATE_NOOP("wirecase::TimeFormat", "%1 ms")).arg(ns / nsPerMs);
    const qint64 seconds = ns / nsPerSecond;
    if (seconds < 60)
        return tr(QT_TRANSLATE_NOOP("wirecase::TimeFormat", "%1 s")).arg(seconds);
    const qint64 minutes = seconds / 60;
    if (minutes < 60) {
        if (seconds % 60 == 0 || minutes >= 10)
            return tr(QT_TRANSLATE_NOOP("wirecase::TimeFormat", "%1 min")).arg(minutes);
        return tr(QT_TRANSLATE_NOOP("wirecase::TimeFormat", "%1 min %2 s")).arg(minutes).arg(seconds % 60);
    }
    const qint64 hours = minutes / 60;
    if (hours < 48)
        return tr(QT_TRANSLATE_NOOP("wirecase::TimeFormat", "%1 h %2 min"))
            .arg(hours)
            .arg(minutes % 60, 2, 10, QChar(u'0'));
    if (hours % 24 == 0)
        return tr(QT_TRANSLATE_NOOP("wirecase::TimeFormat", "%1 d")).arg(hours / 24);
    return tr(QT_TRANSLATE_NOOP("wirecase::TimeFormat", "%1 d %2 h")).arg(hours / 24).arg(hours % 24);
}

} // namespace wirecase
