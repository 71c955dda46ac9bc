#include "models/base/error.h"

#include "models/base/printable.h"

namespace wirecase {

QString Error::text() const
{
    if (file.isEmpty())
        return message;
    const QString name = printable(file);
    if (offset < 0)
        return tr("%1: %2").arg(name, message);
    return tr("%1, at %2: %3").arg(name, QString::number(offset), message);
}

Error Error::cancelled()
{
    return {Code::Cancelled, tr("Cancelled."), {}, -1};
}

} // namespace wirecase
