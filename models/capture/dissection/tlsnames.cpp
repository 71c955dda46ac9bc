#include "models/capture/dissection/tlsnames.h"

#include "models/capture/dissection/dissection.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::array ciphers{
    NameSpec{0x0005, "TLS_RSA_WITH_RC4_128_SHA"},
    NameSpec{0x000a, "TLS_RSA_WITH_3DES_EDE_CBC_SHA"},
    NameSpec{0x002f, "TLS_RSA_WITH_AES_128_CBC_SHA"},
    NameSpec{0x0033, "TLS_DHE_RSA_WITH_AES_128_CBC_SHA"},
    NameSpec{0x0035, "TLS_RSA_WITH_AES_256_CBC_SHA"},
    NameSpec{0x0039, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA"},
    NameSpec{0x003c, "TLS_RSA_WITH_AES_128_CBC_SHA256"},
    NameSpec{0x003d, "TLS_RSA_WITH_AES_256_CBC_SHA256"},
    NameSpec{0x009c, "TLS_RSA_WITH_AES_128_GCM_SHA256"},
    NameSpec{0x009d, "TLS_RSA_WITH_AES_256_GCM_SHA384"},
    NameSpec{0x009e, "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"},
    NameSpec{0x009f, "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384"},
    NameSpec{0x00ff, "TLS_EMPTY_RENEGOTIATION_INFO_SCSV"},
    NameSpec{0x1301, "TLS_AES_128_GCM_SHA256"},
    NameSpec{0x1302, "TLS_AES_256_GCM_SHA384"},
    NameSpec{0x1303, "TLS_CHACHA20_POLY1305_SHA256"},
    NameSpec{0xc009, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"},
    NameSpec{0xc00a, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"},
    NameSpec{0xc011, "TLS_ECDHE_RSA_WITH_RC4_128_SHA"},
    NameSpec{0xc013, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"},
    NameSpec{0xc014, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"},
    NameSpec{0xc023, "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"},
    NameSpec{0xc024, "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"},
    NameSpec{0xc027, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"},
    NameSpec{0xc028, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384"},
    NameSpec{0xc02b, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"},
    NameSpec{0xc02c, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"},
    NameSpec{0xc02f, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"},
    NameSpec{0xc030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"},
    NameSpec{0xcca8, "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"},
    NameSpec{0xcca9, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"},
};

constexpr std::array extensions{
    NameSpec{0, "server_name"},
    NameSpec{5, "status_request"},
    NameSpec{10, "supported_groups"},
    NameSpec{11, "ec_point_formats"},
    NameSpec{13, "signature_algorithms"},
    NameSpec{16, "application_layer_protocol_negotiation"},
    NameSpec{18, "signed_certificate_timestamp"},
    NameSpec{21, "padding"},
    NameSpec{22, "encrypt_then_mac"},
    NameSpec{23, "extended_master_secret"},
    NameSpec{27, "compress_certificate"},
    NameSpec{35, "session_ticket"},
    NameSpec{41, "pre_shared_key"},
    NameSpec{42, "early_data"},
    NameSpec{43, "supported_versions"},
    NameSpec{44, "cookie"},
    NameSpec{45, "psk_key_exchange_modes"},
    NameSpec{49, "post_handshake_auth"},
    NameSpec{50, "signature_algorithms_cert"},
    NameSpec{51, "key_share"},
    NameSpec{65037, "encrypted_client_hello"},
    NameSpec{65281, "renegotiation_info"},
};

constexpr std::array handshakes{
    NameSpec{0, "Hello Request"},        NameSpec{1, "Client Hello"},         NameSpec{2, "Server Hello"},
    NameSpec{4, "New Session Ticket"},   NameSpec{8, "Encrypted Extensions"}, NameSpec{11, "Certificate"},
    NameSpec{12, "Server Key Exchange"}, NameSpec{13, "Certificate Request"}, NameSpec{14, "Server Hello Done"},
    NameSpec{15, "Certificate Verify"},  NameSpec{16, "Client Key Exchange"}, NameSpec{20, "Finished"},
    NameSpec{22, "Certificate Status"},
};

constexpr std::array alerts{
    NameSpec{0, "Close Notify"},         NameSpec{10, "Unexpected Message"},
    NameSpec{20, "Bad Record MAC"},      NameSpec{40, "Handshake Failure"},
    NameSpec{42, "Bad Certificate"},     NameSpec{43, "Unsupported Certificate"},
    NameSpec{44, "Certificate Revoked"}, NameSpec{45, "Certificate Expired"},
    NameSpec{46, "Certificate Unknown"}, NameSpec{47, "Illegal Parameter"},
    NameSpec{48, "Unknown CA"},          NameSpec{49, "Access Denied"},
    NameSpec{50, "Decode Error"},        NameSpec{51, "Decrypt Error"},
    NameSpec{70, "Protocol Version"},    NameSpec{71, "Insufficient Security"},
    NameSpec{80, "Internal Error"},      NameSpec{90, "User Canceled"},
    NameSpec{112, "Unrecognized Name"},  NameSpec{120, "No Application Protocol"},
};

constexpr std::array versions{
    NameSpec{0x0300, "SSL 3.0"}, NameSpec{0x0301, "TLS 1.0"}, NameSpec{0x0302, "TLS 1.1"},
    NameSpec{0x0303, "TLS 1.2"}, NameSpec{0x0304, "TLS 1.3"},
};

QString named(std::span<const NameSpec> names, std::uint16_t value)
{
    const char *name = nameOf(names, value, nullptr);
    return name ? QString::fromLatin1(name) : QStringLiteral("0x%1").arg(value, 4, 16, QLatin1Char('0'));
}

} // namespace

QString tlsVersionName(std::uint16_t version)
{
    return named(versions, version);
}

QString tlsProtocolName(std::uint16_t version)
{
    return tlsVersionName(version)
        .replace(QLatin1String("TLS "), QLatin1String("TLSv"))
        .replace(QLatin1String("SSL "), QLatin1String("SSLv"));
}

QString tlsCipherName(std::uint16_t cipher)
{
    return named(ciphers, cipher);
}

QString tlsExtensionName(std::uint16_t extension)
{
    return named(extensions, extension);
}

QString tlsHandshakeName(std::uint8_t handshakeType)
{
    return QLatin1String(nameOf(handshakes, handshakeType, ""));
}

QString tlsAlertName(std::uint8_t description)
{
    return QLatin1String(nameOf(alerts, description, "another reason"));
}

bool isTlsGrease(std::uint16_t value)
{
    return (value & 0x0f0fU) == 0x0a0aU && (value >> 8U) == (value & 0xffU);
}

} // namespace wirecase
