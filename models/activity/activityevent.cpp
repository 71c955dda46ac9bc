#include "models/activity/activityevent.h"

#include <QStringList>

#include <utility>

namespace wirecase {

StatusClass statusClassOf(QStringView status)
{
    static constexpr std::pair<QLatin1StringView, StatusClass> words[] = {
        {QLatin1StringView("start"), StatusClass::Started},
        {QLatin1StringView("started"), StatusClass::Started},
        {QLatin1StringView("accept"), StatusClass::Accepted},
        {QLatin1StringView("accepted"), StatusClass::Accepted},
        {QLatin1StringView("success"), StatusClass::Succeeded},
        {QLatin1StringView("succeeded"), StatusClass::Succeeded},
        {QLatin1StringView("fail"), StatusClass::Failed},
        {QLatin1StringView("failed"), StatusClass::Failed},
        {QLatin1StringView("failure"), StatusClass::Failed},
    };
    for (const auto &[word, statusClass] : words) {
        if (status.compare(word, Qt::CaseInsensitive) == 0)
            return statusClass;
    }
    return StatusClass::Other;
}

QString operationTitle(const QString &operation)
{
    const QStringList parts = operation.split(u'/');
    const bool isAction = parts.last().compare(QLatin1String("action"), Qt::CaseInsensitive) == 0;
    const qsizetype kept = isAction ? 3 : 2;
    return parts.size() <= kept ? operation : parts.mid(parts.size() - kept).join(u'/');
}

} // namespace wirecase
