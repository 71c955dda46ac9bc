#include "models/capture/indexcache.h"

#include "models/capture/indexstore.h"
#include "models/evidence/hashing.h"
#include "models/evidence/hashingdevice.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

namespace wirecase {

namespace {

// A megabyte of each capture, whatever its size.
constexpr quint64 samples = 256;
constexpr quint64 sampleBytes = 4096;

QString digestPath(const QString &index)
{
    return index + QStringLiteral(".sha256");
}

/// Adds what tells the capture from others: sizes, time of change, and parts of it from beginning to end.
Status addIdentity(Sha256 &hash, const IndexedCapture &capture)
{
    const quint64 size = capture.bytes->size();
    const std::array numbers{capture.size, static_cast<quint64>(capture.mtimeNs), size};
    hash.add(std::as_bytes(std::span(numbers)));
    const bool isSampled = size > samples * sampleBytes;
    const quint64 step = isSampled ? (size - sampleBytes) / (samples - 1) : sampleBytes;
    for (quint64 offset = 0; offset < size; offset += step) {
        const auto part = capture.bytes->bytesAt(offset, sampleBytes);
        if (!part)
            return part.error();
        hash.add(bytesOf(*part));
    }
    return {};
}

/// The hash of all bytes, which are no progress of the job.
Result<QByteArray> uncountedHash(const ByteSource &bytes, JobState &job)
{
    const qint64 done = job.done;
    auto hash = sha256Of(bytes, job);
    job.done = done;
    return hash;
}

Status written(const QString &path, const std::function<Status(QIODevice &)> &write)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return Error{Error::Code::Io, file.errorString(), path, -1};
    if (Status status = write(file); !status)
        return status;
    return file.commit() ? Status() : Error{Error::Code::Io, file.errorString(), path, -1};
}

Result<CaptureSnapshot> readChecked(const ByteSource &index, const ByteSource &digest,
                                    const std::vector<IndexedCapture> &captures, JobState &job)
{
    const auto expected = digest.bytesAt(0, 64);
    const auto actual = uncountedHash(index, job);
    if (!expected || !actual)
        return expected ? actual.error() : expected.error();
    if (*expected != *actual)
        return Error{Error::Code::Format, {}, index.name(), -1};
    std::vector<CaptureFile> files(captures.size());
    for (std::size_t i = 0; i < captures.size(); ++i) {
        files[i].id = captures[i].id;
        files[i].name = captures[i].name;
        files[i].bytes = captures[i].bytes;
    }
    return readIndex(index, std::move(files), job);
}

void remove(const QString &index)
{
    QFile::remove(index);
    QFile::remove(digestPath(index));
}

} // namespace

bool IndexCache::isWorthIt(const std::vector<IndexedCapture> &captures) const
{
    const quint64 bytes =
        std::accumulate(captures.begin(), captures.end(), quint64{0},
                        [](quint64 sum, const IndexedCapture &capture) { return sum + capture.bytes->size(); });
    return !m_folder.isEmpty() && bytes >= m_smallest;
}

std::optional<QString> IndexCache::pathFor(const std::vector<IndexedCapture> &captures, JobState &job) const
{
    Sha256 identity;
    for (const IndexedCapture &capture : captures) {
        if (job.cancelled || !addIdentity(identity, capture))
            return std::nullopt;
    }
    return QDir(m_folder).filePath(QString::fromLatin1(identity.finish().toHex()) + QStringLiteral(".index"));
}

std::optional<CaptureSnapshot> IndexCache::find(const std::vector<IndexedCapture> &captures, JobState &job) const
{
    if (!isWorthIt(captures))
        return std::nullopt;
    const auto path = pathFor(captures, job);
    if (!path || !QFile::exists(*path))
        return std::nullopt;
    const auto index = openFile(*path);
    const auto digest = openFile(digestPath(*path));
    if (!index || !digest) {
        remove(*path);
        return std::nullopt;
    }
    auto found = readChecked(**index, **digest, captures, job);
    if (!found && found.error().code != Error::Code::Cancelled)
        remove(*path); // to be kept anew
    if (!found)
        return std::nullopt;
    if (QFile used(*path); used.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        used.setFileTime(QDateTime::currentDateTimeUtc(), QFileDevice::FileModificationTime);
    return *std::move(found);
}

Status IndexCache::keep(const std::vector<IndexedCapture> &captures, const CaptureSnapshot &index, JobState &job) const
{
    const auto &files = index.packets->files();
    const bool isWhole =
        files.size() == captures.size()
        && std::none_of(files.begin(), files.end(), [](const CaptureFile &file) { return file.report.problems > 0; });
    if (!isWorthIt(captures) || !isWhole || job.cancelled)
        return {};
    const auto path = pathFor(captures, job);
    if (!path || QFile::exists(*path))
        return {};
    QDir().mkpath(m_folder);
    QByteArray digest;
    Status status = written(*path, [&](QIODevice &out) {
        HashingDevice hashing(out);
        const Status done = writeIndex(index, hashing, job);
        digest = hashing.sha256();
        return done;
    });
    if (!status)
        return status;
    status = written(digestPath(*path), [&digest](QIODevice &out) {
        return out.write(digest) == digest.size() ? Status() : Error{Error::Code::Io, out.errorString(), {}, -1};
    });
    makeRoom();
    return status;
}

void IndexCache::makeRoom() const
{
    const QFileInfoList indexes =
        QDir(m_folder).entryInfoList({QStringLiteral("*.index")}, QDir::Files, QDir::Time); // newest first
    removeLeftovers();
    qint64 bytes = 0;
    for (const QFileInfo &index : indexes) {
        bytes += index.size();
        if (bytes <= mostBytes)
            continue;
        remove(index.filePath());
    }
}

/// Half-written files of a program that was killed. Those of today may still be written by another one.
void IndexCache::removeLeftovers() const
{
    const QDateTime yesterday = QDateTime::currentDateTimeUtc().addDays(-1);
    for (const QFileInfo &file : QDir(m_folder).entryInfoList({QStringLiteral("*.index.*")}, QDir::Files)) {
        const bool isWhole = file.fileName().endsWith(QStringLiteral(".index.sha256"));
        if (!isWhole && file.lastModified() < yesterday)
            QFile::remove(file.filePath());
    }
}

} // namespace wirecase
