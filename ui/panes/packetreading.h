#pragma once

#include "models/base/job.h"
#include "models/capture/packetindex.h"
#include "models/investigation/snapshot.h"
#include "ui/widgets/fieldtreemodel.h"

namespace wirecase {

/// A packet as the details show it. No secret is in it: bytes and texts of secrets are masked already.
struct PacketReading
{
    PacketId packet{};
    EvidenceRef ref;
    PacketRow row;
    QByteArray bytes; ///< masked bytes are zero
    MaskedSpans masks;
    std::vector<FieldItem> fields;
    QString info;
    bool holdsSecret = false;
};

/// Reads and dissects it. Work for a Job.
[[nodiscard]] Result<PacketReading> readPacket(const Snapshot &snapshot, PacketId packet);

/// Wireshark's fields of it, the secrets in them marked as in the built-in ones. Work for a Job: runs a child process.
[[nodiscard]] Result<std::vector<FieldItem>> readDeepFields(const Snapshot &snapshot, PacketId packet, JobState &job);

/// The clear value of the secret behind the field with this id (FieldItem::id), or of the packet's first secret; read
/// again from the evidence. Work for a Job; the caller tells the case before it shows the value.
[[nodiscard]] Result<QString> readSecret(const Snapshot &snapshot, PacketId packet, quint32 field);

/// The condition of the scope that a field of Wireshark's name stands for in this packet; empty when there is none.
[[nodiscard]] QString scopeTerm(const PacketRow &packet, const QString &filterName);

} // namespace wirecase
