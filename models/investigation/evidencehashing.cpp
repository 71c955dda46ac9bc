#include "models/investigation/evidencehashing.h"

#include "models/evidence/hashing.h"
#include "models/investigation/investigation.h"

namespace wirecase {

Result<QByteArray> hashOfEvidence(const EvidenceToHash &file, JobState &job)
{
    if (job.cancelled)
        return Error::cancelled();
    const auto source = openFile(file.path);
    if (!source)
        return source.error();
    if ((*source)->size() != file.size)
        return Error{Error::Code::Io,
                     Investigation::tr("The file had %1 bytes when it was added and has %2 now: it has no hash. Add it "
                                       "again when it is complete.")
                         .arg(file.size)
                         .arg((*source)->size()),
                     file.path};
    return sha256Of(**source, job);
}

} // namespace wirecase
