#include "models/detection/rulerows.h"

#include "models/kql/fieldsource.h"

#include <QCoreApplication>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::RuleRows)
};

bool isEnrichment(const QString &field)
{
    return field.contains(QLatin1String(".as.")) || field.contains(QLatin1String(".geo."));
}

QStringList fieldsOf(const Rule &rule)
{
    const auto condition = conditionOf(rule);
    QStringList fields = condition ? condition->query.fields() : QStringList();
    if (rule.newTerms)
        fields += rule.newTerms->fields;
    if (rule.threshold) {
        fields += rule.threshold->fields;
        for (const Cardinality &part : rule.threshold->cardinality)
            fields << part.field;
    }
    fields.removeDuplicates();
    return fields;
}

} // namespace

RuleRowsFinder::RuleRowsFinder(const ActivityIndex &events, const std::vector<ExceptionItem> &exceptions, qint64 nowNs)
    : m_events(events)
    , m_exceptions(exceptions)
    , m_nowNs(nowNs)
    , m_matcher(events)
{
}

Result<RuleRows> RuleRowsFinder::find(const Rule &rule, const RuleCondition &condition, JobState &job)
{
    auto match = m_matcher.match(condition, job);
    if (!match)
        return match.error();
    RuleRows rows{*std::move(match), {}, {}, {}};
    rows.faithful = rows.match.faithful;
    rows.normalised = rows.match.normalised;
    for (std::size_t i = 0; i < m_exceptions.size(); ++i) {
        const ExceptionItem &item = m_exceptions[i];
        if (!isFor(item, rule) || isExpired(item, m_nowNs))
            continue;
        if (!item.notApplicable.isEmpty()) {
            rows.notes << item.notApplicable;
            continue;
        }
        const auto events = excepted(i, job);
        if (!events)
            return events.error();
        take(rows.faithful, (*events)->faithful);
        take(rows.normalised, (*events)->normalised);
    }
    return rows;
}

Result<const RuleRowsFinder::Excepted *> RuleRowsFinder::excepted(std::size_t item, JobState &job)
{
    const auto known = m_known.find(item);
    if (known != m_known.end())
        return &known->second;
    const auto faithful = matchException(m_exceptions[item], m_events.representationFields(false), false, job);
    const auto normalised = matchException(m_exceptions[item], m_events.representationFields(true), true, job);
    if (!faithful || !normalised)
        return faithful ? normalised.error() : faithful.error();
    const Excepted events{eventsOfRows(m_events, *faithful), eventsOfRows(m_events, *normalised)};
    return &m_known.emplace(item, events).first->second;
}

/// An event of which one representation is excepted raises no alert by another one.
void RuleRowsFinder::take(RowBits &rows, const RowBits &events) const
{
    for (const quint32 row : rows.rows()) {
        if (events.test(static_cast<quint32>(m_events.eventOf(row))))
            rows.reset(row);
    }
}

QString whyNotOn(const Rule &rule, const ActivityIndex &events)
{
    if (events.size() == 0)
        return {};
    QStringList lacking;
    for (const QString &field : fieldsOf(rule)) {
        if (isEnrichment(field) && !events.representationFields(true).column(field)
            && !events.representationFields(false).column(field))
            lacking << field;
    }
    if (lacking.isEmpty())
        return {};
    return Text::tr(
               "Not evaluable here: the rule asks %1, which Elastic adds from its own tables while it takes events "
               "in; this evidence does not have it.")
        .arg(lacking.join(QLatin1String(", ")));
}

} // namespace wirecase
