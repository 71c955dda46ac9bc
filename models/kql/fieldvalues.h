#pragma once

#include "models/base/job.h"
#include "models/kql/fieldsource.h"

namespace wirecase {

/// Values that occur in a field and begin with `prefix`, whatever its case, as a query has them: quoted where they have
/// to be. In order, at most `most` of each source: the first that are met. Work for a Job.
[[nodiscard]] QStringList fieldValues(const std::vector<const FieldSource *> &sources, const QString &field,
                                      const QString &prefix, int most, JobState &job);

/// A value as a query has it: in quotes where it would be read as something else without them.
[[nodiscard]] QString kqlValue(const QString &text);

} // namespace wirecase
