#include "ui/panes/exceptiondraft.h"

#include "models/context/focus.h"
#include "ui/panes/ruletext.h"

#include <QJsonDocument>
#include <QUuid>

#include <algorithm>

namespace wirecase {

namespace {

/// The rule that raised the alert; null when it is not there.
const Rule *ruleOf(const Snapshot &snapshot, const QString &alertKey)
{
    Focus focus;
    focus.alert = alertKey;
    const int at = focusedRule(snapshot, focus);
    return at < 0 ? nullptr : &snapshot.rules[static_cast<std::size_t>(at)];
}

} // namespace

std::optional<ExceptionDraft> draftFor(const Snapshot &snapshot, const QString &alertKey)
{
    const Alert *alert = snapshot.alert(alertKey);
    const Rule *rule = ruleOf(snapshot, alertKey);
    if (!alert || !rule)
        return std::nullopt;
    const bool normalised = snapshot.mode == DetectionMode::Normalised;
    ExceptionDraft draft{draftException(*alert, *rule, *snapshot.activity, normalised), rule->name, alertKey, {}};
    draft.item.ruleId = rule->id;
    // Several may be kept that began at one alert.
    draft.item.itemId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    return draft;
}

Result<ExceptionDraft> draftOf(const CaseException &kept)
{
    auto item = readExceptionItem(QJsonDocument::fromJson(kept.item.toUtf8()).object());
    if (!item)
        return item.error();
    item->itemId = kept.id;
    item->ruleId = kept.ruleId;
    return ExceptionDraft{*std::move(item), kept.ruleName, kept.alertKey, kept.justification};
}

CaseException keptForm(const ExceptionDraft &draft, const BackTest &tested)
{
    CaseException kept;
    kept.id = draft.item.itemId;
    kept.name = draft.item.name;
    kept.ruleId = draft.item.ruleId;
    kept.ruleName = draft.ruleName;
    kept.alertKey = draft.alertKey;
    kept.item = QString::fromUtf8(QJsonDocument(exceptionJson(draft.item)).toJson(QJsonDocument::Compact));
    kept.query = exceptionKql(draft.item);
    kept.justification = draft.justification;
    kept.expireNs = draft.item.expireNs.value_or(noTime);
    for (const BackTest::Silenced &silenced : tested.silenced)
        kept.silenced << silenced.alertKey;
    return kept;
}

QSet<QString> truePositives(const CaseState &state)
{
    QSet<QString> keys;
    for (const AlertVerdict &verdict : state.verdicts) {
        if (verdict.verdict == Verdict::TruePositive)
            keys.insert(verdict.alertKey);
    }
    return keys;
}

Result<DraftTrial> tryDraft(const Snapshot &snapshot, const ExceptionItem &item, const QSet<QString> &truePositives,
                            JobState &job)
{
    std::vector<Rule> rules;
    std::ranges::copy_if(snapshot.rules, std::back_inserter(rules),
                         [&](const Rule &rule) { return isFor(item, rule); });
    const std::vector<Alert> &alerts = snapshot.detection.alerts;
    auto test = backTest(
        item, rules, alerts, *snapshot.activity, snapshot.mode,
        [&](const QString &alertKey) { return truePositives.contains(alertKey); }, job);
    if (!test)
        return test.error();
    QSet<QString> keys;
    for (const BackTest::Silenced &one : test->silenced)
        keys.insert(one.alertKey);
    DraftTrial trial{*std::move(test), {}};
    std::ranges::copy_if(alerts, std::back_inserter(trial.silenced),
                         [&](const Alert &alert) { return keys.contains(alert.key); });
    return trial;
}

Result<ExceptionMatches> matchingExceptions(const Snapshot &snapshot, const QString &alertKey,
                                            const std::vector<ExceptionItem> &drafts, JobState &job)
{
    const Alert *alert = snapshot.alert(alertKey);
    const Rule *rule = ruleOf(snapshot, alertKey);
    ExceptionMatches matches;
    if (!alert || !rule)
        return matches;
    const bool normalised = snapshot.mode == DetectionMode::Normalised;
    const std::vector<EventId> events = alert->events.empty() ? std::vector{alert->event} : alert->events;
    std::vector<ExceptionItem> items = snapshot.exceptions;
    items.insert(items.end(), drafts.begin(), drafts.end());
    for (const ExceptionItem &item : items) {
        if (!isFor(item, *rule))
            continue;
        ++matches.candidates;
        if (!item.notApplicable.isEmpty())
            continue;
        const auto rows = matchException(item, snapshot.activity->fields(normalised), normalised, job);
        if (!rows)
            return rows.error();
        if (std::ranges::any_of(events, [&](EventId event) { return rows->test(static_cast<quint32>(event)); }))
            matches.names << item.name;
    }
    return matches;
}

std::vector<ExceptionItem> keptItems(const CaseState &state)
{
    std::vector<ExceptionItem> items;
    for (const CaseException &kept : state.exceptions) {
        if (auto draft = draftOf(kept))
            items.push_back(std::move(draft->item));
    }
    return items;
}

} // namespace wirecase
