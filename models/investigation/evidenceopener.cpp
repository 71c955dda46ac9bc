#include "models/investigation/evidenceopener.h"

#include "models/evidence/decompression.h"

namespace wirecase {

Result<ByteSourcePtr> openEvidence(EvidenceFile &file, const QString &unpackFolder, JobState &job)
{
    auto source = openFile(file.path);
    if (!source)
        return Error{source.error().code, source.error().message, file.name, source.error().offset};
    if (!file.compressed)
        return source;

    Error damage;
    auto unpacked = unpack(**source, unpackFolder, {}, job, &damage);
    if (!unpacked)
        return Error{unpacked.error().code, unpacked.error().message, file.name, unpacked.error().offset};
    if (!damage.message.isEmpty()) {
        damage.file = file.name;
        file.report.add(damage);
    }
    return unpacked;
}

} // namespace wirecase
