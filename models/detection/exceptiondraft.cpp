#include "models/activity/activityindex.h"
#include "models/detection/alert.h"
#include "models/detection/exception.h"
#include "models/detection/modedifference.h"
#include "models/detection/rule.h"

#include <QUuid>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::ExceptionDraft)
};

// What was done, by whom, where; of each line the first field that the event has.
const std::vector<QStringList> &draftFields()
{
    static const std::vector<QStringList> fields{
        {QStringLiteral("azure.activitylogs.operation_name"), QStringLiteral("event.action")},
        {QStringLiteral("azure.activitylogs.identity.claims_initiated_by_user.name"),
         QStringLiteral("azure.activitylogs.identity.authorization.evidence.principal_id"),
         QStringLiteral("azure.activitylogs.identity.claims.appid"), QStringLiteral("user.name"),
         QStringLiteral("azure.activitylogs.identity_name")},
        {QStringLiteral("source.ip")},
        {QStringLiteral("azure.subscription_id")},
    };
    return fields;
}

void addEntry(ExceptionItem &item, const QString &field, const QString &value)
{
    for (const ExceptionEntry &entry : item.entries) {
        if (entry.field == field)
            return;
    }
    ExceptionEntry entry;
    entry.field = field;
    entry.values = QStringList{value};
    item.entries.push_back(std::move(entry));
}

QString listOf(const Rule &rule)
{
    for (const ExceptionListRef &list : rule.exceptionLists) {
        if (list.type == QLatin1String("rule_default"))
            return list.listId;
    }
    return QStringLiteral("exceptions-") + rule.id;
}

} // namespace

ExceptionItem draftException(const Alert &alert, const Rule &rule, const ActivityIndex &events, bool normalised)
{
    ExceptionItem item;
    item.ruleId = rule.id;
    item.listId = listOf(rule);
    item.itemId = QUuid::createUuidV5(QUuid(), alert.key).toString(QUuid::WithoutBraces);
    item.name = Text::tr("%1: expected").arg(rule.name);
    for (const AlertTerm &term : alert.terms)
        addEntry(item, term.field, term.value);
    // What the events of a group have in common is enough: more would hold for one of them only.
    if (alert.events.size() > 1 && !item.entries.empty())
        return item;
    const QJsonObject document = events.ecs(alert.event, 0, normalised);
    for (const QStringList &alternatives : draftFields()) {
        for (const QString &field : alternatives) {
            const QJsonArray values = valuesAt(document, field);
            if (values.isEmpty())
                continue;
            addEntry(item, field, values.first().toVariant().toString());
            break;
        }
    }
    return item;
}

} // namespace wirecase
