#pragma once

#include "models/capture/slicewriter.h"
#include "models/context/scope.h"
#include "models/investigation/snapshot.h"

#include <functional>
#include <optional>

namespace wirecase {

/// Packets that an analyst wants to hand on, as a pane shows them.
struct SliceChoice
{
    SnapshotPtr snapshot;
    /// The rows, in any order, some perhaps twice. Called on a worker.
    std::function<Result<std::vector<quint32>>(JobState &)> rows;
    std::vector<ConversationId> conversations; ///< when whole ones were chosen
    Scope scope;                               ///< when it decided; else empty
    QString bpf;
    std::optional<PacketId> current; ///< to be pointed at again
    QHash<quint32, QString> remarks; ///< what the analyst wrote on packets
};

struct WrittenSlice
{
    SavedSlice saved;
    quint64 secrets = 0;
    QString displayFilter; ///< of Wireshark; empty shows all
    quint64 current = 0;   ///< number in the slice of the packet that is pointed at, 0 when it is not there
};

/// Work for a Job. `evidence` are paths that must not be written to.
[[nodiscard]] Result<WrittenSlice> writeChoice(const SliceChoice &choice, const QString &path,
                                               const QStringList &evidence, JobState &job);

} // namespace wirecase
