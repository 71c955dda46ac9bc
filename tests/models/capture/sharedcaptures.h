#pragma once

#include <QString>

namespace wirecase::test {

/// Where a capture lies that tests read when it is at hand.
inline QString sharedCapture(const QString &name = {})
{
    const QString given = qEnvironmentVariable("WIRECASE_SHARED");
    const QString root = given.isEmpty() ? QStringLiteral(WIRECASE_SOURCE_DIR "/../shared") : given;
    return root + QStringLiteral("/data/pcaps/") + name;
}

} // namespace wirecase::test
