#include "models/investigation/alertview.h"
#include "models/investigation/exposedaccounts.h"
#include "models/investigation/factindex.h"
#include "models/investigation/factsections.h"
#include "models/investigation/facttext.h"
#include "models/kql/kqlquoting.h"

#include <QCoreApplication>

#include <set>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::ExposedFacts)
};

QString exposedText(const AlertView &view, const std::vector<ExposedAccount> &accounts)
{
    if (const QString why = view.whyNotCaptured(); !why.isEmpty())
        return why;
    if (accounts.empty() && !view.snapshot.secrets->isComplete())
        return Text::tr("none found so far: the search was stopped");
    if (accounts.empty())
        return Text::tr("none found in %n captured conversation(s)", nullptr,
                        static_cast<int>(view.traffic.capturedConversations));
    std::set<Endpoint> servers;
    for (const ExposedAccount &account : accounts)
        servers.insert(account.server);
    return factJoin({Text::tr("%1 on %2")
                         .arg(Text::tr("%n account(s)", nullptr, static_cast<int>(accounts.size())),
                              Text::tr("%n server(s)", nullptr, static_cast<int>(servers.size()))),
                     view.snapshot.secrets->isComplete() ? QString() : Text::tr("the search was stopped")});
}

QString serverText(const ExposedAccount &account)
{
    const QString address = endpointText(account.server);
    return account.serverName.isEmpty() ? address : QStringLiteral("%1 (%2)").arg(address, account.serverName);
}

QString timesText(const AlertView &view, const ExposedAccount &account)
{
    if (account.firstNs == noTime)
        return {};
    const QString first =
        QStringLiteral("%1 %2").arg(view.format.dateTime(account.firstNs), view.format.zoneText(account.firstNs));
    if (account.firstNs == account.lastNs)
        return first;
    return Text::tr("first %1, last %2")
        .arg(first,
             QStringLiteral("%1 %2").arg(view.format.dateTime(account.lastNs), view.format.zoneText(account.lastNs)));
}

FactRow accountRow(const AlertView &view, const ExposedAccount &account, std::size_t number)
{
    const QString value = factJoin(
        {account.protocols.join(QStringLiteral(", ")), serverText(account),
         Text::tr("password sent %n time(s)", nullptr, static_cast<int>(account.count)), timesText(view, account),
         account.accepted ? Text::tr("accepted by the server") : QString(), account.cited.cutText()});
    FactRow row =
        factRow(view, groupExposed, QStringLiteral("exposed.%1").arg(number),
                account.user.isEmpty() ? Text::tr("(no name)") : account.user, value, account.cited.sources());
    row.pivot = trafficPivot(view, Text::tr("Show exposure"),
                             QStringLiteral("wirecase.secrets > 0 and destination.ip : %1 and destination.port : %2")
                                 .arg(kqlQuoted(account.server.address.toString()))
                                 .arg(account.server.port));
    row.pivot->focus.traffic = account.traffic;
    row.pivot->focus.packet = account.packet;
    row.alarming = true;
    return row;
}

} // namespace

void addExposedFacts(const AlertView &view, std::vector<FactRow> &rows)
{
    constexpr std::size_t mostAccounts = 20;
    std::vector<ExposedAccount> accounts;
    if (view.isTargetKnown())
        accounts = exposedAccounts(view.snapshot, view.index, view.traffic.withSecrets);
    const Citations cited = citedBy(accounts);
    FactRow secrets = factRow(view, groupAnswerable, QStringLiteral("traffic.secrets"), Text::tr("Credentials exposed"),
                              factJoin({exposedText(view, accounts), cited.cutText()}), cited.sources());
    secrets.alarming = !accounts.empty();
    secrets.pivot =
        pivotUnless(trafficPivot(view, Text::tr("Show exposure"), QStringLiteral("wirecase.secrets > 0")),
                    view.traffic.withSecrets.empty(), Text::tr("No captured conversation shows a credential."));
    const Pivot all = *secrets.pivot;
    rows.push_back(std::move(secrets));
    for (std::size_t i = 0; i < std::min(mostAccounts, accounts.size()); ++i)
        rows.push_back(accountRow(view, accounts[i], i + 1));
    if (accounts.size() <= mostAccounts)
        return;
    const auto left = static_cast<int>(accounts.size() - mostAccounts);
    Citations rest;
    for (std::size_t i = mostAccounts; i < accounts.size(); ++i)
        rest.add(accounts[i].cited.sources().front());
    FactRow row = factRow(view, groupExposed, QStringLiteral("exposed.rest"), Text::tr("Further accounts"),
                          factJoin({Text::tr("%n more, not listed", nullptr, left), rest.cutText()}), rest.sources());
    row.pivot = all;
    row.alarming = true;
    rows.push_back(std::move(row));
}

} // namespace wirecase
