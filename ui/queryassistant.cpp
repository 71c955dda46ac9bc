#include "ui/queryassistant.h"

#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "models/kql/fieldvalues.h"
#include "models/kql/nearestfield.h"
#include "models/kql/query.h"

#include <QRegularExpression>

#include <algorithm>

namespace wirecase {

namespace {

using Sources = std::vector<const FieldSource *>;

Sources sourcesOf(const Snapshot &snapshot)
{
    return {&snapshot.traffic->fields(), &snapshot.capture.packets->fields(), &snapshot.activity->fields(true)};
}

/// Those that the panes of a view apply a query to; none where no pane does.
Sources sourcesOf(const Snapshot &snapshot, View view)
{
    switch (view) {
    case View::Triage:
        return {&snapshot.activity->fields(true)};
    case View::Traffic:
        return {&snapshot.traffic->fields(), &snapshot.capture.packets->fields()};
    case View::Rules:
    case View::Evidence:
    case View::Report:
        break;
    }
    return {};
}

QStringList knownFields(const Sources &sources)
{
    QStringList fields;
    for (const FieldSource *source : sources)
        fields += source->fields();
    fields.sort();
    fields.removeDuplicates();
    return fields;
}

/// The fields of the query that every one of the sources lacks.
QStringList lackingIn(const Sources &sources, const KqlQuery &query)
{
    QStringList lacking = query.fields();
    for (const FieldSource *source : sources) {
        QStringList dropped;
        static_cast<void>(query.restrictedTo(*source, &dropped));
        lacking.removeIf([&](const QString &field) { return !dropped.contains(field); });
    }
    return lacking;
}

/// Where the name stands as a word of its own, -1 when it is spelt another way there.
qsizetype placeOf(const QString &field, const QString &query)
{
    const QString before = QStringLiteral("(?<![^\\s(:{])");
    const QRegularExpression word(before + QRegularExpression::escape(field) + QStringLiteral("(?=\\s*[:<>])"));
    return word.match(query).capturedStart();
}

} // namespace

QueryAssistant::QueryAssistant(const InvestigationContext &context, const Investigation &investigation, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_investigation(investigation)
    , m_job(this)
{
}

std::optional<FilterBar::Problem> QueryAssistant::problemOf(const QString &query) const
{
    const auto parsed = KqlQuery::parse(query);
    if (!parsed)
        return FilterBar::Problem{static_cast<qsizetype>(parsed.error().offset), parsed.error().message};
    return unappliedFieldOf(query);
}

std::optional<FilterBar::Problem> QueryAssistant::unappliedFieldOf(const QString &query) const
{
    const auto parsed = KqlQuery::parse(query);
    const SnapshotPtr snapshot = m_investigation.snapshot();
    const Sources all = sourcesOf(*snapshot);
    const Sources here = sourcesOf(*snapshot, m_context.view());
    const QStringList unknown = lackingIn(all, *parsed);
    const QStringList elsewhere = here.empty() ? QStringList() : lackingIn(here, *parsed);
    if (unknown.isEmpty() && elsewhere.isEmpty())
        return std::nullopt;
    FilterBar::Problem problem;
    problem.blocks = false;
    const QString field = unknown.isEmpty() ? elsewhere.front() : unknown.front();
    problem.offset = placeOf(field, query);
    problem.length = field.size();
    if (unknown.isEmpty()) {
        problem.message = tr("No pane of this view has the field %1: its term is not applied here.").arg(field);
        //: %1 is the name of a field; shown within the line in which the query is typed
        problem.note = tr("not applied here: %1").arg(field);
        return problem;
    }
    const QString nearest = nearestField(field, knownFields(all));
    problem.message = tr("Nothing in the evidence has the field %1: its term is not applied.").arg(field);
    //: %1 is the name of a field; shown within the line in which the query is typed
    problem.note = tr("no field %1").arg(field);
    if (!nearest.isEmpty()) {
        problem.message += u' ' + tr("Did you mean %1?").arg(nearest);
        //: two names of fields: the one that was typed, and the one that may be meant
        problem.note = tr("no field %1, use %2").arg(field, nearest);
        problem.replacement = problem.offset < 0 ? QString() : nearest;
    }
    return problem;
}

QStringList QueryAssistant::fieldsWith(const QString &part) const
{
    const QStringList known = knownFields(sourcesOf(*m_investigation.snapshot()));
    QStringList fields = known.filter(part, Qt::CaseInsensitive);
    std::stable_partition(fields.begin(), fields.end(),
                          [&part](const QString &field) { return field.startsWith(part, Qt::CaseInsensitive); });
    if (fields.isEmpty()) {
        if (const QString nearest = nearestField(part, known); !nearest.isEmpty())
            fields.append(nearest);
    }
    return fields;
}

void QueryAssistant::findValues(const QString &field, const QString &prefix)
{
    m_job.start([snapshot = m_investigation.snapshot(), field,
                 prefix](JobState &job) { return fieldValues(sourcesOf(*snapshot), field, prefix, mostValues, job); },
                [this, field, prefix](const QStringList &values) { emit valuesFound(field, prefix, values); });
}

} // namespace wirecase
