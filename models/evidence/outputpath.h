#pragma once

#include "models/base/result.h"

#include <QStringList>

namespace wirecase {

/// Whether writing to `path` would write to one of the files, by whatever name.
[[nodiscard]] bool isOneOf(const QString &path, const QStringList &files);

/// Whether a file may be written there: not over evidence, and not in the place of a folder, a device or a pipe, which
/// a file that is written anew would replace.
[[nodiscard]] Status mayBeWritten(const QString &path, const QStringList &evidence);

} // namespace wirecase
