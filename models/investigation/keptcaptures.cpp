#include "models/investigation/keptcaptures.h"

#include "models/capture/indexcache.h"
#include "models/investigation/evidenceopener.h"

#include <QDir>

#include <algorithm>
#include <numeric>

namespace wirecase {

namespace {

/// In the order of the index.
std::vector<const EvidenceFile *> capturesAmong(const EvidenceRegister &evidence)
{
    std::vector<const EvidenceFile *> captures;
    for (const EvidenceFile &file : evidence.files()) {
        if (isCapture(file.kind))
            captures.push_back(&file);
    }
    return inReadingOrder(captures);
}

/// Whether it is worth opening them all.
bool mayBeKept(const std::vector<const EvidenceFile *> &captures)
{
    const quint64 bytes = std::accumulate(captures.begin(), captures.end(), quint64{0},
                                          [](quint64 sum, const EvidenceFile *file) { return sum + file->size; });
    return bytes >= IndexCache::smallestCaptures
           && std::none_of(captures.begin(), captures.end(), [](const EvidenceFile *file) { return file->compressed; });
}

} // namespace

std::optional<CaptureSnapshot> findKeptCaptures(const EvidenceRegister &evidence, const QString &folder, JobState &job)
{
    const auto files = capturesAmong(evidence);
    if (folder.isEmpty() || !mayBeKept(files) || QDir(folder).isEmpty())
        return std::nullopt;
    std::vector<IndexedCapture> captures;
    for (const EvidenceFile *file : files) {
        // What cannot be opened is told by reading it.
        const auto bytes = openFile(file->path);
        if (!bytes || job.cancelled)
            return std::nullopt;
        captures.push_back({file->id, file->name, namedSource(*bytes, file->name), file->size, file->mtimeNs});
    }
    return IndexCache(folder).find(captures, job);
}

void keepCaptures(const EvidenceRegister &evidence, const CaptureSnapshot &captures, const QString &folder,
                  JobState &job)
{
    const auto files = capturesAmong(evidence);
    const auto &read = captures.packets->files();
    const bool isAll = std::equal(files.begin(), files.end(), read.begin(), read.end(),
                                  [](const EvidenceFile *file, const CaptureFile &capture) {
                                      return file->id == capture.id && file->state == EvidenceFile::State::Read;
                                  });
    if (folder.isEmpty() || !isAll || !mayBeKept(files))
        return;
    std::vector<IndexedCapture> indexed;
    for (std::size_t i = 0; i < files.size(); ++i)
        indexed.push_back({files[i]->id, files[i]->name, read[i].bytes, files[i]->size, files[i]->mtimeNs});
    (void) IndexCache(folder).keep(indexed, captures, job);
}

} // namespace wirecase
