#include "models/report/reportcontent.h"

#include "models/casefile/casestate.h"
#include "models/casefile/saiddocuments.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <ranges>
#include <set>

namespace wirecase {

namespace {

class Gatherer
{
public:
    explicit Gatherer(const CaseState &state);

    /// The files in the order of their numbers.
    [[nodiscard]] const std::vector<ReportEvidence> &evidence() const { return m_evidence; }

    [[nodiscard]] Citation citation(EvidenceRef ref, const QString &label = {}) const
    {
        const CaseEvidence *file = m_state.evidenceOf(ref.file);
        if (!file)
            return {QStringLiteral("?"), ref.record, {}, label, 0};
        return {file->name, ref.record, QString::fromLatin1(file->sha256.toHex()), label, m_numbers.at(ref.file)};
    }

    [[nodiscard]] std::vector<Citation> citations(const std::vector<EvidenceRef> &refs) const
    {
        std::vector<Citation> all;
        for (const EvidenceRef ref : refs)
            all.push_back(citation(ref));
        return all;
    }

    [[nodiscard]] std::vector<ReportFact> facts(const QString &alertKey, const QString &stepKey,
                                                const char *group) const
    {
        std::vector<ReportFact> all;
        for (const CaseFact &fact : m_state.findings.facts) {
            const bool wanted = fact.alertKey == alertKey && fact.stepKey == stepKey
                                && (!group || groupOf(fact) == QLatin1String(group));
            if (wanted)
                all.push_back({fact.key, fact.label, fact.value, citations(fact.sources)});
        }
        return all;
    }

    [[nodiscard]] std::vector<ReportStep> steps(const QString &alertKey, const char *section) const;
    [[nodiscard]] ReportAlert alert(const CaseAlert &alert) const;
    [[nodiscard]] std::vector<ReportNote> notes(const QString &alertKey) const;
    [[nodiscard]] ReportSession session(const CaseSession &session) const;
    [[nodiscard]] ReportJournal journal() const;

private:
    // A fact whose group nobody shows would be lost: it counts as a detail.
    static QString groupOf(const CaseFact &fact)
    {
        const bool known = fact.group == QLatin1String("answerable") || fact.group == QLatin1String("exposed")
                           || fact.group == QLatin1String("related");
        return known ? fact.group : QStringLiteral("details");
    }

    [[nodiscard]] ReportStep step(const StepAnswer *answer, const QString &title, const QString &text) const;

