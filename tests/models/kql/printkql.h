#pragma once

#include "models/kql/kqlast.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace wirecase {

/// A tree in one line: `or(is(L"a", W"b⁎"), range(L"c", gt, Q"1"))`. L literal, Q quoted, W wildcard.
inline QString printedKql(const QJsonValue &node)
{
    if (node.isString())
        return node.toString();
    const QJsonObject object = node.toObject();
    const QJsonValue value = object.value(QLatin1String("value"));
    const QString type = object.value(QLatin1String("type")).toString();
    if (type == QLatin1String("function")) {
        QStringList arguments;
        const QJsonArray array = object.value(QLatin1String("arguments")).toArray();
        for (const QJsonValue argument : array)
            arguments.append(printedKql(argument));
        return object.value(QLatin1String("function")).toString() + u'(' + arguments.join(QLatin1String(", ")) + u')';
    }
    QString text = value.isString() ? value.toString() : QString();
    text.replace(QLatin1String("@kuery-wildcard@"), QStringLiteral("\u204e"));
    const QString json = QString::fromUtf8(
        QJsonDocument(QJsonArray{value.isString() ? QJsonValue(text) : value}).toJson(QJsonDocument::Compact));
    const bool quoted = object.value(QLatin1String("isQuoted")).toBool();
    const QChar mark = type == QLatin1String("wildcard") ? u'W' : quoted ? u'Q' : u'L';
    return mark + json.mid(1).chopped(1);
}

} // namespace wirecase
