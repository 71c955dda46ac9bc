#pragma once

#include <QString>

namespace wirecase {

/// The word that is being typed in a query of `field : value` terms, and whether it is a field or a value.
struct QueryToken
{
    qsizetype begin = 0;
    qsizetype length = 0;
    QString field;  ///< whose value it is; empty when a field is being typed
    QString prefix; ///< the part before the cursor, without a quote

    bool operator==(const QueryToken &) const = default;
};

[[nodiscard]] QueryToken queryTokenAt(const QString &text, qsizetype cursor);

} // namespace wirecase
