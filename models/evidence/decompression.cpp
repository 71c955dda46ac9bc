#include "models/evidence/decompression.h"

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryFile>

#include <archive.h>
#include <archive_entry.h>

#include <cerrno>
#include <vector>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::Decompression)
};

/// libarchive's reader over a ByteSource: one raw stream behind one filter.
class RawStream
{
public:
    explicit RawStream(const ByteSource &packed)
        : m_packed(packed)
        , m_buffer(1U << 18U)
        , m_archive(archive_read_new(), &archive_read_free)
    {
        archive_read_support_filter_gzip(m_archive.get());
        archive_read_support_filter_zstd(m_archive.get());
        archive_read_support_filter_xz(m_archive.get());
        archive_read_support_format_raw(m_archive.get());
        archive_read_support_format_empty(m_archive.get());
    }

    Status open()
    {
        archive_entry *entry = nullptr;
        if (archive_read_open(m_archive.get(), this, nullptr, &RawStream::readMore, nullptr) != ARCHIVE_OK)
            return failure();
        const int answer = archive_read_next_header(m_archive.get(), &entry);
        m_isEmpty = answer == ARCHIVE_EOF; // nothing was packed
        if (answer != ARCHIVE_OK && !m_isEmpty)
            return failure();
        // Without a filter of its kind libarchive hands the packed bytes through as they are.
        if (archive_filter_code(m_archive.get(), 0) == ARCHIVE_FILTER_NONE)
            return failure();
        return {};
    }

    /// The next piece, valid until the next call; empty at the end. By blocks, because archive_read_data() drops what
    /// it has when the stream breaks off.
    Result<ByteView> read()
    {
        if (m_isEmpty)
            return ByteView();
        const void *block = nullptr;
        std::size_t length = 0;
        la_int64_t offset = 0;
        const int answer = archive_read_data_block(m_archive.get(), &block, &length, &offset);
        if (answer == ARCHIVE_EOF)
            return ByteView();
        if (answer != ARCHIVE_OK && answer != ARCHIVE_WARN)
            return failure();
        return ByteView(static_cast<const std::byte *>(block), length);
    }

    [[nodiscard]] quint64 consumed() const { return m_offset; }

private:
    static la_ssize_t readMore(archive *, void *self, const void **buffer)
    {
        auto *stream = static_cast<RawStream *>(self);
        const auto got = stream->m_packed.readAt(stream->m_offset, stream->m_buffer);
        if (!got)
            return -1;
        stream->m_offset += *got;
        *buffer = stream->m_buffer.data();
        return static_cast<la_ssize_t>(*got);
    }

    [[nodiscard]] Error failure() const
    {
        const char *cause = archive_error_string(m_archive.get());
        const QString message = Text::tr("The compressed data is damaged or cut short (%1).")
                                    .arg(QString::fromLocal8Bit(cause ? cause : "?"));
        return {Error::Code::Format, message, m_packed.name(), static_cast<qint64>(m_offset)};
    }

    const ByteSource &m_packed;
    std::vector<std::byte> m_buffer;
    quint64 m_offset = 0;
    bool m_isEmpty = false;
    std::unique_ptr<archive, decltype(&archive_read_free)> m_archive;
};

/// The unpacked bytes with the name of the packed file; keeps the temporary file alive.
class UnpackedSource final : public ByteSource
{
public:
    UnpackedSource(std::unique_ptr<QTemporaryFile> file, ByteSourcePtr bytes, QString name)
        : m_file(std::move(file))
        , m_bytes(std::move(bytes))
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
    std::unique_ptr<QTemporaryFile> m_file;
    ByteSourcePtr m_bytes;
    QString m_name;
};

/// In `folder`, or where that cannot be written to, among the temporary files.
std::unique_ptr<QTemporaryFile> newStore(const QString &folder)
{
    const QString name = QStringLiteral("/unpacked-XXXXXX");
    auto file = std::make_unique<QTemporaryFile>(folder + name);
    if (!QDir().mkpath(folder) || !file->open()) {
        file = std::make_unique<QTemporaryFile>(QDir::tempPath() + name);
        file->open();
    }
    return file;
}

Error overLimit(const ByteSource &packed, quint64 consumed)
{
    return {Error::Code::Limit, Text::tr("The file unpacks to far more than its size; unpacking was stopped."),
            packed.name(), static_cast<qint64>(consumed)};
}

Status pump(RawStream &stream, const ByteSource &packed, QTemporaryFile &out, const UnpackLimits &limits, JobState &job,
            Error *damage)
{
    constexpr quint64 ratioFreeBytes = 64ULL << 20U;
    const qint64 before = job.done;
    quint64 written = 0;
    while (true) {
        if (job.cancelled)
            return Error::cancelled();
        const auto block = stream.read();
        if (!block) {
            *damage = block.error();
            return {};
        }
        if (block->empty())
            return {};
        written += block->size();
        const bool tooDense = written > ratioFreeBytes && written / std::max<quint64>(packed.size(), 1) > limits.ratio;
        if (written > limits.bytes || tooDense)
            return overLimit(packed, stream.consumed());
        const auto length = static_cast<qint64>(block->size());
        if (out.write(reinterpret_cast<const char *>(block->data()), length) != length)
            return Error{Error::Code::Io, Text::tr("The unpacked data cannot be stored (%1).").arg(out.errorString()),
                         packed.name(), -1};
        job.done = before + static_cast<qint64>(stream.consumed());
    }
}

} // namespace

Result<QByteArray> unpackHead(const ByteSource &packed, std::size_t length)
{
    RawStream stream(packed);
    if (const Status opened = stream.open(); !opened)
        return opened.error();
    QByteArray head;
    while (static_cast<std::size_t>(head.size()) < length) {
        const auto block = stream.read();
        if (!block && head.isEmpty())
            return block.error();
        if (!block || block->empty())
            break;
        head += copyOf(slice(*block, 0, length - static_cast<std::size_t>(head.size())));
    }
    return head;
}

Result<ByteSourcePtr> unpack(const ByteSource &packed, const QString &folder, const UnpackLimits &limits, JobState &job,
                             Error *damage)
{
    RawStream stream(packed);
    if (const Status opened = stream.open(); !opened)
        return opened.error();
    auto file = newStore(folder);
    if (!file->isOpen())
        return Error{Error::Code::Io, Text::tr("The unpacked data cannot be stored (%1).").arg(file->errorString()),
                     packed.name(), -1};
    if (const Status done = pump(stream, packed, *file, limits, job, damage); !done)
        return done.error();
    if (!file->flush())
        return Error{Error::Code::Io, Text::tr("The unpacked data cannot be stored (%1).").arg(file->errorString()),
                     packed.name(), -1};
    auto bytes = openFile(file->fileName());
    if (!bytes)
        return bytes.error();
    return ByteSourcePtr(std::make_shared<UnpackedSource>(std::move(file), *std::move(bytes), packed.name()));
}

} // namespace wirecase
