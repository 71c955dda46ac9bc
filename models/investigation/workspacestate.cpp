#include "models/investigation/workspacestate.h"

#include "models/investigation/rowrefs.h"
#include "models/investigation/snapshot.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace wirecase {

namespace {

constexpr std::array viewKeys{"triage", "traffic", "rules", "evidence", "report"};
static_assert(viewKeys.size() == viewCount);

QJsonValue number(qint64 value)
{
    return QString::number(value); // JSON numbers lose digits beyond 2^53
}

qint64 numberOf(const QJsonValue &value)
{
    return value.toString().toLongLong();
}

QJsonObject refJson(const EvidenceRef &ref)
{
    return {{QStringLiteral("file"), static_cast<qint64>(ref.file)},
            {QStringLiteral("record"), number(static_cast<qint64>(ref.record))}};
}

EvidenceRef refOf(const QJsonObject &json)
{
    return {EvidenceId{static_cast<quint32>(json.value(QLatin1String("file")).toInteger())},
            static_cast<quint64>(numberOf(json.value(QLatin1String("record"))))};
}

QJsonObject scopeJson(const Scope &scope)
{
    QJsonObject json;
    if (scope.window) {
        json.insert(QStringLiteral("begin"), number(scope.window->beginNs));
        json.insert(QStringLiteral("end"), number(scope.window->endNs));
    }
    QJsonArray hosts;
    for (const IpAddress &host : scope.hosts)
        hosts.append(host.toString());
    json.insert(QStringLiteral("hosts"), hosts);
    json.insert(QStringLiteral("kql"), scope.kql);
    return json;
}

Scope scopeOf(const QJsonObject &json)
{
    Scope scope;
    if (json.contains(QLatin1String("begin")))
        scope.window =
            TimeRange{numberOf(json.value(QLatin1String("begin"))), numberOf(json.value(QLatin1String("end")))};
    for (const QJsonValue &host : json.value(QLatin1String("hosts")).toArray()) {
        if (const auto address = IpAddress::parse(host.toString()))
            scope.hosts.push_back(*address);
    }
    scope.kql = json.value(QLatin1String("kql")).toString();
    return scope;
}

QJsonObject focusJson(const Focus &focus, const Snapshot &snapshot)
{
    QJsonObject json{{QStringLiteral("alert"), focus.alert}, {QStringLiteral("rule"), focus.rule}};
    if (focus.event)
        json.insert(QStringLiteral("event"), eventKey(snapshot, *focus.event));
    if (focus.traffic) {
        if (const auto ref = trafficRef(snapshot, *focus.traffic))
            json.insert(QStringLiteral("traffic"), refJson(*ref));
    }
    if (focus.packet) {
        if (const auto ref = packetRef(snapshot, *focus.packet))
            json.insert(QStringLiteral("packet"), refJson(*ref));
    }
    return json;
}

} // namespace

QString viewKey(View view)
{
    return QLatin1String(viewKeys.at(static_cast<std::size_t>(view)));
}

QByteArray workspaceBytes(View view, const Scope &scope, const Focus &focus, const Snapshot &snapshot)
{
    const QJsonObject json{{QStringLiteral("view"), viewKey(view)},
                           {QStringLiteral("scope"), scopeJson(scope)},
                           {QStringLiteral("focus"), focusJson(focus, snapshot)}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<Pivot> workspacePlace(const QByteArray &bytes, const Snapshot &snapshot,
                                    const std::function<std::optional<EvidenceRef>(const EvidenceRef &)> &present)
{
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    if (json.isEmpty())
        return std::nullopt;
    Pivot place;
    for (std::size_t i = 0; i < viewKeys.size(); ++i) {
        if (json.value(QLatin1String("view")) == QLatin1String(viewKeys.at(i)))
            place.view = static_cast<View>(i);
    }
    place.scope = scopeOf(json.value(QLatin1String("scope")).toObject());
    const QJsonObject focus = json.value(QLatin1String("focus")).toObject();
    place.focus.alert = focus.value(QLatin1String("alert")).toString();
    place.focus.rule = focus.value(QLatin1String("rule")).toString();
    place.focus.event = snapshot.activity->byKey(focus.value(QLatin1String("event")).toString());
    if (const QJsonObject ref = focus.value(QLatin1String("traffic")).toObject(); !ref.isEmpty()) {
        if (const auto now = present(refOf(ref)))
            place.focus.traffic = trafficAt(snapshot, *now);
    }
    if (const QJsonObject ref = focus.value(QLatin1String("packet")).toObject(); !ref.isEmpty()) {
        if (const auto now = present(refOf(ref)))
            place.focus.packet = snapshot.capture.packets->packetAt(*now);
    }
    return place;
}

} // namespace wirecase
