#include "models/base/pastedtime.h"

#include "models/base/timerange.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

#include <array>

namespace wirecase {

namespace {

constexpr int fractionDigits = 9;

/// Nanoseconds of ".25"; more digits than nine are cut.
qint64 fractionNs(const QString &digits)
{
    return digits.left(fractionDigits).leftJustified(fractionDigits, u'0').toLongLong();
}

std::optional<qint64> scaled(qint64 whole, qint64 unitNs, const QString &fraction)
{
    qint64 ns = 0;
    if (qMulOverflow(whole, unitNs, &ns) || qAddOverflow(ns, fractionNs(fraction) * unitNs / nsPerSecond, &ns))
        return std::nullopt;
    return ns;
}

std::optional<qint64> parseEpoch(const QString &text)
{
    // Fewer digits are a small number, which nobody means as a time.
    static const QRegularExpression form(QStringLiteral("^(\\d{9,19})(?:\\.(\\d+))?$"));
    const auto match = form.match(text);
    bool ok = false;
    const qint64 whole = match.captured(1).toLongLong(&ok);
    const qsizetype digits = match.capturedLength(1);
    if (!match.hasMatch() || !ok)
        return std::nullopt;
    const qint64 unit = digits <= 11 ? nsPerSecond : digits <= 14 ? nsPerMs : digits <= 17 ? nsPerUs : 1;
    return scaled(whole, unit, match.captured(2));
}

/// Seconds east of Greenwich; no text means UTC.
std::optional<int> parseZone(QString text)
{
    text.remove(u':');
    if (text.isEmpty() || text == u'Z' || text == u'z' || text == u"UTC" || text == u"GMT")
        return 0;
    const int hours = text.mid(1, 2).toInt();
    const int minutes = text.mid(3, 2).toInt();
    if (hours > 14 || minutes > 59)
        return std::nullopt;
    return (text.startsWith(u'-') ? -1 : 1) * (hours * 60 + minutes) * 60;
}

std::optional<int> parseMonth(const QString &text)
{
    constexpr std::array names{u"jan", u"feb", u"mar", u"apr", u"may", u"jun",
                               u"jul", u"aug", u"sep", u"oct", u"nov", u"dec"};
    if (text.front().isDigit())
        return text.toInt();
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (text.left(3).toLower() == QStringView(names[i]))
            return static_cast<int>(i) + 1;
    }
    return std::nullopt;
}

std::optional<qint64> timeOf(const QRegularExpressionMatch &match)
{
    const auto month = parseMonth(match.captured(QStringLiteral("month")));
    const auto zone = parseZone(match.captured(QStringLiteral("zone")));
    if (!month || !zone)
        return std::nullopt;
    const auto number = [&match](const QString &name) { return match.captured(name).toInt(); };
    const QDate date(number(QStringLiteral("year")), *month, number(QStringLiteral("day")));
    const QTime time(number(QStringLiteral("hour")), number(QStringLiteral("minute")),
                     number(QStringLiteral("second")));
    if (!date.isValid() || !time.isValid())
        return std::nullopt;
    const qint64 seconds = QDateTime(date, time, QTimeZone::utc()).toSecsSinceEpoch() - *zone;
    return scaled(seconds, nsPerSecond, match.captured(QStringLiteral("fraction")));
}

// The clock after a date: "12:00", "12:00:03.25", then perhaps a zone.
QString clockForm()
{
    return QStringLiteral("(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d+))?)?"
                          " ?(?<zone>Z|z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?$");
}

const std::array<QRegularExpression, 5> &calendarForms()
{
    static const std::array<QRegularExpression, 5> forms{
        // 2026-10-01 12:00:03.25+02:00
        QRegularExpression(QStringLiteral("^(?<year>\\d{4})[-/](?<month>\\d{1,2})[-/](?<day>\\d{1,2})[Tt ,]+")
                           + clockForm()),
        // 2026-10-01
        QRegularExpression(QStringLiteral("^(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})$")),
        // 20261001T120003Z
        QRegularExpression(
            QStringLiteral("^(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})[Tt](?<hour>\\d{2})(?<minute>\\d{2})"
                           "(?<second>\\d{2})(?:[.,](?<fraction>\\d+))?(?<zone>Z|[+-]\\d{2}:?\\d{2})?$")),
        // Oct  1, 2026 12:00:03.25 UTC
        QRegularExpression(QStringLiteral("^(?<month>[A-Za-z]{3,9}) (?<day>\\d{1,2}),? (?<year>\\d{4}),? ")
                           + clockForm()),
        // 01/Oct/2026:12:00:03 +0000, Thu, 01 Oct 2026 12:00:03 GMT
        QRegularExpression(QStringLiteral("^(?:[A-Za-z]{3}, )?(?<day>\\d{1,2})[ /](?<month>[A-Za-z]{3,9})[ /]"
                                          "(?<year>\\d{4})[ :]")
                           + clockForm()),
    };
    return forms;
}

} // namespace

std::optional<qint64> parsePastedTime(QStringView pasted)
{
    constexpr qsizetype longest = 100;
    if (pasted.size() > longest)
        return std::nullopt;
    QString text = pasted.toString().simplified();
    text.remove(QRegularExpression(QStringLiteral("^[\"'\\[(]+|[\"'\\]),;]+$")));
    if (const auto epoch = parseEpoch(text))
        return epoch;
    for (const QRegularExpression &form : calendarForms()) {
        if (const auto match = form.match(text); match.hasMatch())
            return timeOf(match);
    }
    return std::nullopt;
}

} // namespace wirecase
