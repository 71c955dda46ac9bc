#include "models/detection/ruleexecution.h"

#include "models/base/timeformat.h"
#include "models/detection/timespan.h"
#include "models/kql/fieldsource.h"
#include "models/kql/valuetests.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::RuleExecution)
};

// Lists of values multiply; damage must not make a million groups of one event.
constexpr std::size_t mostCombinations = 1000;

bool isNewTerms(const Rule &rule)
{
    return rule.type == QLatin1String("new_terms") && rule.newTerms.has_value();
}

bool isThreshold(const Rule &rule)
{
    return rule.type == QLatin1String("threshold") && rule.threshold.has_value();
}

/// The fields that an event has to have for the rule to say anything about it.
QStringList groupingFields(const Rule &rule)
{
    if (isNewTerms(rule))
        return rule.newTerms->fields;
    if (isThreshold(rule))
        return rule.threshold->fields;
    return rule.suppression ? rule.suppression->groupBy : QStringList();
}

QStringList fieldsNeeded(const Rule &rule)
{
    QStringList fields = groupingFields(rule);
    if (rule.suppression)
        fields += rule.suppression->groupBy;
    if (isThreshold(rule)) {
        for (const Cardinality &part : rule.threshold->cardinality)
            fields << part.field;
    }
    for (const SeverityMapping &mapping : rule.severityMapping)
        fields << mapping.field;
    fields += rule.riskScoreFields;
    if (!rule.ruleNameOverride.isEmpty())
        fields << rule.ruleNameOverride;
    fields.removeDuplicates();
    return fields;
}

/// For each event the first representation that matches and has all fields, else the first that matches; by event.
std::vector<quint32> chosenRows(const ActivityIndex &events, const FieldSource &source, const QStringList &fields,
                                const RowBits &rows, JobState &job)
{
    RowBits whole = rows;
    for (const QString &field : fields) {
        RowBits has(rows.size());
        if (const FieldColumnPtr column = source.column(field))
            column->select(*existsTest(), has, job);
        whole &= has;
    }
    constexpr quint32 none = std::numeric_limits<quint32>::max();
    std::vector<quint32> rowOf(events.size(), none);
    for (const quint32 row : rows.rows()) {
        quint32 &chosen = rowOf[indexOf(events.eventOf(row))];
        if (chosen == none || (whole.test(row) && !whole.test(chosen)))
            chosen = row;
    }
    std::erase(rowOf, none);
    return rowOf;
}

} // namespace

QString groupText(const std::vector<AlertTerm> &terms)
{
    QStringList parts;
    for (const AlertTerm &term : terms)
        parts << term.field + QLatin1String(": ") + term.value;
    return parts.join(QLatin1String(", "));
}

RuleExecution::RuleExecution(const Rule &rule, const ActivityIndex &events, bool normalised, const RowBits &rows,
                             JobState &job)
    : m_rule(rule)
    , m_events(events)
    , m_normalised(normalised)
    , m_rows(chosenRows(events, events.representationFields(normalised), groupingFields(rule), rows, job))
    , m_values(events.representationFields(normalised), fieldsNeeded(rule), m_rows, normalised, job)
{
    m_findings.reserve(m_rows.size());
    for (const quint32 row : m_rows)
        m_findings.push_back({events.eventOf(row), events.timeNs(events.eventOf(row))});
    if (!isNewTerms(rule))
        return;
    for (quint32 i = 0; i < m_findings.size(); ++i) {
        for (const Combination &combination : combinations(i, rule.newTerms->fields, false))
            m_seen[combination].push_back(i);
    }
}

std::vector<RuleExecution::Draft> RuleExecution::wholeFile() const
{
    if (isNewTerms(m_rule))
        return foldedDrafts(firstSeen());
    return draftsIn(0, static_cast<quint32>(m_findings.size()));
}

std::vector<RuleExecution::Draft> RuleExecution::execute(const TimeRange &window, qint64 historyNs) const
{
    const auto isBefore = [](const Finding &finding, qint64 timeNs) { return finding.timeNs < timeNs; };
    const auto first = std::lower_bound(m_findings.begin(), m_findings.end(), window.beginNs, isBefore);
    const auto last = std::lower_bound(first, m_findings.end(), window.endNs, isBefore);
    const auto from = static_cast<quint32>(first - m_findings.begin());
    const auto to = static_cast<quint32>(last - m_findings.begin());
    if (isNewTerms(m_rule))
        return foldedDrafts(newTermsIn(from, to, window, historyNs));
    return draftsIn(from, to);
}

std::vector<RuleExecution::Draft> RuleExecution::draftsIn(quint32 first, quint32 last) const
{
    if (isThreshold(m_rule))
        return aboveThreshold(first, last);
    const bool folds = m_rule.suppression && !m_rule.suppression->groupBy.isEmpty();
    return folds ? suppressed(first, last) : single(first, last);
}

