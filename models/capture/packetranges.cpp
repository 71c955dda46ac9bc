#include "models/capture/packetranges.h"

namespace wirecase {

std::vector<std::pair<quint32, quint32>> rangesOf(const std::vector<quint32> &ascending)
{
    std::vector<std::pair<quint32, quint32>> ranges;
    for (const quint32 number : ascending) {
        if (ranges.empty() || ranges.back().second + 1 != number)
            ranges.emplace_back(number, number);
        else
            ranges.back().second = number;
    }
    return ranges;
}

} // namespace wirecase
