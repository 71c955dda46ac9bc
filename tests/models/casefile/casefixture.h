#pragma once

#include "models/casefile/casefile.h"

#include <QTest>

namespace wirecase {

/// Options whose clock ticks one second with every look, from a fixed time.
inline CaseOptions steadyOptions(const QString &analyst = QStringLiteral("a.analyst"))
{
    auto now = std::make_shared<qint64>(1'700'000'000LL * nsPerSecond);
    return {analyst, [now] { return *now += nsPerSecond; }};
}

inline CaseStep step(const QString &alertKey, const QString &stepKey)
{
    return {alertKey, stepKey, QLatin1String(sectionSteps), {}, QStringLiteral("Text of %1?").arg(stepKey)};
}

/// An exception with every field that the analyst fills.
inline CaseException exception(const QString &id)
{
    CaseException made;
    made.id = id;
    made.name = QStringLiteral("Backup of %1").arg(id);
    made.ruleId = QStringLiteral("rule");
    made.ruleName = QStringLiteral("A rule");
    made.alertKey = QStringLiteral("alert");
    made.item = QStringLiteral("{\"item_id\":\"%1\"}").arg(id);
    made.query = QStringLiteral("user.name : svc");
    made.justification = QStringLiteral("Weekly job");
    made.expireNs = 1'800'000'000LL * nsPerSecond;
    made.silenced = QStringList{QStringLiteral("alert")};
    return made;
}

/// Something of everything that can be derived from evidence.
inline Findings sampleFindings()
{
    Findings findings;
    CaseAlert alert;
    alert.key = QStringLiteral("alert");
    alert.timeNs = 1'600'000'000'123'456'789LL;
    alert.techniques = QStringList{QStringLiteral("T1040")};
    alert.faithful = true;
    alert.sources = {{EvidenceId(1), 2}};
    findings.alerts = {alert};
    findings.steps = {step(QStringLiteral("alert"), QStringLiteral("who"))};
    findings.facts = {{QStringLiteral("alert"),
                       QStringLiteral("caller"),
                       QStringLiteral("Caller"),
                       QStringLiteral("x"),
                       {{EvidenceId(1), 2}, {EvidenceId(1), 0}},
                       {},
                       QStringLiteral("details")}};
    CaseSession session;
    session.key = QStringLiteral("s");
    session.requested = {10, 20};
    session.captures = {EvidenceId(1)};
    session.gaps = {{12, 14}};
    session.alertKeys = {QStringLiteral("alert")};
    findings.sessions = {session};
    findings.timeline.range = {0, 100};
    findings.timeline.alerts = {{5, QStringLiteral("medium"), QStringLiteral("A")}};
    findings.timeline.flows = {{0, 123, 4}};
    findings.timeline.gaps = {{{12, 14}, QStringLiteral("gap")}};
    return findings;
}

/// The value, or a failed test with the error's text.
template <typename T>
T valueOr(Result<T> result, T fallback = {})
{
    if (!result)
        QTest::qFail(qPrintable(result.error().text()), __FILE__, __LINE__);
    return result ? *std::move(result) : std::move(fallback);
}

} // namespace wirecase
