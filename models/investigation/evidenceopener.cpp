#include "models/investigation/evidenceopener.h"

#include "models/evidence/decompression.h"

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

} // namespace wirecase
