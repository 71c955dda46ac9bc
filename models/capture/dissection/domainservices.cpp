#include "models/capture/dissection/application.h"
#include "models/capture/dissection/berelement.h"
#include "models/capture/dissection/binarymessages.h"
#include "models/capture/dissection/layers.h"
#include "models/capture/dissection/textlines.h"

#include <array>

namespace wirecase {

namespace {

/// MS-SMB2 2.2.1.
constexpr std::array smb2Commands{
    NameSpec{0, "Negotiate Protocol"},
    NameSpec{1, "Session Setup"},
    NameSpec{2, "Session Logoff"},
    NameSpec{3, "Tree Connect"},
    NameSpec{4, "Tree Disconnect"},
    NameSpec{5, "Create"},
    NameSpec{6, "Close"},
    NameSpec{7, "Flush"},
    NameSpec{8, "Read"},
    NameSpec{9, "Write"},
    NameSpec{10, "Lock"},
    NameSpec{11, "Ioctl"},
    NameSpec{12, "Cancel"},
    NameSpec{13, "KeepAlive"},
    NameSpec{14, "Find"},
    NameSpec{15, "Notify"},
    NameSpec{16, "GetInfo"},
    NameSpec{17, "SetInfo"},
    NameSpec{18, "Break"},
};

/// MS-CIFS 2.2.2.1, those that are still seen.
constexpr std::array smb1Commands{
    NameSpec{0x04, "Close"},
    NameSpec{0x25, "Trans"},
    NameSpec{0x2b, "Echo"},
    NameSpec{0x2e, "Read AndX"},
    NameSpec{0x2f, "Write AndX"},
    NameSpec{0x32, "Trans2"},
    NameSpec{0x71, "Tree Disconnect"},
    NameSpec{0x72, "Negotiate Protocol"},
    NameSpec{0x73, "Session Setup AndX"},
    NameSpec{0x74, "Logoff AndX"},
    NameSpec{0x75, "Tree Connect AndX"},
    NameSpec{0xa0, "NT Trans"},
    NameSpec{0xa2, "NT Create AndX"},
};

/// RFC 4120 5.10: application tags.
constexpr std::array kerberosMessages{
    NameSpec{10, "AS-REQ"},   NameSpec{11, "AS-REP"},    NameSpec{12, "TGS-REQ"},  NameSpec{13, "TGS-REP"},
    NameSpec{14, "AP-REQ"},   NameSpec{15, "AP-REP"},    NameSpec{20, "KRB-SAFE"}, NameSpec{21, "KRB-PRIV"},
    NameSpec{22, "KRB-CRED"}, NameSpec{30, "KRB Error"},
};

/// RFC 3416 3: tags of SNMP's PDUs.
constexpr std::array snmpPdus{
    NameSpec{0xa0, "get-request"},   NameSpec{0xa1, "get-next-request"},
    NameSpec{0xa2, "get-response"},  NameSpec{0xa3, "set-request"},
    NameSpec{0xa4, "trap"},          NameSpec{0xa5, "getBulkRequest"},
    NameSpec{0xa6, "informRequest"}, NameSpec{0xa7, "snmpV2-trap"},
    NameSpec{0xa8, "report"},
};

constexpr std::size_t sessionHeader = 4; // NetBIOS: type and length
constexpr std::uint32_t smb1Magic = 0xff53'4d42;
constexpr std::uint32_t smb2Magic = 0xfe53'4d42;
constexpr std::uint32_t smb3Encrypted = 0xfd53'4d42;

QString smbInfo(const Part &part)
{
    const Part smb = part.from(sessionHeader);
    switch (smb.quadOr0(0)) {
    case smb2Magic: {
        const std::uint32_t command = smb.byteOr0(12) | static_cast<std::uint32_t>(smb.byteOr0(13)) << 8U;
        const bool isResponse = (smb.byteOr0(16) & 1U) != 0;
        const QString name = QLatin1String(nameOf(smb2Commands, command, "Command"));
        return isResponse ? Dissection::tr("%1 Response").arg(name) : Dissection::tr("%1 Request").arg(name);
    }
    case smb1Magic: {
        const bool isResponse = (smb.byteOr0(9) & 0x80U) != 0;
        const QString name = QLatin1String(nameOf(smb1Commands, smb.byteOr0(4), "Command"));
        return isResponse ? Dissection::tr("%1 Response").arg(name) : Dissection::tr("%1 Request").arg(name);
    }
    case smb3Encrypted:
        return Dissection::tr("Encrypted SMB3");
    default:
        return Dissection::tr("Continuation, %n bytes of data", nullptr, static_cast<int>(part.wireSize()));
    }
}

/// RFC 3261 19.1.1: an address may hold a password, "sip:alice:secret@example.org".
void maskAddressPasswords(Dissection &d, const Part &part)
{
    const std::string folded = upperFolded(textOf(part.bytes()));
    for (std::size_t at = folded.find("SIP"); at != std::string::npos; at = folded.find("SIP", at + 3)) {
        const std::size_t colon = at + (folded.compare(at, 4, "SIPS") == 0 ? 4 : 3);
        if (colon >= folded.size() || folded[colon] != ':')
            continue;
        const std::size_t begin = folded.find(':', colon + 1);
        const std::size_t end = std::min(folded.find_first_of(" \t\r\n<>\"", colon + 1), folded.size());
        // Where the packet ends inside the address, what it ends with may be a part of the password.
        const std::size_t sign = end == folded.size() ? end : folded.substr(0, end).rfind('@');
        if (begin < end && sign != std::string::npos && begin + 1 < sign)
            d.maskSecret(part.sub(begin + 1, sign - begin - 1));
    }
}

} // namespace

void dissectSmb(Dissection &d, const Part &part)
{
    const bool isOld = part.quadOr0(sessionHeader) == smb1Magic;
    summariseMessage(d, part,
                     {isOld ? QStringLiteral("SMB") : QStringLiteral("SMB2"),
                      Dissection::tr("Server Message Block Protocol"), isOld ? "smb" : "smb2", smbInfo(part)});
}

void dissectKerberos(Dissection &d, const Part &part)
{
    constexpr unsigned applicationConstructed = 0x60;
    // Over TCP a length of four bytes stands in front (RFC 4120 7.2.2).
    const bool hasLength = (part.byteOr0(0) & 0xe0U) != applicationConstructed;
    const std::uint8_t tag = part.byteOr0(hasLength ? 4 : 0);
    const char *name = (tag & 0xe0U) == applicationConstructed ? nameOf(kerberosMessages, tag & 0x1fU) : "";
    const QString info = *name == '\0' ? Dissection::tr("Continuation") : QString::fromLatin1(name);
    summariseMessage(d, part, {QStringLiteral("KRB5"), Dissection::tr("Kerberos"), "kerberos", info});
}

/// The community is what SNMP has for a password.
void dissectSnmp(Dissection &d, const Part &part)
{
    constexpr std::uint8_t octetString = 0x04;
    FieldNode layer = Dissection::node(Dissection::tr("Simple Network Management Protocol"), "snmp", part);
    QString info = Dissection::tr("Continuation");
    const auto message = berElementAt(part, 0);
    const auto version = message ? berElementAt(message->content, 0) : std::nullopt;
    const auto number = version ? berInteger(*version) : std::nullopt;
    if (number && *number <= 1) {
        const auto community = berElementAt(message->content, version->length());
        if (community && community->tag == octetString) {
            const auto pdu = berElementAt(message->content, version->length() + community->length());
            const QByteArray secret(reinterpret_cast<const char *>(community->content.bytes().data()),
                                    static_cast<qsizetype>(community->content.size()));
            d.add(layer, Dissection::tr("Version: %1").arg(QLatin1String(*number == 0 ? "v1" : "v2c")), "snmp.version",
                  version->content);
            d.add(layer, d.secretNode(Dissection::tr("Community: "), "snmp.community", community->content, secret));
            info = QLatin1String(nameOf(snmpPdus, pdu ? pdu->tag : 0, "message"));
        }
    } else if (number == 3U) {
        info = Dissection::tr("version 3 message");
    }
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("SNMP"), info);
}

