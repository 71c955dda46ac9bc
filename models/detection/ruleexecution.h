#pragma once

#include "models/activity/activityindex.h"
#include "models/detection/alert.h"
#include "models/detection/groupvalues.h"
#include "models/detection/rule.h"

#include <QSet>

#include <string>

namespace wirecase {

/// What a rule makes of the events that satisfy its query: how they are grouped, counted, or seen for the first time
/// (elastic.md 3). Borrows the rule and the index.
class RuleExecution
{
public:
    /// `rows` are the representations that match, of the view that `normalised` names.
    RuleExecution(const Rule &rule, const ActivityIndex &events, bool normalised, const RowBits &rows, JobState &job);

    /// Something found, before it is an alert: positions of findings by time, the one to show first.
    struct Draft
    {
        std::vector<quint32> findings;
        std::vector<AlertTerm> terms;
        bool isGroup = false; ///< its key is made of its terms
        QString window;       ///< for the key of a group
        QString windowNote;
    };
    struct Finding
    {
        EventId event{};
        qint64 timeNs = noTime;
    };

    [[nodiscard]] const std::vector<Finding> &findings() const { return m_findings; }

    /// All findings as one window. A term is new when the rule's history before it does not have it.
    [[nodiscard]] std::vector<Draft> wholeFile() const;
    /// One execution over `window`; terms are new that are not in the history, from `historyNs` to the window.
    [[nodiscard]] std::vector<Draft> execute(const TimeRange &window, qint64 historyNs) const;

    [[nodiscard]] Alert alert(const Draft &draft) const;
    /// The key that alert() would give, without the work.
    [[nodiscard]] QString key(const Draft &draft) const;

private:
    using Combination = std::u32string; ///< of values, in the order of the fields
    struct Group
    {
        Combination combination;
        std::vector<quint32> findings;
    };
    static constexpr char32_t missing = 0xffffffff;

    [[nodiscard]] std::vector<Draft> draftsIn(quint32 first, quint32 last) const;
    [[nodiscard]] std::vector<Combination> combinations(quint32 finding, const QStringList &fields,
                                                        bool withMissing) const;
    [[nodiscard]] std::vector<Group> groups(quint32 first, quint32 last, const QStringList &fields,
                                            bool withMissing) const;
    [[nodiscard]] std::vector<AlertTerm> terms(const Combination &combination, const QStringList &fields) const;

    [[nodiscard]] std::vector<Draft> single(quint32 first, quint32 last) const;
    [[nodiscard]] std::vector<Draft> suppressed(quint32 first, quint32 last) const;
    [[nodiscard]] std::vector<Draft> aboveThreshold(quint32 first, quint32 last) const;
    [[nodiscard]] bool hasCardinality(const Group &group) const;
    [[nodiscard]] QString windowNoteOf(const Group &group) const;
    [[nodiscard]] std::vector<Draft> firstSeen() const;
    [[nodiscard]] std::vector<Draft> newTermsIn(quint32 first, quint32 last, const TimeRange &window,
                                                qint64 historyNs) const;
    [[nodiscard]] Draft newTermDraft(quint32 finding, const Combination &combination) const;
    [[nodiscard]] QString historyNote(qint64 timeNs, qint64 historyNs) const;
    [[nodiscard]] std::vector<Draft> foldedDrafts(std::vector<Draft> drafts) const;
    void applyMappings(quint32 finding, Alert &alert) const;

    const Rule &m_rule;
    const ActivityIndex &m_events;
    bool m_normalised;
    std::vector<quint32> m_rows;     ///< a representation for each finding
    std::vector<Finding> m_findings; ///< by time
    GroupValues m_values;
    std::unordered_map<Combination, std::vector<quint32>> m_seen; ///< of new terms: where each combination stands
};

/// "user.name: pat, source.ip: 198.51.100.7".
[[nodiscard]] QString groupText(const std::vector<AlertTerm> &terms);

} // namespace wirecase
