#pragma once

#include "models/activity/recordform.h"

namespace wirecase {

/// A document of Elastic's activity-log data set as a diagnostic record that has the document in its member "document",
/// dotted keys unfolded. Takes a hit of a search, a plain document, or a row of a Kibana export. A document that holds
/// no more than the raw record is that record. Nothing when it is no such document.
[[nodiscard]] std::optional<RewrittenRecord> rewrittenDocument(const simdjson::dom::element &root,
                                                               simdjson::dom::parser &parser);

} // namespace wirecase