    const CaseState &m_state;
    std::vector<ReportEvidence> m_evidence;
    std::map<EvidenceId, int> m_numbers;
};

ReportEvidence evidenceOf(const CaseEvidence &file)
{
    return {file.name,     file.path,        file.kind,   QString::fromLatin1(file.sha256.toHex()),
            file.size,     file.firstNs,     file.lastNs, file.records,
            file.problems, file.problemText, file.changed};
}

Gatherer::Gatherer(const CaseState &state)
    : m_state(state)
{
    std::vector<const CaseEvidence *> files;
    for (const CaseEvidence &file : state.evidence)
        files.push_back(&file);
    std::ranges::sort(files, [](const CaseEvidence *a, const CaseEvidence *b) {
        return std::tie(a->name, a->sha256, a->path) < std::tie(b->name, b->sha256, b->path);
    });
    for (const CaseEvidence *file : files) {
        m_evidence.push_back(evidenceOf(*file));
        m_numbers.emplace(file->id, static_cast<int>(m_evidence.size()));
    }
}

ReportStep Gatherer::step(const StepAnswer *answer, const QString &title, const QString &text) const
{
    ReportStep step;
    step.title = title;
    step.text = text;
    if (!answer)
        return step;
    step.answer = answer->answer;
    step.why = answer->why;
    step.note = answer->note;
    step.author = answer->author;
    step.changedNs = answer->changedNs;
    for (const Pin &pin : answer->pins)
        step.pins.push_back(citation(pin.ref, pin.label));
    return step;
}

// The steps of the guide in its order, then answers to steps that the guide no longer has: an answer is never dropped.
std::vector<ReportStep> Gatherer::steps(const QString &alertKey, const char *section) const
{
    std::vector<ReportStep> all;
    std::vector<QString> seen;
    for (const CaseStep &guideStep : m_state.findings.steps) {
        if (guideStep.alertKey != alertKey)
            continue;
        seen.push_back(guideStep.stepKey);
        if (guideStep.section != QLatin1String(section))
            continue;
        all.push_back(step(m_state.answer(alertKey, guideStep.stepKey), guideStep.title, guideStep.text));
        all.back().facts = facts(alertKey, guideStep.stepKey, nullptr);
    }
    for (const StepAnswer &answer : m_state.answers) {
        const bool isOther = answer.alertKey == alertKey && !answer.stepKey.isEmpty()
                             && answer.section == QLatin1String(section)
                             && std::ranges::find(seen, answer.stepKey) == seen.end();
        if (!isOther)
            continue;
        all.push_back(step(&answer, {}, answer.stepText));
        all.back().inGuide = false;
    }
    return all;
}

std::vector<ReportNote> Gatherer::notes(const QString &alertKey) const
{
    std::vector<ReportNote> all;
    for (const CaseNote &note : m_state.notes) {
        if (note.alertKey == alertKey)
            all.push_back({note.text, note.author, note.changedNs});
    }
    return all;
}

ReportAlert Gatherer::alert(const CaseAlert &alert) const
{
    ReportAlert out;
    out.key = alert.key;
    out.ruleId = alert.ruleId;
    out.ruleName = alert.ruleName;
    out.severity = alert.severity;
    out.riskScore = alert.riskScore;
    out.timeNs = alert.timeNs;
    out.caller = alert.caller;
    out.callerName = alert.callerName;
    out.operation = alert.operation;
    out.target = alert.target;
    out.techniques = alert.techniques;
    out.modeNote = alert.modeNote;
    out.sources = citations(alert.sources);
    if (const AlertVerdict *verdict = m_state.alertVerdict(alert.key)) {
        out.verdict = verdict->verdict;
        out.reason = verdict->reason;
        out.verdictAuthor = verdict->author;
        out.verdictNs = verdict->changedNs;
    }
    out.details = facts(alert.key, {}, "details");
    out.answerable = facts(alert.key, {}, "answerable");
    out.exposed = facts(alert.key, {}, "exposed");
    out.related = facts(alert.key, {}, "related");
    out.steps = steps(alert.key, sectionSteps);
    out.falsePositives = steps(alert.key, sectionFalsePositives);
    out.responses = steps(alert.key, sectionResponses);
    out.notes = notes(alert.key);
    if (const StepAnswer *own = m_state.answer(alert.key, {})) {
        out.pins = step(own, {}, {}).pins;
        if (!own->note.isEmpty())
            out.notes.push_back({own->note, own->author, own->changedNs});
    }
    return out;
}

ReportSession Gatherer::session(const CaseSession &session) const
{
    ReportSession out;
    out.name = session.name;
    out.target = session.target;
    out.writtenTo = session.writtenTo;
    out.endReason = session.endReason;
    out.requested = session.requested;
    out.limits = session.limits;
    out.filters = session.filters;
    out.cautions = session.cautions;
    for (const EvidenceId id : session.captures)
        out.captureFiles.push_back(citation({id, 0}));
    out.covered = session.covered;
    out.gaps = session.gaps;
    out.logOnlyConversations = session.logOnlyConversations;
    out.logOnlyBytes = session.logOnlyBytes;
    return out;
}

// Exports at the end of the journal are not told: else each report would differ from the one before it.
ReportJournal Gatherer::journal() const
{
    const JournalCheck check = verifyCase(m_state);
    ReportJournal out;
    out.intact = check.intact;
    out.check = check.message;
    auto end = m_state.journal.end();
    while (end != m_state.journal.begin() && std::prev(end)->act.kind == ActKind::ExportReport)
        --end;
    for (const JournalEntry &entry : std::ranges::subrange(m_state.journal.begin(), end)) {
        if (out.entries++ == 0)
            out.firstNs = entry.timeNs;
        out.lastNs = entry.timeNs;
        out.lastHash = QString::fromLatin1(entry.hash);
        if (!out.authors.contains(entry.author))
            out.authors.append(entry.author);
    }
    out.authors.sort();
    return out;
}

// Alerts that no rule raises any more, though something was said on them: what was said is never dropped.
std::vector<ReportAlert> goneAlerts(const CaseState &state, const Gatherer &gatherer)
{
    std::set<QString> keys;
    for (const AlertVerdict &verdict : state.verdicts)
        keys.insert(verdict.alertKey);
    for (const StepAnswer &answer : state.answers)
        keys.insert(answer.alertKey);
    for (const CaseNote &note : state.notes)
        keys.insert(note.alertKey);
    keys.erase(QString());
    for (const CaseAlert &alert : state.findings.alerts)
        keys.erase(alert.key);
    std::vector<ReportAlert> gone;
    for (const QString &key : keys) {
        CaseAlert known;
        known.key = key;
        gone.push_back(gatherer.alert(known));
        gone.back().raised = false;
    }
    return gone;
}

} // namespace

QString evidenceName(int number)
{
    return QStringLiteral("E%1").arg(number);
}

ReportContent reportContent(const CaseState &state, const ReportOptions &options)
{
    const Gatherer gatherer(state);
    ReportContent content;
    content.caseId = state.head.id;
    content.name = state.head.name;
    content.number = state.head.number;
    content.analyst = state.head.analyst;
    content.createdNs = state.head.createdNs;
    content.timeFormat = options.timeFormat;
    for (const CaseAlert &alert : state.findings.alerts)
        content.alerts.push_back(gatherer.alert(alert));
    std::ranges::sort(content.alerts, [](const ReportAlert &a, const ReportAlert &b) {
        return std::tie(a.timeNs, a.key) < std::tie(b.timeNs, b.key);
    });
    std::ranges::move(goneAlerts(state, gatherer), std::back_inserter(content.alerts));
    for (const CaseSession &session : state.findings.sessions)
        content.sessions.push_back(gatherer.session(session));
    content.timeline = state.findings.timeline;
    content.evidence = gatherer.evidence();
    content.notes = gatherer.notes({});
    for (const RecordMark &mark : state.marks)
        content.marks.push_back({gatherer.citation(mark.ref), mark.comment, mark.author});
    content.journal = gatherer.journal();
    content.lastActNs = content.journal.lastNs;
    return content;
}

} // namespace wirecase
