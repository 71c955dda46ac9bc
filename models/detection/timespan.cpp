#include "models/detection/timespan.h"

#include "models/kql/datemath.h"

#include <QString>

#include <array>

namespace wirecase {

namespace {

struct UnitSpec
{
    char16_t name;
    qint64 ns;
};

constexpr std::array units{
    UnitSpec{u's', nsPerSecond},
    UnitSpec{u'm', nsPerMinute},
    UnitSpec{u'h', nsPerHour},
    UnitSpec{u'd', 24 * nsPerHour},
};

} // namespace

std::optional<qint64> spanOf(QStringView text)
{
    if (text.size() < 2)
        return std::nullopt;
    bool isNumber = false;
    const int count = text.chopped(1).toInt(&isNumber);
    for (const UnitSpec &unit : units) {
        // 100 000 days is longer than any evidence and far from the end of the numbers.
        if (isNumber && count > 0 && text.back() == unit.name && count <= 100'000 * (24 * nsPerHour / unit.ns))
            return count * unit.ns;
    }
    return std::nullopt;
}

std::optional<qint64> lookBackOf(QStringView text)
{
    constexpr qint64 aMidnight = 20'000 * 24 * nsPerHour;
    if (!text.startsWith(u"now"))
        return std::nullopt;
    const auto date = parseDateMath(text, aMidnight);
    if (!date || date->beginNs > aMidnight)
        return std::nullopt;
    return aMidnight - date->beginNs;
}

} // namespace wirecase
