#pragma once

#include <QByteArray>

namespace wirecase::test {

/// Whether `isSane(client, server)` holds when any one byte of either side is overwritten, and when either ends
/// anywhere.
template <typename IsSane>
bool survivesDamage(const QByteArray &client, const QByteArray &server, const IsSane &isSane)
{
    const auto everyDamage = [](const QByteArray &bytes, const auto &survives) {
        for (qsizetype at = 0; at < bytes.size(); ++at) {
            QByteArray changed = bytes;
            changed[at] = '\xff';
            if (!survives(changed) || !survives(bytes.left(at)))
                return false;
        }
        return true;
    };
    return everyDamage(client, [&](const QByteArray &damaged) { return isSane(damaged, server); })
           && everyDamage(server, [&](const QByteArray &damaged) { return isSane(client, damaged); });
}

} // namespace wirecase::test
