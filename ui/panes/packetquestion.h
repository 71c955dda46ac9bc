#pragma once

#include "models/base/job.h"
#include "models/capture/packettablemodel.h"
#include "models/context/focus.h"
#include "models/context/scope.h"
#include "models/investigation/snapshot.h"

#include <optional>

namespace wirecase {

/// Which packets the table is asked to show.
struct PacketQuestion
{
    enum class Set
    {
        InScope,      ///< every packet of the scope
        Conversation, ///< those of one conversation
        Around,       ///< a packet of no conversation, with its neighbours in the file
        Nothing,      ///< the traffic in focus has no packets
    };

    SnapshotPtr snapshot;
    Set set = Set::InScope;
    Scope scope;
    std::optional<ConversationId> conversation;
    std::optional<PacketId> around;
    QString bpf; ///< empty matches everything
    PacketTableModel::Column column = PacketTableModel::Number;
    Qt::SortOrder order = Qt::AscendingOrder;
    PacketRemarks remarks; ///< where they decide the order, else empty

    bool operator==(const PacketQuestion &) const = default;
    /// Whether both ask for the same, be it of an older snapshot.
    [[nodiscard]] bool sameAs(const PacketQuestion &other) const;
};

struct PacketAnswer
{
    PacketQuestion question;
    std::vector<quint32> rows;
    QStringList dropped; ///< fields of the query that packets lack

    /// Whether the rows begin with those of the answer to the same question about an earlier snapshot.
    [[nodiscard]] bool growsFrom(const std::vector<quint32> &before) const;
};

/// The question that the focus asks; `all` shows every packet of the scope whatever is pointed at.
[[nodiscard]] PacketQuestion packetQuestion(const SnapshotPtr &snapshot, const Scope &scope, const Focus &focus,
                                            bool all);
/// Work for a Job.
[[nodiscard]] Result<PacketAnswer> answerPackets(PacketQuestion question, JobState &job);

/// Whether the packets of `older` are the first packets of `newer`, so that ids mean the same in both.
[[nodiscard]] bool continues(const PacketIndex &newer, const PacketIndex &older);

} // namespace wirecase
