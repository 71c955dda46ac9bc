#pragma once

#include <QString>

namespace wirecase {

/// A name for a file, made from one that came over the network: without folders, control characters or marks that turn
/// the direction of writing, no hidden file, none of Windows' device names, never empty, at most 120 bytes of UTF-8
/// with its extension kept. `number` is for what has no name: "object-3".
[[nodiscard]] QString safeName(const QString &given, quint32 number);

/// The same, in a folder where `isTaken` says which names are in use: "a.txt", "a-2.txt".
template <typename IsTaken>
[[nodiscard]] QString freeName(const QString &name, const IsTaken &isTaken)
{
    if (!isTaken(name))
        return name;
    const qsizetype dot = name.lastIndexOf(u'.') > 0 ? name.lastIndexOf(u'.') : name.size();
    for (int i = 2;; ++i) {
        const QString other = name.left(dot) + u'-' + QString::number(i) + name.mid(dot);
        if (!isTaken(other))
            return other;
    }
}

} // namespace wirecase
