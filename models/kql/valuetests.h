#pragma once

#include "models/base/result.h"
#include "models/kql/fieldsource.h"
#include "models/kql/kqlnode.h"
#include "models/kql/query.h"

namespace wirecase {

using ValueTestPtr = std::unique_ptr<const ValueTest>;

/// Accepts every value: whether the field exists.
[[nodiscard]] ValueTestPtr existsTest();
/// `field : value` for a field of that type (elastic.md 1.2). An Error when the value cannot be read as that type.
[[nodiscard]] Result<ValueTestPtr> isTest(const KqlTerm &value, FieldType type, const KqlOptions &options);
/// `field < value` and its kin.
[[nodiscard]] Result<ValueTestPtr> rangeTest(KqlOrder order, const KqlTerm &value, FieldType type,
                                             const KqlOptions &options);
/// The test of a wildcard that has no field: on each field its words are alternatives, as query_string takes them.
[[nodiscard]] Result<ValueTestPtr> freeTextTest(const KqlTerm &value, FieldType type, const KqlOptions &options);

} // namespace wirecase
