#include "models/capture/dissection/tcpoptions.h"

#include <array>

namespace wirecase {

namespace {

enum Kind : std::uint8_t
{
    EndOfList = 0,
    NoOperation = 1,
    SegmentSize = 2,
    WindowScale = 3,
    SackPermitted = 4,
    Sack = 5,
    Timestamps = 8
};

constexpr std::array otherKinds{
    NameSpec{EndOfList, "End of Option List (EOL)"},
    NameSpec{NoOperation, "No-Operation (NOP)"},
    NameSpec{19, "TCP MD5 signature"},
    NameSpec{28, "User timeout"},
    NameSpec{29, "TCP authentication option"},
    NameSpec{30, "Multipath TCP"},
    NameSpec{34, "TCP Fast Open"},
};

void addSackBlocks(Dissection &d, FieldNode &option, const Part &part, QString &info)
{
    for (std::size_t at = 2; at + 8 <= part.size(); at += 8) {
        // They are numbers of the other side.
        const std::uint32_t left = d.numbering.acknowledged(part.quadOr0(at));
        const std::uint32_t right = d.numbering.acknowledged(part.quadOr0(at + 4));
        d.add(option, Dissection::tr("Left edge: %1").arg(left), "tcp.options.sack_le", part.sub(at, 4));
        d.add(option, Dissection::tr("Right edge: %1").arg(right), "tcp.options.sack_re", part.sub(at + 4, 4));
        info += QStringLiteral(" SLE=%1 SRE=%2").arg(left).arg(right);
    }
}

FieldNode optionNode(Dissection &d, std::uint8_t kind, const Part &part, QString &info)
{
    switch (kind) {
    case SegmentSize:
        info += QStringLiteral(" MSS=%1").arg(part.wordOr0(2));
        return Dissection::node(Dissection::tr("Maximum segment size: %1 bytes").arg(part.wordOr0(2)),
                                "tcp.options.mss_val", part);
    case WindowScale: {
        const std::uint32_t factor = 1U << std::min<std::uint32_t>(part.byteOr0(2), 14); // RFC 7323 2.3
        info += QStringLiteral(" WS=%1").arg(factor);
        return Dissection::node(Dissection::tr("Window scale: %1 (multiply by %2)").arg(part.byteOr0(2)).arg(factor),
                                "tcp.options.wscale", part);
    }
    case SackPermitted:
        info += QLatin1String(" SACK_PERM");
        return Dissection::node(Dissection::tr("SACK permitted"), "tcp.options.sack_perm", part);
    case Sack: {
        FieldNode option = Dissection::node(Dissection::tr("SACK"), "tcp.options.sack", part);
        addSackBlocks(d, option, part, info);
        return option;
    }
    case Timestamps:
        info += QStringLiteral(" TSval=%1 TSecr=%2").arg(part.quadOr0(2)).arg(part.quadOr0(6));
        return Dissection::node(
            Dissection::tr("Timestamps: TSval %1, TSecr %2").arg(part.quadOr0(2)).arg(part.quadOr0(6)),
            "tcp.options.timestamp.tsval", part);
    default:
        return Dissection::node(QLatin1String(nameOf(otherKinds, kind, "Unknown option")), "tcp.option_kind", part);
    }
}

} // namespace

QString addTcpOptions(Dissection &d, FieldNode &layer, const Part &part)
{
    QString info;
    if (part.isEmpty())
        return info;
    FieldNode options = Dissection::node(Dissection::tr("Options: (%n bytes)", nullptr, static_cast<int>(part.size())),
                                         "tcp.options", part);
    std::size_t at = 0;
    while (at < part.size()) {
        const std::uint8_t kind = part.byteOr0(at);
        const std::size_t length = kind <= NoOperation ? 1 : part.byteOr0(at + 1);
        if (length == 0 || length > part.size() - at || (kind > NoOperation && length < 2)) {
            d.add(options, Dissection::tr("The options are cut short or damaged"), "tcp.options.malformed",
                  part.from(at));
            break;
        }
        d.add(options, optionNode(d, kind, part.sub(at, length), info));
        if (kind == EndOfList)
            break;
        at += length;
    }
    d.add(layer, std::move(options));
    return info;
}

} // namespace wirecase
