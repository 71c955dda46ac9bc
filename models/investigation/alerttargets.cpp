#include "models/investigation/alerttargets.h"

#include "models/investigation/snapshot.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::AlertTargets)
};

QString lastPart(const QString &resourceId)
{
    return resourceId.mid(resourceId.lastIndexOf(u'/') + 1);
}

AlertTarget targetOf(const QString &machine, const QString &resourceId, const QString &capture)
{
    const bool known = !machine.isEmpty() || !resourceId.isEmpty();
    AlertTarget target;
    target.name = !machine.isEmpty() ? machine : known ? lastPart(resourceId) : capture;
    QStringList lines{target.name};
    if (known)
        lines << resourceId;
    else
        lines << Text::tr("The machine is not in the evidence; this is the capture.");
    if (known && !capture.isEmpty())
        lines << Text::tr("Capture %1").arg(capture);
    lines.removeAll(QString());
    target.detail = lines.join(u'\n');
    return target;
}

} // namespace

QHash<QString, AlertTarget> alertTargets(const Snapshot &snapshot)
{
    QHash<QString, AlertTarget> targets;
    for (const CaptureSession &session : snapshot.correlation->sessions()) {
        for (const QString &key : session.alertKeys)
            targets.insert(key, targetOf(session.targetName, session.target, session.name));
    }
    for (const FailedStart &failed : snapshot.correlation->failedStarts()) {
        for (const QString &key : failed.alertKeys)
            targets.insert(key, targetOf({}, failed.target, failed.name));
    }
    for (const Alert &alert : snapshot.detection.alerts) {
        if (!targets.contains(alert.key))
            targets.insert(alert.key, targetOf({}, snapshot.activity->event(alert.event).resourceId, {}));
    }
    return targets;
}

QString alertText(const Snapshot &snapshot, const QString &alertKey)
{
    const auto &alerts = snapshot.detection.alerts;
    const auto found =
        std::find_if(alerts.begin(), alerts.end(), [&](const Alert &alert) { return alert.key == alertKey; });
    if (found == alerts.end())
        return {};
    //: the number of an alert and the machine it is about
    return Text::tr("alert %1, %2").arg(found - alerts.begin() + 1).arg(snapshot.targets.value(alertKey).name);
}

} // namespace wirecase
