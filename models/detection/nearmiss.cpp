#include "models/detection/nearmiss.h"

#include <QCoreApplication>

namespace wirecase {

QString nearMissTitle(NearMiss::Reason reason)
{
    switch (reason) {
    case NearMiss::Reason::Case:
        return QCoreApplication::translate("wirecase::NearMiss", "Case differs");
    case NearMiss::Reason::Wording:
        return QCoreApplication::translate("wirecase::NearMiss", "Wording differs");
    case NearMiss::Reason::OneClause:
        return QCoreApplication::translate("wirecase::NearMiss", "One condition fails");
    }
    return {};
}

} // namespace wirecase
