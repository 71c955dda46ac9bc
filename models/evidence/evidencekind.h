#pragma once

#include <QString>

namespace wirecase {

/// What a file is, decided by its content alone.
enum class EvidenceKind
{
    Unknown,
    Empty,
    Pcap, ///< classic pcap, microseconds or nanoseconds, either byte order
    Pcapng,
    ActivityLog,  ///< any export form of the activity log
    FlowLog,      ///< NSG v1/v2 or VNet v4
    Rules,        ///< detection rules, TOML or NDJSON
    Case,         ///< a .wirecase file
    NetMon,       ///< Microsoft Network Monitor; recognised, not read
    OtherJson,    ///< JSON that is none of the above
    Archive,      ///< zip or tar
    OtherCapture, ///< of another program, such as snoop; recognised, not read
};

[[nodiscard]] QString evidenceKindText(EvidenceKind kind);        ///< "PCAP", "Activity log": translated, for people
[[nodiscard]] QString evidenceKindKey(EvidenceKind kind);         ///< "pcap", "activity_log": stable, for programs
[[nodiscard]] EvidenceKind evidenceKindOfKey(const QString &key); ///< Unknown for a key that is none
[[nodiscard]] bool isCapture(EvidenceKind kind);                  ///< whether it holds packets that are read
[[nodiscard]] bool isRead(EvidenceKind kind);                     ///< whether Wirecase reads such files

} // namespace wirecase
