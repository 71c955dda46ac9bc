#include "models/detection/alert.h"

#include <QCoreApplication>

#include <array>

namespace wirecase {

namespace {

struct SeveritySpec
{
    const char *name;
    const char *text;
};

// From low to critical: the rank is the position.
constexpr std::array<SeveritySpec, 4> severities{{
    {"low", QT_TRANSLATE_NOOP("wirecase::Alert", "Low")},
    {"medium", QT_TRANSLATE_NOOP("wirecase::Alert", "Medium")},
    {"high", QT_TRANSLATE_NOOP("wirecase::Alert", "High")},
    {"critical", QT_TRANSLATE_NOOP("wirecase::Alert", "Critical")},
}};

} // namespace

QString alertKey(const QString &ruleId, const QString &eventKey)
{
    return ruleId + u'|' + eventKey;
}

QString ruleTitle(const QString &ruleName)
{
    QString title = ruleName;
    for (const QLatin1StringView word : {QLatin1StringView("Azure "), QLatin1StringView("Microsoft ")}) {
        if (title.startsWith(word))
            title.remove(0, word.size());
    }
    const QLatin1StringView detected(" Detected");
    if (title.endsWith(detected, Qt::CaseInsensitive))
        title.chop(detected.size());
    return title.isEmpty() ? ruleName : title;
}

QString severityText(const QString &severity)
{
    const int rank = severityRank(severity);
    if (rank == 0)
        return severity;
    return QCoreApplication::translate("wirecase::Alert", severities[static_cast<std::size_t>(rank - 1)].text);
}

int severityRank(const QString &severity)
{
    for (std::size_t i = 0; i < severities.size(); ++i) {
        if (severity == QLatin1String(severities[i].name))
            return static_cast<int>(i) + 1;
    }
    return 0;
}

} // namespace wirecase
