#include "models/capture/dissection/application.h"
#include "models/capture/dissection/ntlm.h"
#include "models/capture/dissection/smbmessage.h"

#include <QStringList>

#include <array>

namespace wirecase {

namespace {

constexpr std::size_t sessionHeader = 4; // RFC 1002 4.3.1
constexpr std::uint32_t smbOne = 0xff534d42;
constexpr std::uint32_t smbTwo = 0xfe534d42;
constexpr std::uint32_t smbEncrypted = 0xfd534d42;
constexpr std::uint32_t smbCompressed = 0xfc534d42;

constexpr std::array sessionTypes{
    NameSpec{0x81, "Session request"},           NameSpec{0x82, "Positive session response"},
    NameSpec{0x83, "Negative session response"}, NameSpec{0x84, "Retarget session response"},
    NameSpec{0x85, "Session keep-alive"},
};

QString titleOf(std::uint32_t magic)
{
    return magic == smbOne ? Dissection::tr("SMB (Server Message Block Protocol)")
                           : Dissection::tr("SMB2 (Server Message Block Protocol version 2)");
}

void summariseSmb(Dissection &d, const Part &message)
{
    const std::uint32_t magic = message.quadOr0(0);
    FieldNode layer = Dissection::node(titleOf(magic), magic == smbOne ? "smb" : "smb2", message);
    QString info;
    if (magic == smbOne)
        info = addSmbOne(d, layer, message);
    else if (magic == smbTwo)
        info = addSmbTwo(d, layer, message);
    else
        info = magic == smbEncrypted ? QStringLiteral("Encrypted SMB3") : QStringLiteral("Compressed SMB3");
    d.addLayer(std::move(layer));
    d.summarise(magic == smbOne ? QStringLiteral("SMB") : QStringLiteral("SMB2"), info);
}

} // namespace

bool looksLikeSmb(const Part &part)
{
    const std::uint32_t magic = part.quadOr0(sessionHeader);
    return part.byte(0) == 0 && magic <= smbOne && magic >= smbCompressed
           && (magic & 0xffffffU) == (smbOne & 0xffffffU);
}

void dissectSmb(Dissection &d, const Part &part)
{
    if (const std::size_t length = part.quadOr0(0) & 0xffffffU; looksLikeSmb(part) && length >= 4)
        return summariseSmb(d, part.sub(sessionHeader, length));
    const QString type = QLatin1String(nameOf(sessionTypes, part.byteOr0(0)));
    const bool isWhole = !type.isEmpty() && part.byteOr0(1) <= 1 && part.wordOr0(2) + sessionHeader == part.wireSize();
    if (!isWhole)
        return summariseContinuation(d, QStringLiteral("NBSS"), "nbss", part);
    d.addLayer(Dissection::node(Dissection::tr("NetBIOS Session Service, %1").arg(type), "nbss", part));
    d.summarise(QStringLiteral("NBSS"), type);
}

} // namespace wirecase
