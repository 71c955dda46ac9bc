#pragma once

#include <QString>
#include <QStringList>

namespace wirecase {

// Texts of facts: the same on every machine, whatever its locale, because reports are made of them.

[[nodiscard]] QString factCount(quint64 count);               ///< "18 402", with narrow no-break spaces
[[nodiscard]] QString factBytes(quint64 bytes);               ///< "6.4 GB"
[[nodiscard]] QString factShare(quint64 part, quint64 whole); ///< "11 %", empty when whole is 0
[[nodiscard]] QString factJoin(const QStringList &parts);     ///< non-empty parts with a middle dot between

/// The part after `type` in a resource id, in any case; empty when it has none: ("…/resourceGroups/rg-1/…",
/// "resourceGroups") is "rg-1".
[[nodiscard]] QString resourcePart(const QString &resourceId, const QString &type);

} // namespace wirecase
