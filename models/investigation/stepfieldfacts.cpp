#include "models/investigation/stepfieldfacts.h"

#include "models/investigation/alertview.h"
#include "models/investigation/factindex.h"
#include "models/investigation/facttext.h"
#include "models/investigation/guidefilling.h"
#include "models/kql/datemath.h"

#include <QCoreApplication>

namespace wirecase {

namespace {

constexpr qsizetype mostValues = 5;
constexpr qsizetype longestValue = 160;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::StepFacts)
};

QString shortened(const QString &text)
{
    return text.size() > longestValue ? text.left(longestValue) + QChar(0x2026) : text;
}

Pivot activityPivot(const AlertView &view, const QString &kql)
{
    Pivot pivot;
    pivot.text = Text::tr("Show activity");
    pivot.view = View::Triage;
    pivot.scope.kql = kql;
    pivot.focus.alert = view.alert.key;
    pivot.focus.event = view.event.id;
    pivot.pane = QStringLiteral("activity");
    return pivot;
}

/// A moment is shared by no other event: what leads on is what happened around it.
StepFieldFact timeFact(const AlertView &view, const QString &field)
{
    StepFieldFact fact{field, field, {}, {}, activityPivot(view, {})};
    fact.value =
        QStringLiteral("%1 %2").arg(view.format.dateTime(view.event.timeNs), view.format.zoneText(view.event.timeNs));
    fact.shown = fact.value;
    fact.pivot->scope.window = TimeRange{view.event.timeNs - nsPerHour, view.event.timeNs + nsPerHour};
    return fact;
}

QString countText(std::optional<quint32> count)
{
    return count ? Text::tr("%n event(s)", nullptr, static_cast<int>(*count)) : QString();
}

std::optional<StepFieldFact> fieldFact(const AlertView &view, const QString &field)
{
    if (field == QLatin1String("@timestamp") && view.event.timeNs != noTime)
        return timeFact(view, field);
    const QStringList values = valueTexts(view.document, field);
    if (values.isEmpty())
        return std::nullopt;
    QStringList shown;
    for (const QString &value : values.mid(0, mostValues))
        shown << shortened(value.simplified());
    if (values.size() > mostValues)
        shown << Text::tr("and %1 more").arg(values.size() - mostValues);
    StepFieldFact fact{field, field, {}, shown.join(QStringLiteral(", ")), {}};
    const QString kql = fieldKql(field, values);
    fact.value = factJoin({fact.shown, countText(view.index.counts().having(field, values))});
    fact.pivot = activityPivot(view, kql);
    return fact;
}

StepFieldFact actionFact(const AlertView &view, const GuideAction &action, qsizetype number)
{
    const QJsonObject &document = view.document;
    StepFieldFact fact{QStringLiteral("query.%1").arg(number), filledText(action.label, document), {}, {}, {}};
    if (action.providers.empty()) {
        fact.value = filledText(action.query.simplified(), document);
        fact.shown = fact.value;
        return fact;
    }
    QStringList unknown;
    const QString kql = actionKql(action, document, &unknown);
    fact.shown = kql;
    fact.value = unknown.isEmpty() ? factJoin({kql, countText(view.index.counts().matching(kql))}) : kql;
    fact.pivot = activityPivot(view, kql);
    const auto from = parseDateMath(action.relativeFrom, view.event.timeNs);
    const auto to = parseDateMath(action.relativeTo, view.event.timeNs);
    if (from && to && from->beginNs < to->endNs && view.event.timeNs != noTime)
        fact.pivot->scope.window = TimeRange{from->beginNs, to->endNs};
    if (!unknown.isEmpty())
        fact.pivot->whyNot = Text::tr("The alert has no %1.").arg(unknown.join(QStringLiteral(", ")));
    return fact;
}

} // namespace

std::vector<StepFieldFact> stepFieldFacts(const AlertView &view, const GuideStep &step)
{
    std::vector<StepFieldFact> facts;
    for (const QString &field : step.fields) {
        if (auto fact = fieldFact(view, field))
            facts.push_back(*std::move(fact));
    }
    qsizetype number = 0;
    for (const GuideAction &action : step.actions)
        facts.push_back(actionFact(view, action, ++number));
    return facts;
}

} // namespace wirecase
