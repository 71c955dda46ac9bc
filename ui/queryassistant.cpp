#include "ui/queryassistant.h"

#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "models/kql/fieldvalues.h"
#include "models/kql/kqllint.h"
#include "models/kql/nearestfield.h"
#include "models/kql/query.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::QueryAssistant)
};

/// Those that the panes of a view apply a query to; none where no pane does.
FieldSources sourcesOf(const Snapshot &snapshot, View view)
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

QStringList knownFields(const FieldSources &sources)
{
    QStringList fields;
    for (const FieldSource *source : sources)
        fields += source->fields();
    fields.sort();
    fields.removeDuplicates();
    return fields;
}

/// The fields of the query that every one of the sources lacks.
QStringList lackingIn(const FieldSources &sources, const KqlQuery &query)
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

FilterBar::Problem problemAt(const QString &field, const QString &query)
{
    FilterBar::Problem problem;
    problem.blocks = false;
    problem.offset = placeOf(field, query);
    problem.length = field.size();
    return problem;
}

/// A value that the type of its field refuses: every table that has the field would fail.
std::optional<FilterBar::Problem> unreadableValue(const QString &text, const KqlQuery &query,
                                                  const FieldSources &tables)
{
    for (const FieldSource *table : tables) {
        const Status checked = query.checkValues(*table);
        if (checked)
            continue;
        FilterBar::Problem problem;
        problem.message = checked.error().message;
        problem.offset = -1;
        const auto findings = lintKql(text, KqlVocabulary::of(*table));
        const auto wrong = std::find_if(findings.begin(), findings.end(), [](const KqlFinding &finding) {
            return finding.kind == KqlFinding::Kind::WrongType;
        });
        if (wrong != findings.end()) {
            problem.offset = wrong->offset;
            problem.length = wrong->length;
        }
        return problem;
    }
    return std::nullopt;
}

/// Panes compare without case, and an alternative too many changes nothing: neither is a reason to doubt a filter.
/// Fields and types are looked at with the tables of the evidence.
bool isDoubt(const KqlFinding &finding)
{
    using Kind = KqlFinding::Kind;
    const std::array others{Kind::OneCase, Kind::CoveredAlternative, Kind::UnknownField, Kind::WrongType};
    return std::find(others.begin(), others.end(), finding.kind) == others.end();
}

/// What reads otherwise than it will be meant.
std::optional<FilterBar::Problem> doubtfulPlace(const QString &query)
{
    const auto findings = lintKql(query, KqlVocabulary());
    const auto finding = std::find_if(findings.begin(), findings.end(), isDoubt);
    if (finding == findings.end())
        return std::nullopt;
    FilterBar::Problem problem;
    problem.blocks = false;
    problem.offset = finding->offset;
    problem.length = finding->length;
    problem.message = finding->message;
    problem.replacement = finding->suggestion;
    //: %1 is a part of a query; shown within the line in which the query is typed
    problem.note = finding->suggestion.isEmpty() ? Text::tr("not what it seems")
                                                 : Text::tr("use %1").arg(finding->suggestion.simplified());
    return problem;
}

/// A field that no table has: as in Kibana, its term matches nothing.
std::optional<FilterBar::Problem> unknownField(const QString &text, const KqlQuery &query, const FieldSources &tables)
{
    const QStringList unknown = lackingIn(tables, query);
    if (unknown.isEmpty())
        return std::nullopt;
    const QString &field = unknown.front();
    FilterBar::Problem problem = problemAt(field, text);
    const QString nearest = nearestField(field, knownFields(tables));
    problem.message = Text::tr("No evidence has a field %1: its term matches nothing.").arg(field);
    //: %1 is the name of a field; shown within the line in which the query is typed
    problem.note = Text::tr("no field %1").arg(field);
    if (!nearest.isEmpty()) {
        problem.message += u' ' + Text::tr("Did you mean %1?").arg(nearest);
        //: two names of fields: the one that was typed, and the one that may be meant
        problem.note = Text::tr("no field %1, use %2").arg(field, nearest);
        problem.replacement = problem.offset < 0 ? QString() : nearest;
    }
    return problem;
}

/// A field that no pane of the view knows: its term is not applied there, which the panes say too.
std::optional<FilterBar::Problem> unappliedField(const QString &text, const KqlQuery &query, const FieldSources &here)
{
    const QStringList elsewhere = here.empty() ? QStringList() : lackingIn(here, query);
    if (elsewhere.isEmpty())
        return std::nullopt;
    const QString &field = elsewhere.front();
    FilterBar::Problem problem = problemAt(field, text);
    problem.isSaid = true;
    problem.message = Text::tr("No pane of this view has the field %1: its term is not applied here.").arg(field);
    //: %1 is the name of a field; shown within the line in which the query is typed
    problem.note = Text::tr("not applied here: %1").arg(field);
    return problem;
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
    const SnapshotPtr snapshot = m_investigation.snapshot();
    const FieldSources tables = snapshot->tables();
    if (auto problem = unreadableValue(query, *parsed, tables))
        return problem;
    if (auto problem = doubtfulPlace(query))
        return problem;
    if (auto problem = unknownField(query, *parsed, tables))
        return problem;
    return unappliedField(query, *parsed, sourcesOf(*snapshot, m_context.view()));
}

QStringList QueryAssistant::fieldsWith(const QString &part) const
{
    const QStringList known = knownFields(m_investigation.snapshot()->tables());
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
                 prefix](JobState &job) { return fieldValues(snapshot->tables(), field, prefix, mostValues, job); },
                [this, field, prefix](const QStringList &values) { emit valuesFound(field, prefix, values); });
}

} // namespace wirecase
