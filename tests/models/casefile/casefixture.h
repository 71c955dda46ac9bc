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

/// The value, or a failed test with the error's text.
template <typename T>
T valueOr(Result<T> result, T fallback = {})
{
    if (!result)
        QTest::qFail(qPrintable(result.error().text()), __FILE__, __LINE__);
    return result ? *std::move(result) : std::move(fallback);
}

} // namespace wirecase
