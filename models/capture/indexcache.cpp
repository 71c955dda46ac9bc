#include "models/capture/indexcache.h"

#include "models/capture/indexstore.h"
#include "models/evidence/hashing.h"

#include <QDataStream>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <algorithm>
#include <numeric>

namespace wirecase {

namespace {

constexpr quint64 samples = 256;
constexpr std::size_t sampleBytes = 4096;

QString digestPath(const QString &index)
{
    return index + QStringLiteral(".sha256");
}

/// Parts of the bytes from beginning to end.
Result<QByteArray> sampled(const ByteSource &bytes)
{
    QByteArray result;
    for (quint64 i = 0; i <= samples; ++i) {
        const quint64 last = bytes.size() > sampleBytes ? bytes.size() - sampleBytes : 0;
        auto part = bytes.bytesAt(last / samples * i + last % samples * i / samples, sampleBytes);
        if (!part)
            return part.error();
        result += *part;
    }
    return result;
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
    QByteArray identity;
    QDataStream stream(&identity, QIODevice::WriteOnly);
    for (const IndexedCapture &capture : captures) {
        const auto samplesOfIt = sampled(*capture.bytes);
        if (!samplesOfIt || job.cancelled)
            return std::nullopt;
        stream << capture.size << capture.mtimeNs << capture.bytes->size() << *samplesOfIt;
    }
    JobState unhurried; // a few megabytes, which are no progress
    const auto digest = sha256Of(*memorySource(identity, {}), unhurried);
    if (!digest)
        return std::nullopt;
    return QDir(m_folder).filePath(QString::fromLatin1(digest->toHex()) + QStringLiteral(".index"));
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
    if (!index || !digest)
        return std::nullopt;
    JobState uncounted; // the bytes of the captures are the progress
    const auto expected = (*digest)->bytesAt(0, 64);
    const auto actual = sha256Of(**index, uncounted);
    if (!expected || !actual || *expected != *actual || job.cancelled)
        return std::nullopt;
    std::vector<CaptureFile> files(captures.size());
    for (std::size_t i = 0; i < captures.size(); ++i) {
        files[i].id = captures[i].id;
        files[i].name = captures[i].name;
        files[i].bytes = captures[i].bytes;
    }
    auto found = readIndex(**index, std::move(files), job);
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
    Status status = written(*path, [&](QIODevice &out) { return writeIndex(index, out, job); });
    if (!status)
        return status;
    const auto kept = openFile(*path);
    JobState uncounted;
    const auto digest = kept ? sha256Of(**kept, uncounted) : Result<QByteArray>(kept.error());
    if (!digest)
        return digest.error();
    status = written(digestPath(*path), [&digest](QIODevice &out) {
        return out.write(*digest) == digest->size() ? Status() : Error{Error::Code::Io, out.errorString(), {}, -1};
    });
    makeRoom();
    return status;
}

void IndexCache::makeRoom() const
{
    const QFileInfoList indexes =
        QDir(m_folder).entryInfoList({QStringLiteral("*.index")}, QDir::Files, QDir::Time); // newest first
    qint64 bytes = 0;
    for (const QFileInfo &index : indexes) {
        bytes += index.size();
        if (bytes <= mostBytes)
            continue;
        QFile::remove(index.filePath());
        QFile::remove(digestPath(index.filePath()));
    }
}

} // namespace wirecase
