#include "models/investigation/facttext.h"

#include "models/base/numbertext.h"

namespace wirecase {

QString factCount(quint64 count)
{
    constexpr QChar narrowSpace(0x202f);
    QString digits = QString::number(count);
    for (qsizetype i = digits.size() - 3; i > 0; i -= 3)
        digits.insert(i, narrowSpace);
    return digits;
}

QString factBytes(quint64 bytes)
{
    return bytesText(bytes, QLocale::c());
}

QString factShare(quint64 part, quint64 whole)
{
    return shareText(part, whole, QLocale::c());
}

QString factJoin(const QStringList &parts)
{
    QStringList present;
    for (const QString &part : parts) {
        if (!part.isEmpty())
            present << part;
    }
    return present.join(QStringLiteral(" · "));
}

QString resourcePart(const QString &resourceId, const QString &type)
{
    const QStringList parts = resourceId.split(u'/');
    for (qsizetype i = 0; i + 1 < parts.size(); ++i) {
        if (parts.at(i).compare(type, Qt::CaseInsensitive) == 0)
            return parts.at(i + 1);
    }
    return {};
}

} // namespace wirecase
