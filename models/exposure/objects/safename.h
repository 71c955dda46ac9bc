#pragma once

#include <QHash>
#include <QSet>
#include <QStringList>

namespace wirecase {

/// A name for a file, made from one that came over the network: without folders, control characters or marks that turn
/// the direction of writing, no hidden file, none of Windows' device names, never empty, at most 120 bytes of UTF-8
/// with its extension kept. `number` is for what has no name: "object-3".
[[nodiscard]] QString safeName(const QString &given, quint32 number);

/// Gives each name once, whatever its case: "a.txt", "a-2.txt".
class FreeNames
{
public:
    /// `taken` are in use already.
    explicit FreeNames(const QStringList &taken);
    [[nodiscard]] QString next(const QString &name);

private:
    QSet<QString> m_taken;       ///< with case folded
    QHash<QString, int> m_count; ///< how often a name was asked for
};

} // namespace wirecase
