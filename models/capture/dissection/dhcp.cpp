#include "models/capture/dissection/application.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::size_t fixedLength = 236;
constexpr std::uint32_t magicCookie = 0x63825363; // RFC 2131 3

constexpr std::array fields{
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Message operation"), "dhcp.type", 0, 1, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Transaction ID"), "dhcp.id", 4, 4, FieldFormat::Hex},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Client IP address"), "dhcp.ip.client", 12, 4,
              FieldFormat::Ipv4},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Your IP address"), "dhcp.ip.your", 16, 4, FieldFormat::Ipv4},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Next server IP address"), "dhcp.ip.server", 20, 4,
              FieldFormat::Ipv4},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Relay agent IP address"), "dhcp.ip.relay", 24, 4,
              FieldFormat::Ipv4},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Client MAC address"), "dhcp.hw.mac_addr", 28, 6,
              FieldFormat::Mac},
};

constexpr std::array messageTypes{
    NameSpec{1, "Discover"}, NameSpec{2, "Offer"}, NameSpec{3, "Request"}, NameSpec{4, "Decline"},
    NameSpec{5, "ACK"},      NameSpec{6, "NAK"},   NameSpec{7, "Release"}, NameSpec{8, "Inform"},
};

struct OptionSpec
{
    std::uint8_t code;
    const char *label;
    const char *filterName;
    FieldFormat format;
};

constexpr std::array options{
    OptionSpec{1, "Subnet mask", "dhcp.option.subnet_mask", FieldFormat::Ipv4},
    OptionSpec{3, "Router", "dhcp.option.router", FieldFormat::Ipv4},
    OptionSpec{6, "Domain name server", "dhcp.option.domain_name_server", FieldFormat::Ipv4},
    OptionSpec{12, "Host name", "dhcp.option.hostname", FieldFormat::Text},
    OptionSpec{15, "Domain name", "dhcp.option.domain_name", FieldFormat::Text},
    OptionSpec{50, "Requested IP address", "dhcp.option.requested_ip_address", FieldFormat::Ipv4},
    OptionSpec{51, "IP address lease time", "dhcp.option.ip_address_lease_time", FieldFormat::Decimal},
    OptionSpec{53, "DHCP message type", "dhcp.option.dhcp", FieldFormat::Decimal},
    OptionSpec{54, "DHCP server identifier", "dhcp.option.dhcp_server_id", FieldFormat::Ipv4},
    OptionSpec{60, "Vendor class identifier", "dhcp.option.vendor_class_id", FieldFormat::Text},
};

/// Adds the options; answers the message type, 0 when there is none.
std::uint8_t addOptions(Dissection &d, FieldNode &layer, const Part &part)
{
    constexpr std::uint8_t pad = 0;
    constexpr std::uint8_t end = 255;
    std::uint8_t messageType = 0;
    std::size_t at = 0;
    while (at < part.size()) {
        const std::uint8_t code = part.byteOr0(at);
        if (code == end)
            break;
        if (code == pad) {
            ++at;
            continue;
        }
        const std::size_t length = part.byteOr0(at + 1);
        const Part value = part.sub(at + 2, length);
        const auto known =
            std::find_if(options.begin(), options.end(), [=](const OptionSpec &o) { return o.code == code; });
        if (code == 53)
            messageType = value.byteOr0(0);
        if (known != options.end()) {
            const Part shown = known->format == FieldFormat::Ipv4 ? value.sub(0, 4) : value;
            d.add(layer,
                  Dissection::tr("Option (%1) %2: %3")
                      .arg(code)
                      .arg(QLatin1String(known->label), d.value(shown, known->format)),
                  known->filterName, part.sub(at, length + 2));
        } else {
            d.add(layer, Dissection::tr("Option (%1), %2 bytes").arg(code).arg(length), "dhcp.option.type",
                  part.sub(at, length + 2));
        }
        at += length + 2;
    }
    return messageType;
}

} // namespace

void dissectDhcp(Dissection &d, const Part &part)
{
    if (part.size() < fixedLength + 4 || part.quad(fixedLength) != magicCookie)
        return summariseContinuation(d, QStringLiteral("DHCP"), "dhcp", part);
    FieldNode layer = Dissection::node(Dissection::tr("Dynamic Host Configuration Protocol"), "dhcp", part);
    d.addFields(layer, part, fields);
    const std::uint8_t type = addOptions(d, layer, part.from(fixedLength + 4));
    const QString name = QLatin1String(nameOf(messageTypes, type, "message"));
    layer.text = Dissection::tr("Dynamic Host Configuration Protocol (%1)").arg(name);
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("DHCP"),
                QStringLiteral("DHCP %1 - Transaction ID %2").arg(name, d.value(part.sub(4, 4), FieldFormat::Hex)));
}

} // namespace wirecase
