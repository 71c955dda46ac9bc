#include "models/investigation/alertview.h"
#include "models/investigation/factsections.h"
#include "models/investigation/facttext.h"

#include <QCoreApplication>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::SessionFacts)
};

QString notInEvidence()
{
    return Text::tr("not in the evidence");
}

QString limitsText(const CaptureSession &session)
{
    QStringList parts;
    if (session.timeLimitSeconds > 0)
        parts << Text::tr("records for at most %1 s").arg(factCount(static_cast<quint64>(session.timeLimitSeconds)));
    if (session.totalBytes > 0)
        parts << Text::tr("at most %1").arg(factBytes(session.totalBytes));
    if (session.continuous)
        parts << Text::tr("continuous, ring of files");
    parts << bytesPerPacketText(session);
    parts << (session.filters.isEmpty() ? Text::tr("no filter") : session.filters.join(QStringLiteral("; ")));
    return factJoin(parts);
}

QString timesText(const AlertView &view)
{
    const CaptureSession &session = *view.session;
    QString end = endReasonText(session.endReason);
    if (session.endAssumed)
        end = Text::tr("%1, assumed").arg(end);
    return factJoin(
        {view.format.range(session.requested),
         Text::tr("%1 from request to end, start-up included").arg(durationText(session.requested.lengthNs())), end});
}

void addWhat(const AlertView &view, std::vector<FactRow> &rows)
{
    const auto add = [&](const QString &key, const QString &label, const QString &value) {
        rows.push_back(factRow(view, groupWhat, key, label, value, view.sessionSources()));
    };
    add(QStringLiteral("operation"), Text::tr("Operation"), view.event.operation);
    add(QStringLiteral("outcome"), Text::tr("Outcome"), factJoin({view.event.status, view.event.subStatus}));
    if (!view.session)
        return;
    add(QStringLiteral("session.name"), Text::tr("Capture"), view.session->name);
    add(QStringLiteral("session.limits"), Text::tr("Limits"),
        view.session->bodyFound
            ? limitsText(*view.session)
            : Text::tr("the request body is %1; defaults assumed: %2").arg(notInEvidence(), limitsText(*view.session)));
    add(QStringLiteral("session.times"), Text::tr("Ran"), timesText(view));
    for (qsizetype i = 0; i < view.session->cautions.size(); ++i) {
        FactRow row = factRow(view, groupWhat, QStringLiteral("session.caution.%1").arg(i + 1), Text::tr("Caution"),
                              view.session->cautions.at(i), view.sessionSources());
        row.alarming = true;
        rows.push_back(std::move(row));
    }
}

QString addressesText(const CaptureSession &session)
{
    if (session.targetAddresses.empty())
        return notInEvidence();
    QStringList addresses;
    for (const IpAddress &address : session.targetAddresses)
        addresses << address.toString();
    return QStringLiteral("%1 (%2)").arg(addresses.join(QStringLiteral(", ")), session.addressSource);
}

QString colonMac(const QString &mac)
{
    QStringList pairs;
    for (qsizetype i = 0; i + 1 < mac.size(); i += 2)
        pairs << mac.mid(i, 2);
    return pairs.join(u'-');
}

void addTarget(const AlertView &view, std::vector<FactRow> &rows)
{
    const auto add = [&](const QString &key, const QString &label, const QString &value) {
        if (!value.isEmpty())
            rows.push_back(factRow(view, groupTarget, key, label, value, view.sessionSources()));
    };
    if (!view.session || view.session->target.isEmpty()) {
        add(QStringLiteral("target"), Text::tr("Target"), notInEvidence());
        add(QStringLiteral("target.resource"), Text::tr("Resource of the event"), view.event.resourceId);
        return;
    }
    const CaptureSession &session = *view.session;
    add(QStringLiteral("target"), Text::tr("Target"), session.targetName);
    add(QStringLiteral("target.addresses"), Text::tr("Addresses"), addressesText(session));
    add(QStringLiteral("target.group"), Text::tr("Resource group"),
        resourcePart(session.target, QStringLiteral("resourceGroups")));
    add(QStringLiteral("target.mac"), Text::tr("Network interface"), colonMac(session.targetMac));
    add(QStringLiteral("target.resource"), Text::tr("Resource id"), session.target);
}

QString linkedText(const AlertView &view)
{
    const auto captures = static_cast<int>(view.session->captureFiles.size());
    QStringList parts{captures == 0 ? Text::tr("no capture file in the evidence")
                                    : Text::tr("%n capture file(s) linked", nullptr, captures)};
    if (view.session->linkedByTimeOnly)
        parts << Text::tr("by time only");
    if (const auto logs = static_cast<int>(view.snapshot.flows->files().size()); logs > 0)
        parts << Text::tr("%n flow-log file(s)", nullptr, logs);
    return factJoin(parts);
}

void addWrittenTo(const AlertView &view, std::vector<FactRow> &rows)
{
    if (!view.session)
        return;
    const CaptureSession &session = *view.session;
    const auto add = [&](const QString &key, const QString &label, const QString &value) {
        if (!value.isEmpty())
            rows.push_back(factRow(view, groupWrittenTo, key, label, value, view.sessionSources()));
    };
    const bool known = !session.storageAccount.isEmpty() || !session.localPath.isEmpty();
    add(QStringLiteral("written_to"), Text::tr("Storage account"), known ? session.storageAccount : notInEvidence());
    add(QStringLiteral("written_to.path"), Text::tr("Path"), session.storagePath);
    add(QStringLiteral("written_to.local"), Text::tr("File on the machine"), session.localPath);
    std::vector<EvidenceRef> files;
    for (const quint32 number : session.captureFiles)
        files.push_back({view.snapshot.capture.packets->files().at(number).id, 0});
    FactRow linked = factRow(view, groupWrittenTo, QStringLiteral("written_to.linked"), Text::tr("In the evidence"),
                             linkedText(view), std::move(files));
    linked.pivot = trafficPivot(view, Text::tr("Show traffic"));
    rows.push_back(std::move(linked));
}

} // namespace

void addSessionFacts(const AlertView &view, std::vector<FactRow> &rows)
{
    addWhat(view, rows);
    addTarget(view, rows);
    addWrittenTo(view, rows);
}

} // namespace wirecase
