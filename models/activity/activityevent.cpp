#include "models/activity/activityevent.h"

#include <QCoreApplication>
#include <QStringList>
#include <QUuid>

#include <utility>

namespace wirecase {

namespace {

/// A principal name is what a user is known by; a display name proves nothing.
bool isNamedOtherwise(const QString &caller, const QString &callerName)
{
    return !callerName.isEmpty() && callerName != caller && !caller.contains(u'@');
}

} // namespace

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

QString callerTitle(const QString &caller, const QString &callerName)
{
    if (isNamedOtherwise(caller, callerName))
        return callerName;
    if (QUuid::fromString(caller).isNull())
        return caller;
    return caller.left(8) + u'…' + caller.right(4);
}

QString callerInFull(const QString &caller, const QString &callerName)
{
    if (isNamedOtherwise(caller, callerName) && !caller.isEmpty())
        return QStringLiteral("%1 (%2)").arg(callerName, caller);
    return caller.isEmpty() ? callerName : caller;
}

QStringList guessTexts(quint8 guesses)
{
    static constexpr std::pair<ActivityGuess, const char *> texts[] = {
        {ZoneGuess, QT_TRANSLATE_NOOP("wirecase::ActivityGuess", "The export names no time zone: UTC is assumed.")},
        {DayGuess, QT_TRANSLATE_NOOP("wirecase::ActivityGuess", "The date is read as month, then day.")},
        {SecondGuess, QT_TRANSLATE_NOOP("wirecase::ActivityGuess", "The time is known to the second only.")},
        {TitleGuess,
         QT_TRANSLATE_NOOP("wirecase::ActivityGuess",
                           "The export has the title of the operation, not its name: rules cannot match it.")},
        {OperationGuess,
         QT_TRANSLATE_NOOP("wirecase::ActivityGuess",
                           "The operation is the one that was authorised: the export has but its title.")},
        {JoinGuess, QT_TRANSLATE_NOOP("wirecase::ActivityGuess",
                                      "Sources were joined by correlation, status and second, the only match.")},
    };
    QStringList result;
    for (const auto &[guess, text] : texts) {
        if ((guesses & guess) != 0)
            result.append(QCoreApplication::translate("wirecase::ActivityGuess", text));
    }
    return result;
}

QStringList guessNames(quint8 guesses)
{
    static constexpr std::pair<ActivityGuess, const char *> names[] = {
        {ZoneGuess, "time_zone"},        {DayGuess, "day_and_month"},   {SecondGuess, "second"},
        {TitleGuess, "operation_title"}, {OperationGuess, "operation"}, {JoinGuess, "joined"}};
    QStringList result;
    for (const auto &[guess, name] : names) {
        if ((guesses & guess) != 0)
            result.append(QString::fromLatin1(name));
    }
    return result;
}

QString operationTitle(const QString &operation)
{
    const QStringList parts = operation.split(u'/');
    const bool isAction = parts.last().compare(QLatin1String("action"), Qt::CaseInsensitive) == 0;
    const qsizetype kept = isAction ? 3 : 2;
    return parts.size() <= kept ? operation : parts.mid(parts.size() - kept).join(u'/');
}

} // namespace wirecase
