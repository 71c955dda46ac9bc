#pragma once

#include "models/base/ids.h"
#include "models/base/ipaddress.h"
#include "models/base/timerange.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace wirecase {

/// One packet capture as the activity log tells it: from the request to a stop, a deletion or its limit. Values that
/// the request did not name are Azure's defaults (azure.md 2.1); `assumed` says which.
struct CaptureSession
{
    enum class Kind
    {
        NetworkWatcher,
        VpnGateway
    };
    enum class EndReason
    {
        Stopped,
        TimeLimit,
        ByteLimit,
        Deleted,
        Unknown
    };

    QString key; ///< folded resource id and correlation id of the start: the same in any export
    Kind kind = Kind::NetworkWatcher;
    QString name;
    QString resourceId;   ///< of the capture, or of the gateway
    TimeRange requested;  ///< from the request to the end; when the end is Unknown, to the last thing known of it
    qint64 startedNs = 0; ///< when Azure said that it runs; the request when it never said
    EndReason endReason = EndReason::Unknown;
    bool endAssumed = false; ///< no event says so: it follows from a limit
    QString caller;
    QString target; ///< resource id as in the request, or the gateway; empty when no request body was found
    QString targetName;
    QString storageAccount;      ///< its name
    QString storageId;           ///< its resource id
    QString storagePath;         ///< the URI without its query, which may hold a signature
    QString localPath;           ///< file on the machine itself
    qint64 timeLimitSeconds = 0; ///< 0: none
    quint64 bytesPerPacket = 0;  ///< 0: all
    quint64 totalBytes = 0;      ///< 0: none
    bool continuous = false;     ///< ring of files instead of one
    QStringList filters;         ///< one sentence part each: "TCP, local port 80;443"
    QStringList assumed;         ///< names of the properties that the request did not have: "timeLimitInSeconds"
    bool bodyFound = false;
    std::vector<EventId> events;            ///< start, stop and deletion, in order of time
    std::vector<QString> alertKeys;         ///< sorted
    std::vector<quint32> captureFiles;      ///< index into PacketIndex::files(), in order of time
    bool linkedByTimeOnly = false;          ///< no file name speaks of the target
    QStringList cautions;                   ///< translated sentences
    std::vector<IpAddress> targetAddresses; ///< sorted
    QString targetMac;                      ///< twelve upper-case hexadecimal digits
    QString addressSource;                  ///< where the addresses come from, translated; "" = not in the evidence

    bool operator==(const CaptureSession &) const = default;
};

/// A start that Azure refused. It is context, not a capture.
struct FailedStart
{
    QString name;
    QString resourceId;
    QString caller;
    QString target;
    qint64 timeNs = 0;
    QString reason; ///< the status words of the failure
    std::vector<EventId> events;
    std::vector<QString> alertKeys;

    bool operator==(const FailedStart &) const = default;
};

[[nodiscard]] QString endReasonText(CaptureSession::EndReason reason); ///< "stopped", "time limit": translated
[[nodiscard]] QString endReasonKey(CaptureSession::EndReason reason);  ///< "stopped", "time_limit": stable
/// "all bytes" or "96 bytes of each packet": translated.
[[nodiscard]] QString bytesPerPacketText(const CaptureSession &session);

} // namespace wirecase
