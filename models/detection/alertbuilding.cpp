#include "models/detection/ruleexecution.h"

#include <algorithm>

namespace wirecase {

namespace {

constexpr int highestRisk = 100;

} // namespace

QString RuleExecution::key(const Draft &draft) const
{
    if (!draft.isGroup)
        return alertKey(m_rule.id, m_events.event(m_findings[draft.findings.front()].event).key);
    // Whatever the mode: the same group in another case is the same alert.
    return m_rule.id + u'|' + groupText(draft.terms).toCaseFolded() + u'|' + draft.window;
}

Alert RuleExecution::alert(const Draft &draft) const
{
    const quint32 shown = draft.findings.front();
    const ActivityEvent event = m_events.event(m_findings[shown].event);
    Alert alert;
    alert.key = draft.isGroup ? key(draft) : alertKey(m_rule.id, event.key);
    alert.ruleId = m_rule.id;
    alert.ruleName = m_rule.name;
    alert.severity = m_rule.severity;
    alert.riskScore = m_rule.riskScore;
    alert.event = event.id;
    alert.events.reserve(draft.findings.size());
    for (const quint32 finding : draft.findings)
        alert.events.push_back(m_findings[finding].event);
    alert.terms = draft.terms;
    alert.group = groupText(draft.terms);
    alert.windowNote = draft.windowNote;
    alert.eventKey = event.key;
    alert.timeNs = event.timeNs;
    alert.caller = event.caller;
    alert.callerName = event.callerName;
    applyMappings(shown, alert);
    return alert;
}

/// From low to critical: the last that fits wins (elastic.md 3).
void RuleExecution::applyMappings(quint32 finding, Alert &alert) const
{
    const auto texts = [this, finding](const QString &field) {
        QStringList result;
        for (const quint32 value : m_values.values(finding, m_values.fieldIndex(field)))
            result << m_values.text(value);
        return result;
    };
    const auto sensitivity = m_normalised ? Qt::CaseInsensitive : Qt::CaseSensitive;
    int rank = 0;
    for (const SeverityMapping &mapping : m_rule.severityMapping) {
        if (severityRank(mapping.severity) > rank && texts(mapping.field).contains(mapping.value, sensitivity)) {
            alert.severity = mapping.severity;
            rank = severityRank(mapping.severity);
        }
    }
    std::optional<int> risk;
    for (const QString &field : m_rule.riskScoreFields) {
        for (const QString &text : texts(field)) {
            bool isNumber = false;
            const double score = text.toDouble(&isNumber);
            if (isNumber && score >= 0 && score <= highestRisk)
                risk = std::max(risk.value_or(0), static_cast<int>(score));
        }
    }
    alert.riskScore = risk.value_or(alert.riskScore);
    const QStringList names = m_rule.ruleNameOverride.isEmpty() ? QStringList() : texts(m_rule.ruleNameOverride);
    if (!names.isEmpty())
        alert.ruleName = names.front();
}

} // namespace wirecase
