#pragma once

#include "models/detection/rulefile.h"
#include "models/evidence/bytesource.h"

#include <QStringList>

#include <vector>

namespace wirecase {

/// Rules and exceptions from files and folders.
struct LoadedRules
{
    std::vector<Rule> rules;
    std::vector<ExceptionItem> exceptions;
    quint64 files = 0;
    quint64 problems = 0; ///< said on stderr already
};

/// Reads every file of rules among `paths`; of folders those that hold rules by their content.
[[nodiscard]] LoadedRules loadRules(const QStringList &paths);

/// Adds what one opened file holds.
[[nodiscard]] ImportReport addRules(const ByteSourcePtr &bytes, const QString &name, LoadedRules &loaded);
/// Whether an opened file holds rules.
[[nodiscard]] bool holdsRules(const ByteSourcePtr &bytes);

/// Whether a word is "faithful" or "normalised"; else it is said on stderr.
[[nodiscard]] bool isDetectionMode(const QString &word);

} // namespace wirecase
