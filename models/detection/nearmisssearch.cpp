#include "models/detection/nearmisssearch.h"

#include "models/detection/groupvalues.h"
#include "models/kql/evaluator.h"
#include "models/kql/kqlbuild.h"
#include "models/kql/queryfields.h"
#include "models/kql/valuetests.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace wirecase {

namespace {

// Of the values that fail one clause, so many are told apart.
constexpr std::size_t mostValues = 5;
// A clause more than a set of bits has room for: nobody writes such a query.
constexpr std::size_t mostClauses = 64;

/// One search. Everything is done with bits over the representations; single events are looked at for examples only.
class NearMissSearch
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::NearMissSearch)

public:
    NearMissSearch(const ActivityIndex &events, const RuleMatch &match, JobState &job)
        : m_events(events)
        , m_match(match)
        , m_job(job)
        , m_strict(events.representationFields(false))
        , m_folded(events.representationFields(true))
    {
    }

    Result<std::vector<NearMiss>> find()
    {
        const std::size_t count = m_match.clauses.size();
        if (count == 0 || count > mostClauses)
            return m_found;
        const RowBits faithful = eventsOfRows(m_events, m_match.faithful);
        const RowBits normalised = eventsOfRows(m_events, m_match.normalised);
        addReadOtherwise(faithful);
        if (count > 1)
            addOneClause(normalised);
        if (m_job.cancelled)
            return Error::cancelled();
        std::stable_sort(m_found.begin(), m_found.end(), [](const NearMiss &a, const NearMiss &b) {
            return a.reason != b.reason ? a.reason < b.reason : a.count > b.count;
        });
        return m_found;
    }

private:
    /// The first field that a clause asks.
    [[nodiscard]] static QString fieldOf(const ClauseMatch &clause)
    {
        const QStringList names = namedFields(*clause.node);
        return names.isEmpty() ? QString() : names.front();
    }
    /// Which operation it is about: another one is no near miss.
    [[nodiscard]] static bool isSubject(const ClauseMatch &clause)
    {
        const QStringList names = namedFields(*clause.node);
        const bool isNegated = std::holds_alternative<KqlNot>(clause.node->content);
        return !names.isEmpty() && !isNegated && std::all_of(names.begin(), names.end(), [](const QString &name) {
            return name == QLatin1String("event.action") || name.endsWith(QLatin1String(".operation_name"));
        });
    }
    /// The field that says what stands in an event instead: of an outcome the word that it is made of.
    [[nodiscard]] static QString sourceField(const QString &field)
    {
        return field == QLatin1String("event.outcome") ? QStringLiteral("azure.activitylogs.result_type") : field;
    }

    void addReadOtherwise(const RowBits &faithful);
    [[nodiscard]] NearMiss::Reason reasonOf(const ClauseMatch &clause, const RowBits &rows) const;
    void addOneClause(const RowBits &normalised);
    void addFailing(const ClauseMatch &clause, const RowBits &rows);
    void add(NearMiss::Reason reason, const QString &field, const QString &text, const std::vector<quint32> &rows);
    [[nodiscard]] QString readText(NearMiss::Reason reason, const QString &field, const QString &written) const;

    const ActivityIndex &m_events;
    const RuleMatch &m_match;
    JobState &m_job;
    const FieldSource &m_strict;
    const FieldSource &m_folded;
    std::vector<NearMiss> m_found;
};

/// Events of the normalised view only, by the clauses that keep Elastic from them.
void NearMissSearch::addReadOtherwise(const RowBits &faithful)
{
    std::map<quint64, RowBits> bySet;
    for (const quint32 row : m_match.normalised.rows()) {
        if (faithful.test(static_cast<quint32>(m_events.eventOf(row))))
            continue;
        quint64 failing = 0;
        for (std::size_t i = 0; i < m_match.clauses.size(); ++i)
            failing |= quint64{m_match.clauses[i]->faithful.test(row) ? 0U : 1U} << i;
        bySet.try_emplace(failing, m_match.normalised.size()).first->second.set(row);
    }
    for (const auto &[set, rows] : bySet) {
        NearMiss::Reason reason = NearMiss::Reason::Case;
        QStringList fields;
        QStringList texts;
        const std::vector<quint32> list = rows.rows();
        for (std::size_t i = 0; i < m_match.clauses.size(); ++i) {
            if ((set >> i & 1U) == 0)
                continue;
            const ClauseMatch &clause = *m_match.clauses[i];
            const NearMiss::Reason why = reasonOf(clause, rows);
            reason = std::max(reason, why);
            const QString field = fieldOf(clause);
            const GroupValues written(m_strict, {sourceField(field)}, std::span(list).first(1), false, m_job);
            const auto values = written.values(0, 0);
            fields << field;
            texts << readText(why, field, values.empty() ? QString() : written.text(values.front()));
        }
        add(reason, fields.join(QLatin1String(", ")), texts.join(u' '), list);
    }
}

