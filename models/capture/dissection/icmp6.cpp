#include "models/capture/dissection/layers.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::array header{
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Type"), "icmpv6.type", 0, 1, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Code"), "icmpv6.code", 1, 1, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Checksum"), "icmpv6.checksum", 2, 2, FieldFormat::Hex},
};
constexpr std::array echo{
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Identifier"), "icmpv6.echo.identifier", 4, 2,
              FieldFormat::Hex},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Sequence number"), "icmpv6.echo.sequence_number", 6, 2,
              FieldFormat::Decimal},
};
constexpr std::array target{
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Target address"), "icmpv6.nd.ns.target_address", 8, 16,
              FieldFormat::Ipv6},
};

enum Type : std::uint8_t
{
    ParameterProblem = 4,
    EchoRequest = 128,
    EchoReply = 129,
    Solicitation = 135,
    Advertisement = 136
};

constexpr std::array types{
    NameSpec{1, QT_TRANSLATE_NOOP("wirecase::Dissection", "Destination Unreachable")},
    NameSpec{2, QT_TRANSLATE_NOOP("wirecase::Dissection", "Packet Too Big")},
    NameSpec{3, QT_TRANSLATE_NOOP("wirecase::Dissection", "Time Exceeded")},
    NameSpec{ParameterProblem, QT_TRANSLATE_NOOP("wirecase::Dissection", "Parameter Problem")},
    NameSpec{EchoRequest, QT_TRANSLATE_NOOP("wirecase::Dissection", "Echo (ping) request")},
    NameSpec{EchoReply, QT_TRANSLATE_NOOP("wirecase::Dissection", "Echo (ping) reply")},
    NameSpec{130, QT_TRANSLATE_NOOP("wirecase::Dissection", "Multicast Listener Query")},
    NameSpec{131, QT_TRANSLATE_NOOP("wirecase::Dissection", "Multicast Listener Report")},
    NameSpec{133, QT_TRANSLATE_NOOP("wirecase::Dissection", "Router Solicitation")},
    NameSpec{134, QT_TRANSLATE_NOOP("wirecase::Dissection", "Router Advertisement")},
    NameSpec{Solicitation, QT_TRANSLATE_NOOP("wirecase::Dissection", "Neighbor Solicitation")},
    NameSpec{Advertisement, QT_TRANSLATE_NOOP("wirecase::Dissection", "Neighbor Advertisement")},
    NameSpec{137, QT_TRANSLATE_NOOP("wirecase::Dissection", "Redirect")},
    NameSpec{143, QT_TRANSLATE_NOOP("wirecase::Dissection", "Multicast Listener Report Message v2")},
};

/// The link-layer address option of neighbour discovery (RFC 4861 4.6.1), as Wireshark words it.
QString linkAddressText(const Dissection &d, const Part &options, std::uint8_t type)
{
    constexpr std::uint8_t source = 1;
    if (options.size() < 8 || options.byte(1) != 1 || options.byteOr0(0) > 2)
        return {};
    const QString mac = d.value(options.sub(2, 6), FieldFormat::Mac);
    return options.byte(0) == source && type == Solicitation ? Dissection::tr(" from %1").arg(mac)
                                                             : Dissection::tr(" is at %1").arg(mac);
}

} // namespace

void dissectIcmp6(Dissection &d, const Part &part)
{
    const std::uint8_t type = part.byteOr0(0);
    const bool isEcho = type == EchoReply || type == EchoRequest;
    const bool isNeighbor = (type == Solicitation || type == Advertisement) && part.size() >= 24;
    FieldNode layer = Dissection::node(Dissection::tr("Internet Control Message Protocol v6"), "icmpv6",
                                       part.sub(0, isNeighbor ? 24 : 8));
    d.addFields(layer, part, header);
    if (isEcho)
        d.addFields(layer, part, echo);
    if (isNeighbor)
        d.addFields(layer, part, target);
    d.addLayer(std::move(layer));
    QString info = Dissection::tr(nameOf(types, type, QT_TRANSLATE_NOOP("wirecase::Dissection", "ICMPv6 message")));
    if (part.size() < 4)
        info = Dissection::tr("The ICMPv6 header is cut short");
    else if (isEcho)
        info += QStringLiteral(" id=0x%1, seq=%2, hop limit=%3")
                    .arg(part.wordOr0(4), 4, 16, QLatin1Char('0'))
                    .arg(part.wordOr0(6))
                    .arg(d.hopLimit);
    else if (isNeighbor && type == Solicitation)
        info += Dissection::tr(" for %1").arg(d.value(part.sub(8, 16), FieldFormat::Ipv6))
                + linkAddressText(d, part.from(24), type);
    else if (isNeighbor)
        info +=
            QLatin1Char(' ') + d.value(part.sub(8, 16), FieldFormat::Ipv6) + linkAddressText(d, part.from(24), type);
    if (type >= 1 && type <= ParameterProblem && part.size() > 8 && d.descend())
        dissectIpv6(d, part.from(8)); // the packet that the error is about
    else
        d.addData(part.from(isNeighbor ? 24 : 8));
    d.summarise(QStringLiteral("ICMPv6"), info);
}

} // namespace wirecase
