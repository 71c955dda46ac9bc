#include "models/base/numbertext.h"

#include <array>

namespace wirecase {

QString countText(qint64 count, const QLocale &locale)
{
    return locale.toString(count);
}

QString bytesText(quint64 bytes, const QLocale &locale)
{
    constexpr std::array units{"B", "kB", "MB", "GB", "TB", "PB"};
    if (bytes < 1000)
        return QStringLiteral("%1 B").arg(bytes);
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    const int decimals = value < 99.95 ? 1 : 0;
    return QStringLiteral("%1 %2").arg(locale.toString(value, 'f', decimals), QLatin1String(units.at(unit)));
}

QString shareText(quint64 part, quint64 whole, const QLocale &locale)
{
    if (whole == 0)
        return {};
    const double percent = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    const int decimals = percent > 0 && percent < 9.95 ? 1 : 0;
    return QStringLiteral("%1 %").arg(locale.toString(percent, 'f', decimals));
}

} // namespace wirecase
