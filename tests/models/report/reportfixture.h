#pragma once

#include "models/casefile/casefields.h"
#include "models/casefile/casestate.h"
#include "models/casefile/saiddocuments.h"

#include <functional>

namespace wirecase {

/// A small case that uses every part of the report. Each text of it went through `text`, so that a test can put hostile
/// strings in all places at once.
inline CaseState reportCase(
    const std::function<QString(const char *)> &text = [](const char *t) { return QString::fromUtf8(t); }, int rows = 1)
{
    constexpr qint64 begin = 1'623'920'651'118'042'000LL; // 2021-06-17T09:04:11.118042Z
    CaseState state;
    state.head = {QStringLiteral("id-1"), text("prod-web capture"), text("2021-0617"), text("A. Analyst"), begin + 1,
                  QByteArray(32, 's')};
    for (int i = 1; i <= rows; ++i) {
        CaseEvidence file;
        file.id = EvidenceId(static_cast<quint32>(i));
        file.name = text("capture-1.cap");
        file.kind = QStringLiteral("pcap");
        file.size = 1'234'567;
        file.sha256 = QByteArray(32, static_cast<char>(i));
        file.records = 18402;
        file.firstNs = begin;
        file.lastNs = begin + nsPerHour;
        file.problems = i % 2;
        file.problemText = text("byte 120: cut short");
        state.evidence.push_back(file);
    }
    CaseAlert alert;
    alert.key = QStringLiteral("alert-1");
    alert.ruleId = QStringLiteral("rule-1");
    alert.ruleName = text("Full network packet capture");
    alert.severity = QStringLiteral("medium");
    alert.riskScore = 47;
    alert.timeNs = begin;
    alert.caller = text("11f3-9e20");
    alert.callerName = text("netops robot");
    alert.operation = text("packetCaptures/write");
    alert.target = text("vm-web-01");
    alert.techniques = QStringList{QStringLiteral("T1040 Network Sniffing")};
    alert.modeNote = text("Only the normalised mode matches.");
    alert.sources = {{EvidenceId(1), 5}};
    state.findings.alerts = {alert};
    const auto step = [&](const char *key, const char *section) {
        state.findings.steps.push_back({alert.key, QLatin1String(key), QLatin1String(section), text("Who started it?"),
                                        text("Which identity started the capture?")});
    };
    step("who", sectionSteps);
    step("when", sectionSteps);
    step("fp", sectionFalsePositives);
    step("response", sectionResponses);
    for (int i = 0; i < rows; ++i)
        state.findings.facts.push_back({alert.key,
                                        QStringLiteral("caller"),
                                        text("Caller"),
                                        text("svc-netops, 203.0.113.77"),
                                        {{EvidenceId(1), 5}, {EvidenceId(1), 0}},
                                        {},
                                        QStringLiteral("details")});
    state.findings.facts.push_back({alert.key,
                                    QStringLiteral("traffic"),
                                    text("Traffic in window"),
                                    text("18 402 conversations"),
                                    {},
                                    {},
                                    QStringLiteral("answerable")});
    state.findings.facts.push_back({alert.key,
                                    QStringLiteral("who"),
                                    text("Signed in from"),
                                    text("203.0.113.77"),
                                    {{EvidenceId(1), 7}},
                                    QStringLiteral("who"),
                                    {}});
    CaseSession session;
    session.name = text("capture-1");
    session.target = text("vm-web-01");
    session.requested = {begin, begin + 5 * nsPerHour};
    session.captures = {EvidenceId(1)};
    session.covered = {{begin, begin + nsPerHour}};
    session.gaps = {{begin + nsPerHour, begin + 2 * nsPerHour}};
    session.logOnlyConversations = 1311;
    session.logOnlyBytes = 1'200'000'000;
    session.cautions = QStringList{text("The end is assumed.")};
    state.findings.sessions = {session};
    TimelineSummary &timeline = state.findings.timeline;
    timeline.range = {begin, begin + 5 * nsPerHour};
    timeline.alerts = {{begin + nsPerMinute, QStringLiteral("medium"), text("alert")}};
    timeline.requested = {{session.requested, text("capture-1")}};
    timeline.captured = {{session.covered.front(), text("capture-1.cap")}};
    timeline.gaps = {{session.gaps.front(), text("gap 60 min")}};
    for (int i = 0; i < 300; ++i) {
        timeline.activity.push_back({begin + i * nsPerMinute, static_cast<quint64>(i % 7), 0});
        timeline.flows.push_back({begin + i * nsPerMinute, static_cast<quint64>(i) * 1000U, i % 50 == 0 ? 1U : 0U});
    }

    StepAnswer answer;
    answer.alertKey = alert.key;
    answer.stepKey = QStringLiteral("who");
    answer.section = QLatin1String(sectionSteps);
    answer.stepText = text("Which identity started the capture?");
    answer.answer = Answer::Suspicious;
    answer.why = text("First seen from this address.");
    answer.note = text("Asked the owner.");
    answer.pins = {{{EvidenceId(1), 7}, text("sign-in")}};
    answer.author = text("A. Analyst");
    answer.changedNs = begin + 5;
    StepAnswer old = answer;
    old.stepKey = QStringLiteral("gone");
    old.stepText = text("A step that the guide no longer has.");
    StepAnswer own = answer;
    own.stepKey.clear();
    own.note.clear();
    state.answers = {own, old, answer};
    state.verdicts = {{alert.key, Verdict::TruePositive, text("No change ticket."), text("A. Analyst"), begin + 6}};
    state.notes = {
        {QStringLiteral("n1"), {}, text("A note on the case."), text("A. Analyst"), begin + 7, begin + 7},
        {QStringLiteral("n2"), alert.key, text("A note on the alert."), text("A. Analyst"), begin + 8, begin + 8}};
    state.marks = {{{EvidenceId(1), 9}, text("login"), text("A. Analyst"), begin + 9}};

    qint64 now = begin + 100;
    for (const auto &[place, document] : documentsOf(state)) {
        const Act act{ActKind::SetAnswer, ActWay::Done, place.first, place.second, {}, document};
        state.journal.push_back(nextEntry(state.journal, act, QStringLiteral("a.analyst"), ++now));
    }
    return state;
}

} // namespace wirecase
