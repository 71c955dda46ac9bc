#pragma once

#include <QString>

namespace wirecase {

/// `text` in one line that can do nothing to a terminal or to the order of what is shown: control characters, line
/// breaks and marks that turn the direction of writing are written out as "\\u001b". Names of files and texts from
/// evidence are whatever somebody made them.
[[nodiscard]] QString printable(const QString &text);

} // namespace wirecase
