#pragma once

#include "models/activity/ecsview.h"

namespace wirecase {

/// A document of Elastic's: the faithful view is the document as it stands. The normalised one has the vocabulary
/// folded, as emitRecordEcs() folds it for a record.
void emitDocumentEcs(const ActivityRecord &record, EcsSink &sink);

} // namespace wirecase
