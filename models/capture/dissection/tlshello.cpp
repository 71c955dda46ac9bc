#include "models/capture/dissection/tlshello.h"

#include "models/capture/dissection/tlsnames.h"

namespace wirecase {

namespace {

constexpr std::size_t maxListed = 100;

enum Extension : std::uint16_t
{
    ServerName = 0,
    ApplicationProtocol = 16,
    SupportedVersions = 43
};

/// RFC 6066 3: a list of names, of which only the first host name is ever sent.
void addServerName(Dissection &d, FieldNode &node, const Part &data, TlsHello &hello)
{
    constexpr std::uint8_t hostName = 0;
    if (data.byte(2) != hostName)
        return;
    const Part name = data.sub(5, data.wordOr0(3));
    hello.serverName = d.text(name);
    d.add(node, Dissection::tr("Server Name: %1").arg(hello.serverName), "tls.handshake.extensions_server_name", name);
}

/// RFC 7301 3.1: names with a byte of length before each.
void addApplicationProtocols(Dissection &d, FieldNode &node, const Part &data, TlsHello &hello)
{
    std::size_t at = 2;
    for (std::size_t count = 0; at < data.size() && count < maxListed; ++count) {
        const Part name = data.sub(at + 1, data.byteOr0(at));
        hello.protocols += d.text(name);
        d.add(node, Dissection::tr("ALPN Next Protocol: %1").arg(hello.protocols.back()),
              "tls.handshake.extensions_alpn_str", name);
        at += std::size_t{data.byteOr0(at)} + 1;
    }
}

void addVersions(Dissection &d, FieldNode &node, const Part &data, bool fromClient, TlsHello &hello)
{
    const char *filterName = "tls.handshake.extensions.supported_version";
    if (!fromClient && data.word(0)) {
        hello.version = data.wordOr0(0);
        d.add(node, Dissection::tr("Supported Version: %1").arg(tlsVersionName(hello.version)), filterName,
              data.sub(0, 2));
        return;
    }
    for (std::size_t at = 1; at + 2 <= data.size() && at < 2 * maxListed; at += 2) {
        if (!isTlsGrease(data.wordOr0(at)))
            d.add(node, Dissection::tr("Supported Version: %1").arg(tlsVersionName(data.wordOr0(at))), filterName,
                  data.sub(at, 2));
    }
}

void addExtensions(Dissection &d, FieldNode &node, const Part &list, bool fromClient, TlsHello &hello)
{
    std::size_t at = 0;
    for (std::size_t count = 0; at + 4 <= list.size() && count < maxListed; ++count) {
        const std::uint16_t type = list.wordOr0(at);
        const std::size_t length = list.wordOr0(at + 2);
        const Part data = list.sub(at + 4, length);
        const QString name = isTlsGrease(type) ? QStringLiteral("GREASE") : tlsExtensionName(type);
        FieldNode extension = Dissection::node(Dissection::tr("Extension: %1 (len=%2)").arg(name).arg(length),
                                               "tls.handshake.extension.type", list.sub(at, length + 4));
        if (type == ServerName)
            addServerName(d, extension, data, hello);
        else if (type == ApplicationProtocol)
            addApplicationProtocols(d, extension, data, hello);
        else if (type == SupportedVersions)
            addVersions(d, extension, data, fromClient, hello);
        d.add(node, std::move(extension));
        at += length + 4;
    }
}

/// The suites that a client offers; answers where the list ends.
std::size_t addCipherSuites(Dissection &d, FieldNode &node, const Part &body, std::size_t at)
{
    const std::size_t length = body.wordOr0(at);
    const Part suites = body.sub(at + 2, length);
    FieldNode list =
        Dissection::node(Dissection::tr("Cipher Suites (%1)").arg(length / 2), "tls.handshake.ciphersuites", suites);
    for (std::size_t i = 0; i + 2 <= suites.size() && i < 2 * maxListed; i += 2) {
        if (!isTlsGrease(suites.wordOr0(i)))
            d.add(list, tlsCipherName(suites.wordOr0(i)), "tls.handshake.ciphersuite", suites.sub(i, 2));
    }
    d.add(node, std::move(list));
    return at + 2 + length;
}

} // namespace

QString TlsHello::text() const
{
    constexpr qsizetype mostShown = 4;
    QStringList said;
    if (!serverName.isEmpty())
        said += QStringLiteral("SNI=") + serverName;
    if (!protocols.isEmpty())
        said += QStringLiteral("ALPN=") + protocols.mid(0, mostShown).join(u',');
    return said.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(said.join(QLatin1String(", ")));
}

TlsHello addTlsHello(Dissection &d, FieldNode &node, const Part &body, bool fromClient)
{
    constexpr std::size_t randomLength = 32;
    TlsHello hello;
    hello.version = body.wordOr0(0);
    d.add(node, Dissection::tr("Version: %1").arg(tlsVersionName(hello.version)), "tls.handshake.version",
          body.sub(0, 2));
    d.add(node, Dissection::tr("Random: %1").arg(d.hex(body.sub(2, randomLength))), "tls.handshake.random",
          body.sub(2, randomLength));
    const std::size_t sessionAt = 2 + randomLength;
    const std::size_t sessionLength = body.byteOr0(sessionAt);
    d.add(node, Dissection::tr("Session ID Length: %1").arg(sessionLength), "tls.handshake.session_id_length",
          body.sub(sessionAt, 1));
    std::size_t at = sessionAt + 1 + sessionLength;
    if (fromClient) {
        at = addCipherSuites(d, node, body, at);
        at += std::size_t{body.byteOr0(at)} + 1; // compression methods
    } else {
        d.add(node, Dissection::tr("Cipher Suite: %1").arg(tlsCipherName(body.wordOr0(at))),
              "tls.handshake.ciphersuite", body.sub(at, 2));
        at += 3; // and the compression method
    }
    addExtensions(d, node, body.sub(at + 2, body.wordOr0(at)), fromClient, hello);
    return hello;
}

} // namespace wirecase
