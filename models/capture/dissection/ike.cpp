#include "models/capture/dissection/application.h"
#include "models/capture/dissection/layers.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::size_t headerLength = 28; // RFC 7296 3.1
constexpr quint16 traversalPort = 4500;  // RFC 3948: ESP and IKE share it

constexpr std::array exchanges{
    NameSpec{2, "Identity Protection (Main Mode)"},
    NameSpec{4, "Aggressive"},
    NameSpec{5, "Informational"},
    NameSpec{6, "Transaction (Config Mode)"},
    NameSpec{32, "Quick Mode"},
    NameSpec{33, "New Group Mode"},
    NameSpec{34, "IKE_SA_INIT"},
    NameSpec{35, "IKE_AUTH"},
    NameSpec{36, "CREATE_CHILD_SA"},
    NameSpec{37, "INFORMATIONAL"},
    NameSpec{43, "IKE_INTERMEDIATE"},
};

constexpr std::array fields{
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Initiator SPI"), "isakmp.ispi", 0, 8, FieldFormat::Hex},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Responder SPI"), "isakmp.rspi", 8, 8, FieldFormat::Hex},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Version"), "isakmp.version", 17, 1, FieldFormat::Hex},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Exchange type"), "isakmp.exchangetype", 18, 1,
              FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Flags"), "isakmp.flags", 19, 1, FieldFormat::Hex},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Message ID"), "isakmp.messageid", 20, 4, FieldFormat::Hex},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Length"), "isakmp.length", 24, 4, FieldFormat::Decimal},
};

QString infoOf(const Dissection &d, const Part &message)
{
    constexpr unsigned initiator = 0x08;
    constexpr unsigned response = 0x20;
    const std::uint8_t exchange = message.byteOr0(18);
    const QString name = QLatin1String(nameOf(exchanges, exchange, "Unknown exchange"));
    const QString id = d.hex(message.sub(20, 4));
    if (message.byteOr0(17) >> 4U < 2)
        return message.quadOr0(20) == 0 ? name : QStringLiteral("%1 MID=%2").arg(name, id);
    const unsigned flags = message.byteOr0(19);
    return QStringLiteral("%1 MID=%2 %3 %4")
        .arg(name)
        .arg(message.quadOr0(20))
        .arg((flags & initiator) != 0 ? QLatin1String("Initiator") : QLatin1String("Responder"),
             (flags & response) != 0 ? QLatin1String("Response") : QLatin1String("Request"));
}

} // namespace

bool looksLikeIke(const Part &part)
{
    const Part message = part.quadOr0(0) == 0 ? part.from(4) : part;
    return message.wireSize() >= headerLength && message.quadOr0(24) == message.wireSize() && message.quadOr0(0) != 0
           && (message.byteOr0(17) == 0x10 || message.byteOr0(17) == 0x20)
           && *nameOf(exchanges, message.byteOr0(18)) != '\0';
}

void dissectIke(Dissection &d, const Part &part)
{
    const bool traverses = d.usesPort(traversalPort);
    if (traverses && part.wireSize() == 1 && part.byte(0) == 0xff)
        return summariseUnknown(d, QStringLiteral("UDPENCAP"), Dissection::tr("NAT keepalive"), part);
    if (traverses && part.quadOr0(0) != 0)
        return dissectEsp(d, part);
    const Part message = traverses ? part.from(4) : part;
    if (message.size() < headerLength)
        return summariseContinuation(d, QStringLiteral("ISAKMP"), "isakmp", part);
    FieldNode layer = Dissection::node(Dissection::tr("Internet Security Association and Key Management Protocol"),
                                       "isakmp", message);
    d.addFields(layer, message, fields);
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("ISAKMP"), infoOf(d, message));
}

} // namespace wirecase
