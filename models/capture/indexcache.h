#pragma once

#include "models/base/job.h"
#include "models/capture/capturesnapshot.h"

#include <optional>

namespace wirecase {

/// One capture whose index may be kept.
struct IndexedCapture
{
    EvidenceId id{};
    QString name;
    ByteSourcePtr bytes; ///< unpacked
    quint64 size = 0;    ///< of the file as it lies there
    qint64 mtimeNs = 0;
};

/// Indexes of large captures in a folder, so that captures which were opened before are there at once. Only a help:
/// what is missing, damaged, of other captures or of another build is not found, and the folder can be deleted at any
/// time. Captures are known by their sizes, times of change and a SHA-256 over samples of their bytes.
class IndexCache
{
public:
    /// Smaller captures are read as fast.
    static constexpr quint64 smallestCaptures = 32ULL << 20U;
    static constexpr qint64 mostBytes = 4LL << 30U;

    explicit IndexCache(QString folder, quint64 smallest = smallestCaptures)
        : m_folder(std::move(folder))
        , m_smallest(smallest)
    {
    }

    /// The index of just these captures in this order, when it was kept.
    [[nodiscard]] std::optional<CaptureSnapshot> find(const std::vector<IndexedCapture> &captures, JobState &job) const;
    /// Keeps the index of the captures; those not used for longest go when there are too many bytes. Not an error for
    /// captures that are too small or damaged: they are not kept.
    Status keep(const std::vector<IndexedCapture> &captures, const CaptureSnapshot &index, JobState &job) const;

private:
    [[nodiscard]] bool isWorthIt(const std::vector<IndexedCapture> &captures) const;
    [[nodiscard]] std::optional<QString> pathFor(const std::vector<IndexedCapture> &captures, JobState &job) const;
    void makeRoom() const;
    void removeLeftovers() const;

    QString m_folder;
    quint64 m_smallest;
};

} // namespace wirecase
