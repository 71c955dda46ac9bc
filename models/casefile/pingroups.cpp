#include "models/casefile/pingroups.h"

#include <QHash>

namespace wirecase {

std::vector<std::vector<Pin>> pinGroups(const std::vector<Pin> &pins)
{
    std::vector<std::vector<Pin>> groups;
    QHash<QString, std::size_t> groupOf;
    for (const Pin &pin : pins) {
        const auto known = groupOf.constFind(pin.label);
        if (known != groupOf.constEnd() && !pin.label.isEmpty()) {
            groups[*known].push_back(pin);
            continue;
        }
        groupOf.insert(pin.label, groups.size());
        groups.push_back({pin});
    }
    return groups;
}

} // namespace wirecase