std::vector<RuleExecution::Combination> RuleExecution::combinations(quint32 finding, const QStringList &fields,
                                                                    bool withMissing) const
{
    std::vector<Combination> result{Combination()};
    for (const QString &field : fields) {
        const auto values = m_values.values(finding, m_values.fieldIndex(field));
        if (values.empty() && !withMissing)
            return {};
        std::vector<Combination> longer;
        for (const Combination &begun : result) {
            if (values.empty())
                longer.push_back(begun + missing);
            for (const quint32 value : values) {
                if (longer.size() < mostCombinations)
                    longer.push_back(begun + static_cast<char32_t>(value));
            }
        }
        result = std::move(longer);
    }
    return result;
}

std::vector<RuleExecution::Group> RuleExecution::groups(quint32 first, quint32 last, const QStringList &fields,
                                                        bool withMissing) const
{
    std::vector<Group> result;
    std::unordered_map<Combination, std::size_t> known;
    for (quint32 i = first; i < last; ++i) {
        for (const Combination &combination : combinations(i, fields, withMissing)) {
            const auto [group, isNew] = known.try_emplace(combination, result.size());
            if (isNew)
                result.push_back({combination, {}});
            result[group->second].findings.push_back(i);
        }
    }
    return result;
}

std::vector<AlertTerm> RuleExecution::terms(const Combination &combination, const QStringList &fields) const
{
    std::vector<AlertTerm> result;
    for (std::size_t i = 0; i < combination.size(); ++i) {
        if (combination[i] != missing)
            result.push_back({fields.at(static_cast<qsizetype>(i)), m_values.text(combination[i])});
    }
    return result;
}

std::vector<RuleExecution::Draft> RuleExecution::single(quint32 first, quint32 last) const
{
    std::vector<Draft> drafts(last - first);
    for (quint32 i = first; i < last; ++i)
        drafts[i - first].findings = {i};
    return drafts;
}

/// Lists are taken apart: such an event stands in the group of each value.
std::vector<RuleExecution::Draft> RuleExecution::suppressed(quint32 first, quint32 last) const
{
    const Suppression &by = *m_rule.suppression;
    const std::optional<qint64> span = by.duration.isEmpty() ? std::nullopt : spanOf(by.duration);
    std::vector<Draft> drafts;
    for (const Group &group : groups(first, last, by.groupBy, true)) {
        const bool isAlone = !by.suppressMissing && group.combination.find(missing) != Combination::npos;
        std::optional<qint64> beganNs;
        for (const quint32 finding : group.findings) {
            const qint64 timeNs = m_findings[finding].timeNs;
            const bool isOver =
                !beganNs || (span && timeNs != noTime && *beganNs != noTime && timeNs - *beganNs > *span);
            if (isOver || isAlone) {
                drafts.push_back({{}, terms(group.combination, by.groupBy), false, {}, {}});
                beganNs = timeNs;
            }
            drafts.back().findings.push_back(finding);
        }
    }
    return drafts;
}

std::vector<RuleExecution::Draft> RuleExecution::aboveThreshold(quint32 first, quint32 last) const
{
    const Threshold &threshold = *m_rule.threshold;
    std::vector<Draft> drafts;
    for (Group &group : groups(first, last, threshold.fields, false)) {
        if (group.findings.size() < static_cast<std::size_t>(threshold.value) || !hasCardinality(group))
            continue;
        const QString note = windowNoteOf(group);
        drafts.push_back(
            {std::move(group.findings), terms(group.combination, threshold.fields), true, QStringLiteral("all"), note});
    }
    return drafts;
}

bool RuleExecution::hasCardinality(const Group &group) const
{
    const auto &parts = m_rule.threshold->cardinality;
    return std::all_of(parts.begin(), parts.end(), [&](const Cardinality &part) {
        QSet<quint32> distinct;
        for (const quint32 finding : group.findings) {
            for (const quint32 value : m_values.values(finding, m_values.fieldIndex(part.field)))
                distinct.insert(value);
        }
        return distinct.size() >= part.value;
    });
}

/// The most that stands in one window of the rule, which is how it would count when deployed.
QString RuleExecution::windowNoteOf(const Group &group) const
{
    const auto from = lookBackOf(m_rule.from);
    const auto to = lookBackOf(m_rule.to);
    if (!from || !to || *from <= *to)
        return {};
    const qint64 span = *from - *to;
    std::size_t most = 0;
    std::vector<qint64> times;
    for (const quint32 finding : group.findings) {
        if (m_findings[finding].timeNs != noTime)
            times.push_back(m_findings[finding].timeNs);
    }
    for (std::size_t begin = 0, end = 0; end < times.size(); ++end) {
        while (times[end] - times[begin] > span)
            ++begin;
        most = std::max(most, end - begin + 1);
    }
    if (most >= static_cast<std::size_t>(m_rule.threshold->value))
        return {};
    return Text::tr(
               "Counted over the whole evidence. The rule itself looks at %1 at a time, and the most that stands in "
               "such a window is %2; it wants %3.")
        .arg(durationText(span))
        .arg(most)
        .arg(m_rule.threshold->value);
}

