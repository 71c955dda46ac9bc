#pragma once

#include <QString>

namespace wirecase {

[[nodiscard]] QString tlsVersionName(std::uint16_t version);     ///< 0x0303: "TLS 1.2"
[[nodiscard]] QString tlsProtocolName(std::uint16_t version);    ///< 0x0303: "TLSv1.2", as the protocol column has it
[[nodiscard]] QString tlsCipherName(std::uint16_t cipher);       ///< IANA name, or the number
[[nodiscard]] QString tlsExtensionName(std::uint16_t extension); ///< "server_name", or the number
[[nodiscard]] QString tlsHandshakeName(std::uint8_t handshakeType); ///< "Client Hello"; empty when unknown
[[nodiscard]] QString tlsAlertName(std::uint8_t description);
/// RFC 8701: values that clients send only to keep servers tolerant.
[[nodiscard]] bool isTlsGrease(std::uint16_t value);

} // namespace wirecase
