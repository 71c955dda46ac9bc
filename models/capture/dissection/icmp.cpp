#include "models/capture/dissection/layers.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::array header{
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Type"), "icmp.type", 0, 1, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Code"), "icmp.code", 1, 1, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Checksum"), "icmp.checksum", 2, 2, FieldFormat::Hex},
};
constexpr std::array echo{
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Identifier"), "icmp.ident", 4, 2, FieldFormat::Hex},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Sequence number"), "icmp.seq", 6, 2, FieldFormat::Decimal},
};

enum Type : std::uint8_t
{
    EchoReply = 0,
    Unreachable = 3,
    Redirect = 5,
    EchoRequest = 8,
    TimeExceeded = 11
};

constexpr std::array types{
    NameSpec{EchoReply, QT_TRANSLATE_NOOP("wirecase::Dissection", "Echo (ping) reply")},
    NameSpec{Unreachable, QT_TRANSLATE_NOOP("wirecase::Dissection", "Destination unreachable")},
    NameSpec{4, QT_TRANSLATE_NOOP("wirecase::Dissection", "Source quench")},
    NameSpec{Redirect, QT_TRANSLATE_NOOP("wirecase::Dissection", "Redirect")},
    NameSpec{EchoRequest, QT_TRANSLATE_NOOP("wirecase::Dissection", "Echo (ping) request")},
    NameSpec{9, QT_TRANSLATE_NOOP("wirecase::Dissection", "Router advertisement")},
    NameSpec{10, QT_TRANSLATE_NOOP("wirecase::Dissection", "Router solicitation")},
    NameSpec{TimeExceeded, QT_TRANSLATE_NOOP("wirecase::Dissection", "Time-to-live exceeded")},
    NameSpec{12, QT_TRANSLATE_NOOP("wirecase::Dissection", "Parameter problem")},
    NameSpec{13, QT_TRANSLATE_NOOP("wirecase::Dissection", "Timestamp request")},
    NameSpec{14, QT_TRANSLATE_NOOP("wirecase::Dissection", "Timestamp reply")},
};
constexpr std::array unreachableCodes{
    NameSpec{0, QT_TRANSLATE_NOOP("wirecase::Dissection", "Network unreachable")},
    NameSpec{1, QT_TRANSLATE_NOOP("wirecase::Dissection", "Host unreachable")},
    NameSpec{2, QT_TRANSLATE_NOOP("wirecase::Dissection", "Protocol unreachable")},
    NameSpec{3, QT_TRANSLATE_NOOP("wirecase::Dissection", "Port unreachable")},
    NameSpec{4, QT_TRANSLATE_NOOP("wirecase::Dissection", "Fragmentation needed")},
    NameSpec{9, QT_TRANSLATE_NOOP("wirecase::Dissection", "Network administratively prohibited")},
    NameSpec{10, QT_TRANSLATE_NOOP("wirecase::Dissection", "Host administratively prohibited")},
    NameSpec{13, QT_TRANSLATE_NOOP("wirecase::Dissection", "Communication administratively filtered")},
};

} // namespace

void dissectIcmp(Dissection &d, const Part &part)
{
    const std::uint8_t type = part.byteOr0(0);
    const bool isEcho = type == EchoReply || type == EchoRequest;
    const bool isError = type == Unreachable || type == TimeExceeded || type == Redirect;
    FieldNode layer = Dissection::node(Dissection::tr("Internet Control Message Protocol"), "icmp", part.sub(0, 8));
    d.addFields(layer, part, header);
    if (isEcho)
        d.addFields(layer, part, echo);
    d.addLayer(std::move(layer));
    QString info = Dissection::tr(nameOf(types, type, QT_TRANSLATE_NOOP("wirecase::Dissection", "ICMP message")));
    if (part.size() < 8)
        info = Dissection::tr("The ICMP header is cut short");
    else if (isEcho)
        info += QStringLiteral("  id=0x%1, seq=%2").arg(part.wordOr0(4), 4, 16, QLatin1Char('0')).arg(part.wordOr0(6));
    else if (type == Unreachable)
        info += QStringLiteral(" (%1)").arg(Dissection::tr(
            nameOf(unreachableCodes, part.byteOr0(1), QT_TRANSLATE_NOOP("wirecase::Dissection", "another reason"))));
    if (isEcho && d.hopLimit >= 0)
        info += QStringLiteral(", ttl=%1").arg(d.hopLimit);
    // An error quotes the packet it is about: shown below it, while the info stays the error's own.
    if (isError && part.size() > 8 && d.descend())
        dissectIpv4(d, part.from(8));
    else
        d.addData(part.from(8));
    d.summarise(QStringLiteral("ICMP"), info);
}

} // namespace wirecase
