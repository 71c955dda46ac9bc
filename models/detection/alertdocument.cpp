#include "models/detection/alertdocument.h"

#include "models/activity/activityindex.h"
#include "models/base/timeformat.h"

#include <QCryptographicHash>
#include <QJsonArray>

namespace wirecase {

namespace {

/// Of several representations the one whose fields say most in this view: it has an outcome.
QJsonObject documentOf(const ActivityIndex &events, EventId event, DetectionMode mode)
{
    const bool normalised = mode == DetectionMode::Normalised;
    QJsonObject document = events.ecs(event, 0, normalised);
    for (int i = 1; i < events.representations(event); ++i) {
        if (document.value(QLatin1String("event")).toObject().contains(QLatin1String("outcome")))
            break;
        const QJsonObject other = events.ecs(event, i, normalised);
        if (other.value(QLatin1String("event")).toObject().contains(QLatin1String("outcome")))
            document = other;
    }
    return document;
}

QJsonArray threatOf(const Rule &rule)
{
    QJsonArray threat;
    for (const ThreatEntry &entry : rule.threat) {
        QJsonArray techniques;
        for (qsizetype i = 0; i < entry.techniqueIds.size(); ++i)
            techniques.append(QJsonObject{{QStringLiteral("id"), entry.techniqueIds.at(i)},
                                          {QStringLiteral("name"), entry.techniqueNames.at(i)}});
        threat.append(QJsonObject{{QStringLiteral("framework"), entry.framework},
                                  {QStringLiteral("tactic"), QJsonObject{{QStringLiteral("id"), entry.tacticId},
                                                                         {QStringLiteral("name"), entry.tacticName}}},
                                  {QStringLiteral("technique"), techniques}});
    }
    return threat;
}

/// As Kibana names the kinds.
QString categoryOf(const Rule &rule)
{
    if (rule.type == QLatin1String("new_terms"))
        return QStringLiteral("New Terms Rule");
    return rule.type == QLatin1String("threshold") ? QStringLiteral("Threshold Rule")
                                                   : QStringLiteral("Custom Query Rule");
}

void addRule(const Rule &rule, QJsonObject &json)
{
    const auto add = [&json](const char *key, const QJsonValue &value) {
        json.insert(QLatin1String("kibana.alert.rule.") + QLatin1StringView(key), value);
    };
    add("rule_id", rule.id);
    add("name", rule.name);
    add("type", rule.type);
    add("category", categoryOf(rule));
    add("description", rule.description);
    add("version", rule.version);
    add("enabled", rule.enabled);
    add("tags", QJsonArray::fromStringList(rule.tags));
    add("threat", threatOf(rule));
    add("note", rule.note);
    add("setup", rule.setup);
    add("false_positives", QJsonArray::fromStringList(rule.falsePositives));
    add("references", QJsonArray::fromStringList(rule.references));
    add("from", rule.from);
    add("to", rule.to);
    add("interval", rule.interval);
    add("max_signals", rule.maxSignals);
    add("parameters.query", rule.query);
    add("parameters.language", rule.language);
    add("parameters.severity", rule.severity);
    add("parameters.risk_score", rule.riskScore);
}

void addThreshold(const Alert &alert, const ActivityIndex &events, QJsonObject &json)
{
    QJsonArray terms;
    for (const AlertTerm &term : alert.terms)
        terms.append(QJsonObject{{QStringLiteral("field"), term.field}, {QStringLiteral("value"), term.value}});
    json.insert(QStringLiteral("kibana.alert.threshold_result"),
                QJsonObject{{QStringLiteral("terms"), terms},
                            {QStringLiteral("count"), static_cast<qint64>(alert.events.size())},
                            {QStringLiteral("from"), isoTime(events.timeNs(alert.events.front()), 3)}});
}

void addSuppression(const Alert &alert, const ActivityIndex &events, QJsonObject &json)
{
    QJsonArray terms;
    for (const AlertTerm &term : alert.terms)
        terms.append(QJsonObject{{QStringLiteral("field"), term.field}, {QStringLiteral("value"), term.value}});
    json.insert(QStringLiteral("kibana.alert.suppression.terms"), terms);
    json.insert(QStringLiteral("kibana.alert.suppression.start"), isoTime(events.timeNs(alert.events.front()), 3));
    json.insert(QStringLiteral("kibana.alert.suppression.end"), isoTime(events.timeNs(alert.events.back()), 3));
    json.insert(QStringLiteral("kibana.alert.suppression.docs_count"), static_cast<qint64>(alert.events.size()) - 1);
}

void addGroup(const Alert &alert, const Rule &rule, const ActivityIndex &events, QJsonObject &json)
{
    if (rule.type == QLatin1String("new_terms")) {
        QJsonArray terms;
        for (const AlertTerm &term : alert.terms)
            terms.append(term.value);
        json.insert(QStringLiteral("kibana.alert.new_terms"), terms);
    } else if (rule.type == QLatin1String("threshold")) {
        addThreshold(alert, events, json);
    } else if (rule.suppression) {
        addSuppression(alert, events, json);
    }
}

/// What the event was before it became an alert.
void moveEvent(const ActivityIndex &events, const Alert &alert, QJsonObject &json)
{
    QJsonObject event = json.value(QLatin1String("event")).toObject();
    for (auto member = event.constBegin(); member != event.constEnd(); ++member) {
        if (member.key() != QLatin1String("original"))
            json.insert(QLatin1String("kibana.alert.original_event.") + member.key(), member.value());
    }
    event.insert(QStringLiteral("kind"), QStringLiteral("signal"));
    json.insert(QStringLiteral("event"), event);
    QJsonArray ancestors;
    for (const EventId id : alert.events) {
        constexpr qsizetype most = 100;
        if (ancestors.size() == most)
            break;
        ancestors.append(QJsonObject{{QStringLiteral("id"), events.event(id).key},
                                     {QStringLiteral("type"), QStringLiteral("event")},
                                     {QStringLiteral("depth"), 0}});
    }
    json.insert(QStringLiteral("kibana.alert.ancestors"), ancestors);
}

QString modeName(DetectionMode mode)
{
    return mode == DetectionMode::Faithful ? QStringLiteral("faithful") : QStringLiteral("normalised");
}

} // namespace

QJsonObject alertDocument(const Alert &alert, const Rule &rule, const ActivityIndex &events, DetectionMode mode)
{
    QJsonObject json = documentOf(events, alert.event, mode);
    moveEvent(events, alert, json);
    addRule(rule, json);
    addGroup(alert, rule, events, json);
    const auto add = [&json](const char *key, const QJsonValue &value) {
        json.insert(QLatin1String("kibana.alert.") + QLatin1StringView(key), value);
    };
    const QByteArray hash = QCryptographicHash::hash(alert.key.toUtf8(), QCryptographicHash::Sha256);
    add("uuid", QString::fromLatin1(hash.toHex()));
    add("status", QStringLiteral("active"));
    add("workflow_status", QStringLiteral("open"));
    add("severity", alert.severity);
    add("risk_score", alert.riskScore);
    add("depth", 1);
    add("rule.name", alert.ruleName);
    add("reason",
        QStringLiteral("event by %1 created %2 alert %3.")
            .arg(alert.caller.isEmpty() ? QStringLiteral("?") : alert.caller, alert.severity, alert.ruleName));
    if (alert.timeNs != noTime)
        add("original_time", isoTime(alert.timeNs, 3));
    if (!rule.buildingBlock.isEmpty())
        add("building_block_type", rule.buildingBlock);
    json.insert(QStringLiteral("wirecase.alert"), alert.key);
    json.insert(QStringLiteral("wirecase.mode"), modeName(mode));
    json.insert(QStringLiteral("wirecase.near_miss"), alert.modeNote);
    if (!alert.windowNote.isEmpty())
        json.insert(QStringLiteral("wirecase.window"), alert.windowNote);
    return json;
}

QJsonObject nearMissDocument(const NearMiss &miss, EventId event, const Rule &rule, const ActivityIndex &events,
                             DetectionMode mode)
{
    QJsonObject json = documentOf(events, event, mode);
    addRule(rule, json);
    json.insert(QStringLiteral("wirecase.mode"), modeName(mode));
    json.insert(QStringLiteral("wirecase.near_miss"), miss.text);
    json.insert(QStringLiteral("wirecase.near_miss_count"), static_cast<qint64>(miss.count));
    return json;
}

} // namespace wirecase
