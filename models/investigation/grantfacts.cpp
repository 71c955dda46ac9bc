#include "models/investigation/grantfacts.h"

#include "models/investigation/alertview.h"
#include "models/investigation/citations.h"
#include "models/investigation/factindex.h"
#include "models/investigation/facttext.h"
#include "models/investigation/rolegrant.h"

#include <QCoreApplication>

namespace wirecase {

namespace {

constexpr qsizetype mostShown = 10;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::GrantFacts)
};

QString scopeText(const QString &scope)
{
    const QStringList parts = scope.split(u'/', Qt::SkipEmptyParts);
    if (parts.size() == 2 && parts.front().compare(QLatin1String("subscriptions"), Qt::CaseInsensitive) == 0)
        return Text::tr("the subscription %1").arg(parts.back());
    if (parts.size() == 4)
        return Text::tr("the resource group %1").arg(parts.back());
    return scope;
}

QString grantText(const AlertView &view, const RoleGrant &grant)
{
    const QString when =
        QStringLiteral("%1 %2").arg(view.format.dateTime(grant.timeNs), view.format.zoneText(grant.timeNs));
    const QString role = grant.role.isEmpty() ? Text::tr("a role that the evidence does not name") : grant.role;
    const QString whom = grant.principalId.isEmpty() ? Text::tr("someone whom the evidence does not name")
                                                     : view.index.links().principalText(grant.principalId);
    //: who assigned which role to whom, and where it holds
    return Text::tr("%1: %2 assigned %3 to %4 on %5").arg(when, grant.callerTitle, role, whom, scopeText(grant.scope));
}

bool isSame(const QString &a, const QString &b)
{
    return !a.isEmpty() && a.compare(b, Qt::CaseInsensitive) == 0;
}

bool concernsCaller(const AlertView &view, const RoleGrant &grant)
{
    return isSame(grant.principalId, view.event.callerId) || isSame(grant.callerId, view.event.callerId)
           || isSame(grant.caller, view.event.caller);
}

/// The fact under construction, with what does not go into it any more counted.
struct Gathered
{
    QStringList texts;
    Citations cited;
    qsizetype left = 0;

    void add(const QString &text, const EvidenceRef &source)
    {
        cited.add(source);
        if (texts.size() < mostShown)
            texts << text;
        else
            ++left;
    }

    [[nodiscard]] GrantFact fact(const QString &name, const QString &label) const
    {
        QStringList lines = texts;
        if (left > 0)
            lines << Text::tr("and %1 more").arg(left);
        return {name, label, factJoin({lines.join(QStringLiteral("; ")), cited.cutText()}), cited.sources()};
    }
};

} // namespace

std::vector<GrantFact> grantFacts(const AlertView &view)
{
    Gathered own;
    Gathered others;
    const QString target = view.session ? view.session->target : view.event.resourceId;
    for (const EventId id : view.index.links().grantsIn({view.event.timeNs - 24 * nsPerHour, view.event.timeNs})) {
        const RoleGrant &grant = view.index.links().grant(id);
        const EvidenceRef source = view.snapshot.activity->source(id);
        const QString text = grantText(view, grant);
        if (concernsCaller(view, grant))
            own.add(text, source);
        else if (holdsFor(grant.scope, target))
            own.add(Text::tr("%1 (others, but it holds for the target)").arg(text), source);
        else
            others.add(text, source);
    }
    std::vector<GrantFact> facts;
    if (!own.texts.isEmpty())
        facts.push_back(own.fact(QStringLiteral("grants"), Text::tr("Roles assigned in the day before")));
    if (!others.texts.isEmpty())
        facts.push_back(
            others.fact(QStringLiteral("grants.others"), Text::tr("Roles assigned by others in the day before")));
    return facts;
}

} // namespace wirecase
