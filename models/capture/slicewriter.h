#pragma once

#include "models/base/job.h"
#include "models/capture/slice.h"

#include <QJsonObject>

class QIODevice;

namespace wirecase {

/// Writes the packets of the request, and the fragments that complete their datagrams, as pcapng. Fails when a packet
/// cannot be read any more: a slice holds all that it says. Work for a Job; job.done counts the bytes of
/// the captures, which are hashed, and then from 0 the packets.
[[nodiscard]] Result<Slice> writeSlice(const SliceRequest &request, QIODevice &out, JobState &job);

struct SavedSlice
{
    Slice slice;
    QString manifestPath;
    QJsonObject manifest;
};

/// The same into a file, with its manifest beside it ("a.pcapng", "a.manifest.json"). Both are replaced only when all
/// was written. `evidence` are paths that must not be written to.
[[nodiscard]] Result<SavedSlice> saveSlice(const SliceRequest &request, const QString &path,
                                           const QStringList &evidence, JobState &job);

} // namespace wirecase
