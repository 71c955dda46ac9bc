#pragma once

#include "models/base/job.h"
#include "models/evidence/bytesource.h"
#include "models/evidence/evidencefile.h"

#include <vector>

namespace wirecase {

/// Opens one piece of evidence for reading, through its compression if it has one. Messages carry the evidence's name.
/// Damage of the compression goes into the file's report; what could be unpacked is read.
[[nodiscard]] Result<ByteSourcePtr> openEvidence(EvidenceFile &file, const QString &unpackFolder, JobState &job);

/// The same bytes under the evidence's name in the case, which messages and reports give.
[[nodiscard]] ByteSourcePtr namedSource(ByteSourcePtr bytes, const QString &name);

/// In which order the files are read: as given, but captures through which one capture was rotated among each other by
/// time. Looks into the beginnings of those. Places in `files`.
[[nodiscard]] std::vector<std::size_t> readingOrderOf(const std::vector<const EvidenceFile *> &files);

template <typename File>
[[nodiscard]] std::vector<File *> inReadingOrder(const std::vector<File *> &files)
{
    std::vector<File *> ordered;
    for (const std::size_t place : readingOrderOf({files.begin(), files.end()}))
        ordered.push_back(files[place]);
    return ordered;
}

} // namespace wirecase
