#include "models/evidence/blockcompression.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

namespace wirecase {

namespace {

using Archive = std::unique_ptr<archive, int (*)(archive *)>;
using Entry = std::unique_ptr<archive_entry, void (*)(archive_entry *)>;

/// Frames and headers, and what bytes grow by that cannot be packed.
constexpr std::size_t overhead = 64UL * 1024;

} // namespace

QByteArray packedBlock(ByteView bytes)
{
    QByteArray packed(static_cast<qsizetype>(bytes.size() + bytes.size() / 128 + overhead), Qt::Uninitialized);
    const Archive writer(archive_write_new(), &archive_write_free);
    const Entry entry(archive_entry_new(), &archive_entry_free);
    std::size_t used = 0;
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    const bool isPacked =
        archive_write_set_format_raw(writer.get()) == ARCHIVE_OK
        && archive_write_add_filter_lz4(writer.get()) == ARCHIVE_OK
        && archive_write_set_options(writer.get(), "lz4:block-size=5,lz4:!stream-checksum") == ARCHIVE_OK
        && archive_write_set_bytes_in_last_block(writer.get(), 1) == ARCHIVE_OK
        && archive_write_open_memory(writer.get(), packed.data(), static_cast<std::size_t>(packed.size()), &used)
               == ARCHIVE_OK
        && archive_write_header(writer.get(), entry.get()) == ARCHIVE_OK
        && archive_write_data(writer.get(), bytes.data(), bytes.size()) == static_cast<la_ssize_t>(bytes.size())
        && archive_write_close(writer.get()) == ARCHIVE_OK;
    // A copy of the right size: the buffer was made for the worst case.
    return isPacked ? QByteArray(packed.constData(), static_cast<qsizetype>(used)) : QByteArray();
}

QByteArray unpackedBlock(const QByteArray &packed, std::size_t length)
{
    const Archive reader(archive_read_new(), &archive_read_free);
    archive_read_support_filter_lz4(reader.get());
    archive_read_support_format_raw(reader.get());
    archive_entry *entry = nullptr;
    if (archive_read_open_memory(reader.get(), packed.constData(), static_cast<std::size_t>(packed.size()))
            != ARCHIVE_OK
        || archive_read_next_header(reader.get(), &entry) != ARCHIVE_OK)
        return {};
    QByteArray bytes(static_cast<qsizetype>(length), Qt::Uninitialized);
    std::size_t filled = 0;
    while (filled < length) {
        const auto got = archive_read_data(reader.get(), bytes.data() + filled, length - filled);
        if (got <= 0)
            return {};
        filled += static_cast<std::size_t>(got);
    }
    return bytes;
}

} // namespace wirecase