/// What is typed may be a password, a letter a packet: only sizes are told.
void dissectTelnet(Dissection &d, const Part &part)
{
    constexpr std::uint8_t command = 0xff;
    const QString info = part.byteOr0(0) == command
                             ? Dissection::tr("Telnet negotiation")
                             : Dissection::tr("Telnet data, %n bytes", nullptr, static_cast<int>(part.wireSize()));
    summariseMessage(d, part, {QStringLiteral("TELNET"), Dissection::tr("Telnet"), "telnet", info});
}

/// RFC 3261: the request's or the answer's first line.
void dissectSip(Dissection &d, const Part &part)
{
    maskAddressPasswords(d, part);
    const std::string_view text = textOf(part.bytes());
    const TextLine first = lineAt(text, 0);
    const QString line = d.text(part.sub(0, first.text.length));
    const bool isAnswer = text.starts_with("SIP/2.0");
    const bool isRequest = first.text.in(text).ends_with("SIP/2.0");
    const QString info = isAnswer    ? Dissection::tr("Status: %1").arg(line.mid(8))
                         : isRequest ? Dissection::tr("Request: %1").arg(line.chopped(8))
                                     : Dissection::tr("Continuation");
    summariseMessage(d, part, {QStringLiteral("SIP"), Dissection::tr("Session Initiation Protocol"), "sip", info});
}

