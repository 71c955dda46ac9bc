#pragma once

#include "models/base/ids.h"
#include "models/base/job.h"
#include "models/base/result.h"

#include <QByteArray>
#include <QString>

namespace wirecase {

/// A file of the evidence that has no hash yet.
struct EvidenceToHash
{
    EvidenceId id{};
    QString path;
    quint64 size = 0; ///< when it was added
};

/// Its SHA-256, 32 bytes raw. Fails when it has another size than when it was added.
[[nodiscard]] Result<QByteArray> hashOfEvidence(const EvidenceToHash &file, JobState &job);

} // namespace wirecase
