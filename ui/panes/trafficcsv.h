#pragma once

#include "models/base/job.h"
#include "models/correlation/trafficindex.h"

#include <QByteArray>

#include <vector>

class QIODevice;

namespace wirecase {

/// What of a table of conversations goes into a CSV file.
struct TrafficExport
{
    TrafficIndexPtr traffic;
    std::vector<quint32> rows; ///< in the order to write
    std::vector<int> columns;  ///< of TrafficTableModel, in the order to write
};

/// A field of RFC 4180. One that a spreadsheet would take for a formula gets an apostrophe before it.
[[nodiscard]] QByteArray csvField(const QString &text);

/// Writes header and rows. Work for a Job.
[[nodiscard]] Status writeTrafficCsv(const TrafficExport &what, QIODevice &out, JobState &job);
/// The same into a file, which is replaced only when all of it was written; answers the SHA-256 of what was written.
[[nodiscard]] Result<QByteArray> saveTrafficCsv(const TrafficExport &what, const QString &path, JobState &job);

} // namespace wirecase
