#pragma once

#include "models/base/ids.h"
#include "models/base/ipaddress.h"
#include "models/base/timerange.h"
#include "models/investigation/citations.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace wirecase {

class FactIndex;
struct Snapshot;

/// A user of a server whose password crossed the network readable. The name is no secret, and what has to be reset
/// cannot be told without it; the password is nowhere in it.
struct ExposedAccount
{
    QString user;
    Endpoint server;
    QString serverName;    ///< as clients call it; empty when none does
    QStringList protocols; ///< "FTP"
    quint64 count = 0;     ///< how often it was sent
    qint64 firstNs = noTime;
    qint64 lastNs = noTime;
    bool accepted = false; ///< the server said yes at least once
    TrafficId traffic{};   ///< where it was sent first
    PacketId packet{};
    Citations cited;
};

/// The accounts exposed in these rows, by server, then name. A guest's login exposes none.
[[nodiscard]] std::vector<ExposedAccount> exposedAccounts(const Snapshot &snapshot, FactIndex &index,
                                                          const std::vector<TrafficId> &rows);
/// A record of each account, then the others.
[[nodiscard]] Citations citedBy(const std::vector<ExposedAccount> &accounts);

} // namespace wirecase