/// Whether case alone is why the clause fails as it is written: then it holds in the same view with case folded.
NearMiss::Reason NearMissSearch::reasonOf(const ClauseMatch &clause, const RowBits &rows) const
{
    const KqlOptions folded{true, 0};
    auto bits = KqlEvaluator(m_strict, folded, m_job).evaluate(*clause.node);
    if (!bits)
        return NearMiss::Reason::Wording;
    *bits &= rows;
    return *bits == rows ? NearMiss::Reason::Case : NearMiss::Reason::Wording;
}

QString NearMissSearch::readText(NearMiss::Reason reason, const QString &field, const QString &written) const
{
    if (reason == NearMiss::Reason::Case)
        return tr("%1 is written in another case, like “%2”; Elastic tells upper from lower case.").arg(field, written);
    if (field == QLatin1String("event.outcome"))
        return tr("The result is written “%1”; Elastic sets event.outcome only for Success and Failure.").arg(written);
    if (written.isEmpty())
        return tr("Elastic finds no %1 in this form of export.").arg(field);
    return tr("%1 is written otherwise, like “%2”.").arg(field, written);
}

/// Rows that satisfy all clauses but one, by that clause.
void NearMissSearch::addOneClause(const RowBits &normalised)
{
    const std::size_t count = m_match.clauses.size();
    const quint32 size = m_match.normalised.size();
    std::vector<RowBits> behind(count + 1, RowBits(size, true)); // clauses from that one on
    for (std::size_t i = count; i-- > 0;) {
        behind[i] = behind[i + 1];
        behind[i] &= m_match.clauses[i]->normalised;
    }
    RowBits before(size, true);
    for (std::size_t i = 0; i < count; ++i) {
        const ClauseMatch &clause = *m_match.clauses[i];
        if (!isSubject(clause) && !m_job.cancelled) {
            RowBits rows = clause.normalised;
            rows.flip();
            rows &= before;
            rows &= behind[i + 1];
            for (const quint32 row : rows.rows()) {
                if (normalised.test(static_cast<quint32>(m_events.eventOf(row))))
                    rows.reset(row); // another representation matches
            }
            addFailing(clause, rows);
        }
        before &= clause.normalised;
    }
}

/// One near miss for each of the commonest values that stand in the place of what the clause wants.
void NearMissSearch::addFailing(const ClauseMatch &clause, const RowBits &rows)
{
    const std::vector<quint32> list = rows.rows();
    if (list.empty())
        return;
    const QString field = fieldOf(clause);
    const GroupValues values(m_folded, {sourceField(field)}, list, true, m_job);
    std::map<std::optional<quint32>, std::vector<quint32>> byValue; // no value comes first
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto found = values.values(i, 0);
        byValue[found.empty() ? std::nullopt : std::optional(found.front())].push_back(list[i]);
    }
    std::vector<std::pair<std::optional<quint32>, std::vector<quint32>>> ordered(byValue.begin(), byValue.end());
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const auto &a, const auto &b) { return a.second.size() > b.second.size(); });
    const QString wanted = kqlText(*clause.node);
    std::vector<quint32> others;
    for (std::size_t i = 0; i < ordered.size(); ++i) {
        const auto &[value, valueRows] = ordered[i];
        if (i >= mostValues)
            others.insert(others.end(), valueRows.begin(), valueRows.end());
        else if (value)
            add(NearMiss::Reason::OneClause, field,
                tr("%1 is “%2”; the rule wants %3.").arg(sourceField(field), values.text(*value), wanted), valueRows);
        else
            add(NearMiss::Reason::OneClause, field,
                tr("There is no %1; the rule wants %2.").arg(sourceField(field), wanted), valueRows);
    }
    if (!others.empty())
        add(NearMiss::Reason::OneClause, field, tr("%1 has other values; the rule wants %2.").arg(field, wanted),
            others);
}

void NearMissSearch::add(NearMiss::Reason reason, const QString &field, const QString &text,
                         const std::vector<quint32> &rows)
{
    NearMiss miss{reason, field, text, 0, {}};
    RowBits events(m_events.size());
    for (const quint32 row : rows)
        events.set(static_cast<quint32>(m_events.eventOf(row)));
    miss.count = events.count();
    for (const quint32 event : events.rows()) {
        if (miss.examples.size() == NearMiss::examplesKept)
            break;
        miss.examples.push_back(EventId{event});
    }
    m_found.push_back(std::move(miss));
}

} // namespace

Result<std::vector<NearMiss>> findNearMisses(const ActivityIndex &events, const RuleMatch &match, JobState &job)
{
    return NearMissSearch(events, match, job).find();
}

} // namespace wirecase
