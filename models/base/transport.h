#pragma once

#include <QString>

namespace wirecase {

/// ECS network.transport for an IANA protocol number: "tcp", "udp", "icmp"; the number as text for one without a name.
[[nodiscard]] QString transportKey(quint8 ipProtocol);

} // namespace wirecase