RuleExecution::Draft RuleExecution::newTermDraft(quint32 finding, const Combination &combination) const
{
    const qint64 timeNs = m_findings[finding].timeNs;
    return {{finding},
            terms(combination, m_rule.newTerms->fields),
            true,
            timeNs == noTime ? QStringLiteral("?") : isoTime(timeNs, 3),
            {}};
}

/// By time: a combination that was not seen for the length of the history is new again.
std::vector<RuleExecution::Draft> RuleExecution::firstSeen() const
{
    const qint64 historyNs = lookBackOf(m_rule.newTerms->historyWindowStart).value_or(0);
    std::unordered_map<Combination, qint64> lastSeen;
    std::vector<Draft> drafts;
    for (quint32 i = 0; i < m_findings.size(); ++i) {
        const qint64 timeNs = m_findings[i].timeNs;
        for (const Combination &combination : combinations(i, m_rule.newTerms->fields, false)) {
            const auto [seen, isNew] = lastSeen.try_emplace(combination, timeNs);
            const bool isForgotten = !isNew && seen->second != noTime && timeNs - seen->second > historyNs;
            seen->second = timeNs;
            if (!isNew && !isForgotten)
                continue;
            drafts.push_back(newTermDraft(i, combination));
            drafts.back().windowNote = historyNote(timeNs, historyNs);
        }
    }
    return drafts;
}

QString RuleExecution::historyNote(qint64 timeNs, qint64 historyNs) const
{
    quint32 first = 0;
    while (first < m_events.size() && m_events.timeNs(EventId{first}) == noTime)
        ++first;
    if (first == m_events.size() || timeNs == noTime)
        return {};
    const qint64 known = timeNs - m_events.timeNs(EventId{first});
    if (known >= historyNs)
        return {};
    return Text::tr("The rule looks %1 back for an earlier one; the evidence begins %2 before this event.")
        .arg(durationText(historyNs), durationText(known));
}

std::vector<RuleExecution::Draft> RuleExecution::newTermsIn(quint32 first, quint32 last, const TimeRange &window,
                                                            qint64 historyNs) const
{
    std::vector<Draft> drafts;
    std::unordered_map<Combination, bool> done;
    for (quint32 i = first; i < last; ++i) {
        for (const Combination &combination : combinations(i, m_rule.newTerms->fields, false)) {
            if (!done.try_emplace(combination, true).second)
                continue;
            const std::vector<quint32> &places = m_seen.at(combination);
            const auto inHistory =
                std::lower_bound(places.begin(), places.end(), historyNs,
                                 [this](quint32 place, qint64 timeNs) { return m_findings[place].timeNs < timeNs; });
            if (inHistory == places.end() || m_findings[*inHistory].timeNs >= window.beginNs)
                drafts.push_back(newTermDraft(i, combination));
        }
    }
    return drafts;
}

/// Suppression of findings that are groups themselves: those that show the same values, lists as a whole, are one.
std::vector<RuleExecution::Draft> RuleExecution::foldedDrafts(std::vector<Draft> drafts) const
{
    if (!m_rule.suppression || m_rule.suppression->groupBy.isEmpty())
        return drafts;
    const Suppression &by = *m_rule.suppression;
    const std::optional<qint64> span = by.duration.isEmpty() ? std::nullopt : spanOf(by.duration);
    std::vector<Draft> result;
    std::unordered_map<Combination, std::size_t> open;
    for (Draft &draft : drafts) {
        Combination key;
        bool isMissing = false;
        for (const QString &field : by.groupBy) {
            const auto values = m_values.values(draft.findings.front(), m_values.fieldIndex(field));
            isMissing = isMissing || values.empty();
            key.append(values.begin(), values.end());
            key += missing; // ends a list
        }
        const qint64 timeNs = m_findings[draft.findings.front()].timeNs;
        const auto [known, isNew] = open.try_emplace(key, result.size());
        const qint64 beganNs = isNew ? timeNs : m_findings[result[known->second].findings.front()].timeNs;
        const bool isOver = span && timeNs != noTime && beganNs != noTime && timeNs - beganNs > *span;
        if (isNew || isOver || (isMissing && !by.suppressMissing)) {
            known->second = result.size();
            result.push_back(std::move(draft));
        } else if (result[known->second].findings.back() != draft.findings.front()) {
            result[known->second].findings.push_back(draft.findings.front());
        }
    }
    return result;
}

} // namespace wirecase
