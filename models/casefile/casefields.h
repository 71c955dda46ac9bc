#pragma once

#include "models/casefile/findings.h"
#include "models/casefile/jsonfields.h"
#include "models/casefile/said.h"

// The stored name of every field of the case. They stand in case files for ever: add, never rename.

namespace wirecase {

template <typename Visitor>
void visitFields(Visitor &visit, MaybeConst<EvidenceRef> auto &ref)
{
    visit("file", ref.file);
    visit("record", ref.record);
}

template <typename Visitor>
void visitFields(Visitor &visit, MaybeConst<TimeRange> auto &range)
{
    visit("begin_ns", range.beginNs);
    visit("end_ns", range.endNs);
}

template <typename Visitor>
void visitFields(Visitor &visit, MaybeConst<CaseHead> auto &head)
{
    visit("id", head.id);
    visit("name", head.name);
    visit("number", head.number);
    visit("analyst", head.analyst);
    visit("created_ns", head.createdNs);
    visit("salt", head.salt);
}

template <typename Visitor>
void visitFields(Visitor &visit, MaybeConst<Pin> auto &pin)
{
    visit("ref", pin.ref);
    visit("label", pin.label);
}

template <typename Visitor>
void visitFields(Visitor &visit, MaybeConst<StepAnswer> auto &answer)
{
    visit("alert", answer.alertKey);
    visit("step", answer.stepKey);
    visit("section", answer.section);
    visit("step_text", answer.stepText);
    visit("answer", answer.answer);
    visit("why", answer.why);
    visit("note", answer.note);
    visit("pins", answer.pins);
    visit("author", answer.author);
    visit("changed_ns", answer.changedNs);
}

template <typename Visitor>
void visitFields(Visitor &visit, MaybeConst<AlertVerdict> auto &verdict)
{
    visit("alert", verdict.alertKey);
    visit("verdict", verdict.verdict);
    visit("reason", verdict.reason);
    visit("author", verdict.author);
    visit("changed_ns", verdict.changedNs);
}

template <typename Visitor>
void visitFields(Visitor &visit, MaybeConst<CaseNote> auto &note)
{
    visit("id", note.id);
    visit("alert", note.alertKey);
    visit("text", note.text);
    visit("author", note.author);
    visit("created_ns", note.createdNs);
    visit("changed_ns", note.changedNs);
}

template <typename Visitor>
void visitFields(Visitor &visit, MaybeConst<RecordMark> auto &mark)
{
    visit("ref", mark.ref);
    visit("comment", mark.comment);
    visit("author", mark.author);
    visit("changed_ns", mark.changedNs);
}

template <typename Visitor>
void visitFields(Visitor &visit, MaybeConst<CaseException> auto &exception)
{
    visit("id", exception.id);
    visit("name", exception.name);
    visit("rule_id", exception.ruleId);
    visit("rule_name", exception.ruleName);
    visit("alert", exception.alertKey);
    visit("item", exception.item);
    visit("query", exception.query);
    visit("justification", exception.justification);
    visit("expire_ns", exception.expireNs);
    visit("silenced", exception.silenced);
    visit("author", exception.author);
    visit("changed_ns", exception.changedNs);
}

template <typename Visitor>
void visitFields(Visitor &visit, MaybeConst<CaseEvidence> auto &evidence)
{
    visit("id", evidence.id);
    visit("path", evidence.path);
    visit("name", evidence.name);
    visit("size", evidence.size);
    visit("mtime_ns", evidence.mtimeNs);
    visit("sha256", evidence.sha256);
    visit("kind", evidence.kind);
    visit("first_ns", evidence.firstNs);
    visit("last_ns", evidence.lastNs);
    visit("records", evidence.records);
    visit("problems", evidence.problems);
    visit("problem_text", evidence.problemText);
    visit("changed", evidence.changed);
}

template <typename Visitor>
void visitFields(Visitor &visit, MaybeConst<CaseAlert> auto &alert)
{
    visit("key", alert.key);
    visit("rule_id", alert.ruleId);
    visit("rule_name", alert.ruleName);
    visit("severity", alert.severity);
    visit("risk_score", alert.riskScore);
    visit("time_ns", alert.timeNs);
    visit("caller", alert.caller);
    visit("caller_name", alert.callerName);
    visit("operation", alert.operation);
    visit("target", alert.target);
    visit("techniques", alert.techniques);
    visit("faithful", alert.faithful);
    visit("mode_note", alert.modeNote);
    visit("sources", alert.sources);
}

template <typename Visitor>
void visitFields(Visitor &visit, MaybeConst<CaseStep> auto &step)
{
    visit("alert", step.alertKey);
    visit("step", step.stepKey);
    visit("section", step.section);
    visit("title", step.title);
    visit("text", step.text);
}

template <typename Visitor>
void visitFields(Visitor &visit, MaybeConst<CaseFact> auto &fact)
{
    visit("alert", fact.alertKey);
    visit("key", fact.key);
    visit("label", fact.label);
    visit("value", fact.value);
    visit("sources", fact.sources);
    visit("step", fact.stepKey);
    visit("group", fact.group);
}

template <typename Visitor>
void visitFields(Visitor &visit, MaybeConst<CaseSession> auto &session)
{
    visit("key", session.key);
    visit("name", session.name);
    visit("target", session.target);
    visit("written_to", session.writtenTo);
    visit("requested", session.requested);
    visit("end_reason", session.endReason);
    visit("limits", session.limits);
    visit("filters", session.filters);
    visit("cautions", session.cautions);
    visit("captures", session.captures);
    visit("covered", session.covered);
    visit("gaps", session.gaps);
    visit("log_only_conversations", session.logOnlyConversations);
    visit("log_only_bytes", session.logOnlyBytes);
    visit("alerts", session.alertKeys);
}

template <typename Visitor>
void visitFields(Visitor &visit, MaybeConst<TimelineSummary::Mark> auto &mark)
{
    visit("time_ns", mark.timeNs);
    visit("severity", mark.severity);
    visit("label", mark.label);
}

template <typename Visitor>
void visitFields(Visitor &visit, MaybeConst<TimelineSummary::Bin> auto &bin)
{
    visit("begin_ns", bin.beginNs);
    visit("count", bin.count);
    visit("denied", bin.denied);
}

template <typename Visitor>
void visitFields(Visitor &visit, MaybeConst<TimelineSummary::Bar> auto &bar)
{
    visit("range", bar.range);
    visit("label", bar.label);
}

template <typename Visitor>
void visitFields(Visitor &visit, MaybeConst<TimelineSummary> auto &timeline)
{
    visit("range", timeline.range);
    visit("alerts", timeline.alerts);
    visit("activity", timeline.activity);
    visit("activity_bin_ns", timeline.activityBinNs);
    visit("requested", timeline.requested);
    visit("captured", timeline.captured);
    visit("gaps", timeline.gaps);
    visit("flows", timeline.flows);
    visit("flow_bin_ns", timeline.flowBinNs);
}

template <typename Visitor>
void visitFields(Visitor &visit, MaybeConst<Findings> auto &findings)
{
    visit("alerts", findings.alerts);
    visit("steps", findings.steps);
    visit("facts", findings.facts);
    visit("sessions", findings.sessions);
    visit("timeline", findings.timeline);
}

} // namespace wirecase