/// MS-RDPBCGR 2.2.1: TPKT around X.224; what follows the connection is TLS or encrypted as a rule.
void dissectRdp(Dissection &d, const Part &part)
{
    constexpr std::uint8_t tpktVersion = 3;
    constexpr std::size_t x224 = 4;
    constexpr std::uint8_t connectionRequest = 0xe0;
    constexpr std::uint8_t connectionConfirm = 0xd0;
    QString info = Dissection::tr("Data");
    if (part.byteOr0(0) == tpktVersion && part.byteOr0(x224 + 1) == connectionRequest) {
        const Part rest = part.from(x224 + 7);
        const std::string_view text = textOf(rest.bytes());
        const bool hasCookie = startsWithFolded(text, "Cookie: ");
        info = Dissection::tr("Connection Request");
        if (hasCookie)
            info = Dissection::tr("Connection Request, %1").arg(d.text(rest.sub(0, lineAt(text, 0).text.length)));
    } else if (part.byteOr0(0) == tpktVersion && part.byteOr0(x224 + 1) == connectionConfirm) {
        info = Dissection::tr("Connection Confirm");
    }
    summariseMessage(d, part, {QStringLiteral("RDP"), Dissection::tr("Remote Desktop Protocol"), "rdp", info});
}

/// RFC 7296 3.1.
void dissectIke(Dissection &d, const Part &part)
{
    static constexpr std::array exchanges{
        NameSpec{2, "Identity Protection (Main Mode)"},
        NameSpec{4, "Aggressive"},
        NameSpec{5, "Informational"},
        NameSpec{32, "Quick Mode"},
        NameSpec{34, "IKE_SA_INIT"},
        NameSpec{35, "IKE_AUTH"},
        NameSpec{36, "CREATE_CHILD_SA"},
        NameSpec{37, "INFORMATIONAL"},
    };
    constexpr quint16 behindNat = 4500;
    // There four zero bytes tell IKE from ESP (RFC 3948 2.2).
    const bool hasMarker = d.usesPort(behindNat) && part.quadOr0(0) == 0;
    if (d.usesPort(behindNat) && !hasMarker)
        return dissectEsp(d, part);
    const Part ike = part.from(hasMarker ? 4 : 0);
    const QString info = QLatin1String(nameOf(exchanges, ike.byteOr0(18), "Message"));
    summariseMessage(d, part, {QStringLiteral("ISAKMP"), Dissection::tr("Internet Key Exchange"), "isakmp", info});
}

} // namespace wirecase
