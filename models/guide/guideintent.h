#pragma once

#include <QString>

namespace wirecase {

/// What a step asks, for the facts that can fill it: "who", "when", "addresses", "authorised" or "exposure". Recognised
/// by its words; empty unless they are plain.
[[nodiscard]] QString recognisedIntent(const QString &text);

/// Whether `intent` is one of those words.
[[nodiscard]] bool isKnownIntent(const QString &intent);

/// Whether a code span is the name of an ECS or Elastic field: `source.ip`, `@timestamp`, `azure.activitylogs.x`.
[[nodiscard]] bool isFieldName(const QString &code);

} // namespace wirecase
