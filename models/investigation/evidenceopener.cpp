#include "models/investigation/evidenceopener.h"

#include "models/capture/captureorder.h"
#include "models/evidence/decompression.h"
#include "models/evidence/formatsniffer.h"

#include <QHash>

namespace wirecase {

namespace {

/// The readers take a ByteSource that names itself by path; messages and reports name evidence by its name in the case.
class NamedSource final : public ByteSource
{
public:
    NamedSource(ByteSourcePtr bytes, QString name)
        : m_bytes(std::move(bytes))
        , m_name(std::move(name))
    {
    }

    [[nodiscard]] QString name() const override { return m_name; }
    [[nodiscard]] quint64 size() const override { return m_bytes->size(); }
    [[nodiscard]] Result<std::size_t> readAt(quint64 offset, std::span<std::byte> into) const override
    {
        return m_bytes->readAt(offset, into);
    }

private:
    ByteSourcePtr m_bytes;
    QString m_name;
};

qint64 firstTimeOf(const EvidenceFile &file)
{
    const auto source = openFile(file.path);
    if (!source)
        return noTime;
    const auto head = file.compressed ? unpackHead(**source, sniffLength) : (*source)->bytesAt(0, sniffLength);
    return head ? firstPacketTime(*head) : noTime;
}

} // namespace

ByteSourcePtr namedSource(ByteSourcePtr bytes, const QString &name)
{
    return std::make_shared<NamedSource>(std::move(bytes), name);
}

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

std::vector<std::size_t> readingOrderOf(const std::vector<const EvidenceFile *> &files)
{
    QHash<QString, int> rotations;
    for (const EvidenceFile *file : files)
        ++rotations[rotationName(file->name)];
    std::vector<CaptureStart> starts;
    for (const EvidenceFile *file : files) {
        const bool mayMove = isCapture(file->kind) && rotations.value(rotationName(file->name)) > 1;
        starts.push_back({file->name, mayMove ? firstTimeOf(*file) : noTime});
    }
    return readingOrder(starts);
}

} // namespace wirecase
