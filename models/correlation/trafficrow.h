#pragma once

#include "models/base/ids.h"
#include "models/base/ipaddress.h"
#include "models/base/timerange.h"
#include "models/capture/protocol.h"
#include "models/exposure/encryption.h"

#include <optional>
#include <vector>

namespace wirecase {

enum class SeenIn : quint8
{
    CaptureAndLog,
    CaptureOnly,
    LogOnly
};

[[nodiscard]] QString seenInText(SeenIn seenIn); ///< "PCAP + log", "PCAP only", "log only": translated, for people
[[nodiscard]] QString seenInKey(SeenIn seenIn);  ///< "pcap_and_log", "pcap_only", "log_only": stable, for programs

/// Who spoke with whom, by everything that saw it: a conversation of the captures, flows of the logs, or both joined.
struct TrafficRow
{
    TrafficId id{};
    std::optional<ConversationId> conversation;
    std::vector<FlowId> flows; ///< those that count first, in order of begin, then their duplicates
    bool sharesFlow = false;   ///< its flow tells several conversations and is counted in another row
    SeenIn seenIn = SeenIn::CaptureOnly;
    quint8 ipProtocol = 0;
    Endpoint client;
    Endpoint server;
    qint64 firstNs = noTime;
    qint64 lastNs = noTime;
    quint64 packets = 0;             ///< in the captures
    quint64 capturedBytes = 0;       ///< of whole frames on the wire, in the captures
    std::optional<quint64> logBytes; ///< duplicates counted once; absent when the log counted nothing
    std::optional<quint64> logPackets;
    bool denied = false;  ///< a log denied it
    bool allowed = false; ///< a log allowed it; both when one end allows what the other denies
    Protocol protocol = Protocol::Unknown;
    Encryption encryption = Encryption::Unknown;
    quint32 secrets = 0;
};

/// "allowed", "denied", "allowed, denied" or "–": translated.
[[nodiscard]] QString decisionText(const TrafficRow &row);

} // namespace wirecase
