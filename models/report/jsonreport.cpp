#include "models/report/reportcontent.h"
#include "models/report/reportwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace wirecase {

namespace {

// Keys are stable: programs read them. Times are ISO 8601 in UTC, or null.

QJsonValue timeJson(qint64 timeNs)
{
    return timeNs == noTime ? QJsonValue() : QJsonValue(isoTime(timeNs));
}

QJsonValue numberJson(quint64 value)
{
    return static_cast<qint64>(value);
}

template <typename T, typename Function>
QJsonArray arrayOf(const std::vector<T> &values, Function json)
{
    QJsonArray array;
    for (const T &value : values)
        array.append(json(value));
    return array;
}

QJsonObject citationJson(const Citation &citation)
{
    QJsonObject object{{QStringLiteral("file"), citation.file}, {QStringLiteral("sha256"), citation.sha256}};
    if (citation.evidence > 0)
        object.insert(QStringLiteral("evidence"), evidenceName(citation.evidence));
    if (citation.record > 0)
        object.insert(QStringLiteral("record"), numberJson(citation.record));
    if (!citation.label.isEmpty())
        object.insert(QStringLiteral("label"), citation.label);
    return object;
}

QJsonObject factJson(const ReportFact &fact)
{
    return {{QStringLiteral("key"), fact.key},
            {QStringLiteral("label"), fact.label},
            {QStringLiteral("value"), fact.value},
            {QStringLiteral("sources"), arrayOf(fact.sources, citationJson)}};
}

QJsonObject stepJson(const ReportStep &step)
{
    return {{QStringLiteral("title"), step.title},
            {QStringLiteral("text"), step.text},
            {QStringLiteral("answer"), answerKey(step.answer)},
            {QStringLiteral("why"), step.why},
            {QStringLiteral("note"), step.note},
            {QStringLiteral("author"), step.author},
            {QStringLiteral("changed"), timeJson(step.changedNs)},
            {QStringLiteral("facts"), arrayOf(step.facts, factJson)},
            {QStringLiteral("pins"), arrayOf(step.pins, citationJson)},
            {QStringLiteral("in_guide"), step.inGuide}};
}

QJsonObject noteJson(const ReportNote &note)
{
    return {{QStringLiteral("text"), note.text},
            {QStringLiteral("author"), note.author},
            {QStringLiteral("changed"), timeJson(note.timeNs)}};
}

QJsonObject alertJson(const ReportAlert &alert)
{
    const QJsonObject verdict{{QStringLiteral("verdict"), verdictKey(alert.verdict)},
                              {QStringLiteral("reason"), alert.reason},
                              {QStringLiteral("author"), alert.verdictAuthor},
                              {QStringLiteral("changed"), timeJson(alert.verdictNs)}};
    return {{QStringLiteral("key"), alert.key},
            {QStringLiteral("raised"), alert.raised},
            {QStringLiteral("rule_id"), alert.ruleId},
            {QStringLiteral("rule_name"), alert.ruleName},
            {QStringLiteral("severity"), alert.severity},
            {QStringLiteral("risk_score"), alert.riskScore},
            {QStringLiteral("@timestamp"), timeJson(alert.timeNs)},
            {QStringLiteral("caller"), alert.caller},
            {QStringLiteral("caller_name"), alert.callerName},
            {QStringLiteral("operation"), alert.operation},
            {QStringLiteral("target"), alert.target},
            {QStringLiteral("techniques"), QJsonArray::fromStringList(alert.techniques)},
            {QStringLiteral("mode_note"), alert.modeNote},
            {QStringLiteral("sources"), arrayOf(alert.sources, citationJson)},
            {QStringLiteral("verdict"), verdict},
            {QStringLiteral("facts"), arrayOf(alert.details, factJson)},
            {QStringLiteral("answerable"), arrayOf(alert.answerable, factJson)},
            {QStringLiteral("exposed_accounts"), arrayOf(alert.exposed, factJson)},
            {QStringLiteral("related"), arrayOf(alert.related, factJson)},
            {QStringLiteral("steps"), arrayOf(alert.steps, stepJson)},
            {QStringLiteral("false_positives"), arrayOf(alert.falsePositives, stepJson)},
            {QStringLiteral("responses"), arrayOf(alert.responses, stepJson)},
            {QStringLiteral("notes"), arrayOf(alert.notes, noteJson)},
            {QStringLiteral("pins"), arrayOf(alert.pins, citationJson)}};
}

QJsonObject rangeJson(const TimeRange &range)
{
    return {{QStringLiteral("start"), timeJson(range.beginNs)}, {QStringLiteral("end"), timeJson(range.endNs)}};
}

QJsonObject sessionJson(const ReportSession &session)
{
    QJsonArray captures;
    for (const Citation &file : session.captureFiles)
        captures.append(file.file);
    return {{QStringLiteral("name"), session.name},
            {QStringLiteral("target"), session.target},
            {QStringLiteral("written_to"), session.writtenTo},
            {QStringLiteral("requested"), rangeJson(session.requested)},
            {QStringLiteral("end_reason"), session.endReason},
            {QStringLiteral("limits"), QJsonArray::fromStringList(session.limits)},
            {QStringLiteral("filters"), QJsonArray::fromStringList(session.filters)},
            {QStringLiteral("cautions"), QJsonArray::fromStringList(session.cautions)},
            {QStringLiteral("captures"), captures},
            {QStringLiteral("covered"), arrayOf(session.covered, rangeJson)},
            {QStringLiteral("gaps"), arrayOf(session.gaps, rangeJson)},
            {QStringLiteral("log_only_conversations"), numberJson(session.logOnlyConversations)},
            {QStringLiteral("log_only_bytes"), numberJson(session.logOnlyBytes)}};
}

QJsonObject evidenceJson(const ReportEvidence &file, int number)
{
    return {{QStringLiteral("number"), evidenceName(number)},
            {QStringLiteral("name"), file.name},
            {QStringLiteral("kind"), file.kind},
            {QStringLiteral("sha256"), file.sha256},
            {QStringLiteral("size"), numberJson(file.size)},
            {QStringLiteral("first"), timeJson(file.firstNs)},
            {QStringLiteral("last"), timeJson(file.lastNs)},
            {QStringLiteral("records"), file.records},
            {QStringLiteral("problems"), file.problems},
            {QStringLiteral("problem_text"), file.problemText},
            {QStringLiteral("changed"), file.changed}};
}

QJsonArray evidenceArray(const std::vector<ReportEvidence> &files)
{
    QJsonArray array;
    for (const ReportEvidence &file : files)
        array.append(evidenceJson(file, static_cast<int>(array.size()) + 1));
    return array;
}

QJsonObject markJson(const ReportMark &mark)
{
    return {{QStringLiteral("source"), citationJson(mark.source)},
            {QStringLiteral("comment"), mark.comment},
            {QStringLiteral("author"), mark.author}};
}

QJsonObject journalJson(const ReportJournal &journal)
{
    return {{QStringLiteral("entries"), numberJson(journal.entries)},
            {QStringLiteral("first"), timeJson(journal.firstNs)},
            {QStringLiteral("last"), timeJson(journal.lastNs)},
            {QStringLiteral("last_hash"), journal.lastHash},
            {QStringLiteral("intact"), journal.intact},
            {QStringLiteral("authors"), QJsonArray::fromStringList(journal.authors)}};
}

} // namespace

QByteArray jsonReport(const ReportContent &content)
{
    const QJsonObject head{{QStringLiteral("id"), content.caseId},
                           {QStringLiteral("name"), content.name},
                           {QStringLiteral("number"), content.number},
                           {QStringLiteral("analyst"), content.analyst},
                           {QStringLiteral("created"), timeJson(content.createdNs)},
                           {QStringLiteral("as_of"), timeJson(content.lastActNs)}};
    const QJsonObject report{{QStringLiteral("format"), QStringLiteral("wirecase-report-1")},
                             {QStringLiteral("case"), head},
                             {QStringLiteral("alerts"), arrayOf(content.alerts, alertJson)},
                             {QStringLiteral("sessions"), arrayOf(content.sessions, sessionJson)},
                             {QStringLiteral("evidence"), evidenceArray(content.evidence)},
                             {QStringLiteral("notes"), arrayOf(content.notes, noteJson)},
                             {QStringLiteral("marks"), arrayOf(content.marks, markJson)},
                             {QStringLiteral("journal"), journalJson(content.journal)}};
    return QJsonDocument(report).toJson(QJsonDocument::Indented); // keys are sorted
}

} // namespace wirecase
