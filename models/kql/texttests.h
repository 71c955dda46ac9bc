#pragma once

#include "models/kql/valuetests.h"

namespace wirecase {

/// Accepts nothing; tests of one type override what they are asked.
class PlainTest : public ValueTest
{
public:
    [[nodiscard]] bool acceptsText(std::string_view) const override { return false; }
    [[nodiscard]] bool acceptsIp(const IpAddress &) const override { return false; }
    [[nodiscard]] bool acceptsNumber(long double) const override { return false; }
    [[nodiscard]] bool acceptsTime(qint64) const override { return false; }
    [[nodiscard]] bool acceptsBool(bool) const override { return false; }
};

/// The whole value, or a wildcard over it.
[[nodiscard]] ValueTestPtr keywordTest(const KqlTerm &value, bool foldCase);
[[nodiscard]] ValueTestPtr keywordRangeTest(KqlOrder order, const KqlTerm &value, bool foldCase);
/// A wildcard taken apart at its spaces: one of the pieces over the whole value is enough.
[[nodiscard]] ValueTestPtr anyWordTest(const KqlWildcard &value, bool foldCase);

/// Any word of an unquoted text, a quoted one as a phrase; a wildcard over single words.
[[nodiscard]] ValueTestPtr wordTest(const KqlTerm &value);
[[nodiscard]] ValueTestPtr wordRangeTest(KqlOrder order, const KqlTerm &value);

} // namespace wirecase
