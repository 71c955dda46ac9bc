#pragma once

#include "models/base/job.h"
#include "models/evidence/bytesource.h"
#include "models/evidence/evidencefile.h"

namespace wirecase {

/// Opens one piece of evidence for reading, through its compression if it has one. Messages carry the evidence's name.
/// Damage of the compression goes into the file's report; what could be unpacked is read.
[[nodiscard]] Result<ByteSourcePtr> openEvidence(EvidenceFile &file, const QString &unpackFolder, JobState &job);

/// The same bytes under the evidence's name in the case, which messages and reports give.
[[nodiscard]] ByteSourcePtr namedSource(ByteSourcePtr bytes, const QString &name);

} // namespace wirecase
