#include "models/detection/exception.h"

#include "models/detection/rule.h"

namespace wirecase {

Result<ExceptionItem> readExceptionItem(const QJsonObject &json)
{
    Q_UNUSED(json);
    return Error{Error::Code::Unsupported, QStringLiteral("Exceptions are not read."), {}, -1};
}

QJsonObject exceptionJson(const ExceptionItem &item)
{
    return {{QStringLiteral("item_id"), item.itemId}};
}

QString exceptionKql(const ExceptionItem &item)
{
    Q_UNUSED(item);
    return {};
}

bool isExpired(const ExceptionItem &item, qint64 nowNs)
{
    return item.expireNs && *item.expireNs <= nowNs;
}

bool isFor(const ExceptionItem &item, const Rule &rule)
{
    return !item.ruleId.isEmpty() && item.ruleId == rule.id;
}

Result<RowBits> matchException(const ExceptionItem &item, const FieldSource &source, bool foldCase, JobState &job)
{
    Q_UNUSED(item);
    Q_UNUSED(foldCase);
    Q_UNUSED(job);
    return RowBits(source.rowCount());
}

ExceptionItem draftException(const Alert &alert, const Rule &rule, const ActivityIndex &events, bool normalised)
{
    Q_UNUSED(alert);
    Q_UNUSED(events);
    Q_UNUSED(normalised);
    ExceptionItem item;
    item.ruleId = rule.id;
    return item;
}

} // namespace wirecase
