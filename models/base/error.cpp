#include "models/base/error.h"

namespace wirecase {

QString Error::text() const
{
    if (file.isEmpty())
        return message;
    if (offset < 0)
        return tr("%1: %2").arg(file, message);
    return tr("%1, at %2: %3").arg(file).arg(offset).arg(message);
}

Error Error::cancelled()
{
    return {Code::Cancelled, tr("Cancelled."), {}, -1};
}

} // namespace wirecase
