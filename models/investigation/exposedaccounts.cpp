#include "models/investigation/exposedaccounts.h"

#include "models/investigation/factindex.h"
#include "models/investigation/snapshot.h"

#include <algorithm>
#include <map>

namespace wirecase {

namespace {

void addSecret(const Snapshot &snapshot, const Secret &secret, ExposedAccount &account)
{
    account.count += secret.count;
    account.accepted = account.accepted || secret.outcome == QLatin1String("accepted");
    if (const QString protocol = secret.protocol.toUpper(); !account.protocols.contains(protocol))
        account.protocols << protocol;
    const QString name = snapshot.capture.conversations->at(secret.conversation).serverName;
    if (account.serverName.isEmpty() && !IpAddress::parse(name))
        account.serverName = name;
    for (const PacketId packet : secret.packets) {
        const qint64 time = snapshot.capture.packets->timeNs(packet);
        account.cited.add(snapshot.capture.packets->refOf(packet));
        if (time == noTime)
            continue;
        account.firstNs = account.firstNs == noTime ? time : std::min(account.firstNs, time);
        account.lastNs = std::max(account.lastNs, time);
    }
}

} // namespace

std::vector<ExposedAccount> exposedAccounts(const Snapshot &snapshot, FactIndex &index,
                                            const std::vector<TrafficId> &rows)
{
    std::vector<quint32> found;
    for (const TrafficId row : rows) {
        const std::vector<quint32> secrets = index.secretsOf(row);
        found.insert(found.end(), secrets.begin(), secrets.end());
    }
    std::ranges::sort(found); // in order of time
    std::map<std::pair<Endpoint, QString>, ExposedAccount> accounts;
    for (const quint32 number : found) {
        const Secret &secret = snapshot.secrets->secrets().at(number);
        if (secret.kind == QLatin1String("anonymous") || secret.packets.empty())
            continue;
        const auto [place, isNew] = accounts.try_emplace({secret.server, secret.user});
        ExposedAccount &account = place->second;
        if (isNew) {
            account.user = secret.user;
            account.server = secret.server;
            account.traffic = snapshot.traffic->ofConversation(secret.conversation);
            account.packet = secret.packets.front();
        }
        addSecret(snapshot, secret, account);
    }
    std::vector<ExposedAccount> all;
    for (auto &[key, account] : accounts)
        all.push_back(std::move(account));
    return all;
}

Citations citedBy(const std::vector<ExposedAccount> &accounts)
{
    Citations cited;
    for (const ExposedAccount &account : accounts)
        cited.add(account.cited.sources().front());
    for (const ExposedAccount &account : accounts) {
        const auto &sources = account.cited.sources();
        std::for_each(sources.begin() + 1, sources.end(), [&](const EvidenceRef &ref) { cited.add(ref); });
        cited.addUncited(account.cited.uncited());
    }
    return cited;
}

} // namespace wirecase
