#include "models/investigation/citations.h"

#include "models/investigation/facttext.h"

#include <QCoreApplication>

namespace wirecase {

QString Citations::cutText() const
{
    if (m_all <= m_sources.size())
        return {};
    return QCoreApplication::translate("wirecase::Citations", "cites the first %1 of %2 records")
        .arg(factCount(m_sources.size()), factCount(m_all));
}

} // namespace wirecase
