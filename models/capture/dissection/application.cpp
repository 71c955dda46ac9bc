#include "models/capture/dissection/application.h"

#include "models/capture/dissection/layers.h"
#include "models/capture/protocol.h"

#include <array>

namespace wirecase {

namespace {

struct ApplicationSpec
{
    Protocol protocol;
    std::array<quint16, 3> ports;    ///< 0 where there are fewer
    bool (*looksLike)(const Part &); ///< null when only the port or the conversation tells
    void (*dissect)(Dissection &, const Part &);
};

constexpr std::array overTcp{
    ApplicationSpec{Protocol::Tls, {443, 8443, 636}, looksLikeTls, dissectTls},
    ApplicationSpec{Protocol::Http, {80, 8080, 3128}, looksLikeHttp, dissectHttp},
    ApplicationSpec{Protocol::Ssh, {22, 0, 0}, looksLikeSsh, dissectSsh},
    ApplicationSpec{Protocol::Dns, {53, 0, 0}, nullptr, dissectDnsOverTcp},
    ApplicationSpec{Protocol::Ftp, {21, 0, 0}, nullptr, dissectFtp},
    ApplicationSpec{Protocol::Smtp, {25, 587, 0}, nullptr, dissectSmtp},
    ApplicationSpec{Protocol::Pop3, {110, 0, 0}, nullptr, dissectPop3},
    ApplicationSpec{Protocol::Imap, {143, 0, 0}, nullptr, dissectImap},
    ApplicationSpec{Protocol::Ldap, {389, 3268, 0}, nullptr, dissectLdap},
    ApplicationSpec{Protocol::Kerberos, {88, 464, 0}, looksLikeKerberosOverTcp, dissectKerberosOverTcp},
    ApplicationSpec{Protocol::Smb, {445, 0, 0}, looksLikeSmb, dissectSmb},
    ApplicationSpec{Protocol::NetBiosSession, {139, 0, 0}, nullptr, dissectSmb},
    ApplicationSpec{Protocol::Telnet, {23, 2323, 0}, looksLikeTelnet, dissectTelnet},
    ApplicationSpec{Protocol::Rdp, {3389, 0, 0}, nullptr, dissectRdp},
    ApplicationSpec{Protocol::Mysql, {3306, 0, 0}, nullptr, dissectMysql},
    ApplicationSpec{Protocol::Postgresql, {5432, 0, 0}, looksLikePostgresql, dissectPostgresql},
    ApplicationSpec{Protocol::Mssql, {1433, 0, 0}, looksLikeMssql, dissectMssql},
    ApplicationSpec{Protocol::Redis, {6379, 0, 0}, looksLikeRedis, dissectRedis},
    ApplicationSpec{Protocol::Sip, {5060, 0, 0}, looksLikeSip, dissectSip},
};

constexpr std::array overUdp{
    ApplicationSpec{Protocol::Dns, {53, 0, 0}, nullptr, dissectDns},
    ApplicationSpec{Protocol::Mdns, {5353, 0, 0}, nullptr, dissectDns},
    ApplicationSpec{Protocol::Llmnr, {5355, 0, 0}, nullptr, dissectDns},
    ApplicationSpec{Protocol::Dhcp, {67, 68, 0}, nullptr, dissectDhcp},
    ApplicationSpec{Protocol::Ntp, {123, 0, 0}, nullptr, dissectNtp},
    ApplicationSpec{Protocol::Ldap, {389, 0, 0}, nullptr, dissectLdap},
    ApplicationSpec{Protocol::Kerberos, {88, 464, 0}, looksLikeKerberos, dissectKerberos},
    ApplicationSpec{Protocol::Snmp, {161, 162, 0}, looksLikeSnmp, dissectSnmp},
    ApplicationSpec{Protocol::Sip, {5060, 0, 0}, looksLikeSip, dissectSip},
    ApplicationSpec{Protocol::Ike, {500, 4500, 0}, looksLikeIke, dissectIke},
    ApplicationSpec{Protocol::Vxlan, {4789, 8472, 0}, looksLikeVxlan, dissectVxlan},
    ApplicationSpec{Protocol::Quic, {0, 0, 0}, looksLikeQuic, dissectQuic},
};

bool usesPortOf(const Dissection &d, const ApplicationSpec &spec)
{
    return std::any_of(spec.ports.begin(), spec.ports.end(),
                       [&](quint16 port) { return port != 0 && d.usesPort(port); });
}

/// The conversation decides; where it is not known, the looks of the payload, then the port. TLS is believed within any
/// conversation, because a clear protocol may have switched to it (STARTTLS).
const ApplicationSpec *specOf(const Dissection &d, const Part &payload, std::span<const ApplicationSpec> specs)
{
    const Protocol known = d.conversationProtocol();
    const bool decided = isApplication(known);
    for (const ApplicationSpec &spec : specs) {
        const bool looks = spec.looksLike && spec.looksLike(payload);
        if (looks && (!decided || spec.protocol == Protocol::Tls))
            return &spec;
    }
    const auto found = std::find_if(specs.begin(), specs.end(), [&](const ApplicationSpec &spec) {
        return decided ? spec.protocol == known : usesPortOf(d, spec);
    });
    return found == specs.end() ? nullptr : &*found;
}

void dissectPayload(Dissection &d, const Part &payload, std::span<const ApplicationSpec> specs)
{
    if (const ApplicationSpec *spec = specOf(d, payload, specs))
        return spec->dissect(d, payload);
    if (isApplication(d.conversationProtocol()))
        d.summarise(protocolText(d.conversationProtocol()), d.info());
    d.addData(payload);
}

} // namespace

void summariseContinuation(Dissection &d, const QString &protocol, const char *filterName, const Part &part)
{
    const QString size = Dissection::tr("%n bytes of data", nullptr, static_cast<int>(part.wireSize()));
    d.addLayer(Dissection::node(QStringLiteral("%1, %2").arg(protocol, size), filterName, part));
    d.summarise(protocol, Dissection::tr("Continuation, %1").arg(size));
}

void dissectTcpPayload(Dissection &d, const Part &payload)
{
    dissectPayload(d, payload, overTcp);
}

void dissectUdpPayload(Dissection &d, const Part &payload)
{
    dissectPayload(d, payload, overUdp);
}

} // namespace wirecase
