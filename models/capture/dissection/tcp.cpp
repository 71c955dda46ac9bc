#include "models/capture/dissection/layers.h"
#include "models/capture/dissection/tcpoptions.h"

#include <QStringList>

#include <array>

namespace wirecase {

namespace {

constexpr std::size_t minimumHeader = 20;

constexpr std::array ports{
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Source port"), "tcp.srcport", 0, 2, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Destination port"), "tcp.dstport", 2, 2, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Sequence number"), "tcp.seq_raw", 4, 4, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Acknowledgment number"), "tcp.ack_raw", 8, 4,
              FieldFormat::Decimal},
};
constexpr std::array rest{
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Window"), "tcp.window_size_value", 14, 2,
              FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Checksum"), "tcp.checksum", 16, 2, FieldFormat::Hex},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Urgent pointer"), "tcp.urgent_pointer", 18, 2,
              FieldFormat::Decimal},
};
constexpr std::array flagBits{
    BitSpec{0x100, QT_TRANSLATE_NOOP("wirecase::Dissection", "Accurate ECN"), "tcp.flags.ae"},
    BitSpec{0x080, QT_TRANSLATE_NOOP("wirecase::Dissection", "Congestion window reduced"), "tcp.flags.cwr"},
    BitSpec{0x040, QT_TRANSLATE_NOOP("wirecase::Dissection", "ECN-Echo"), "tcp.flags.ece"},
    BitSpec{0x020, QT_TRANSLATE_NOOP("wirecase::Dissection", "Urgent"), "tcp.flags.urg"},
    BitSpec{0x010, QT_TRANSLATE_NOOP("wirecase::Dissection", "Acknowledgment"), "tcp.flags.ack"},
    BitSpec{0x008, QT_TRANSLATE_NOOP("wirecase::Dissection", "Push"), "tcp.flags.push"},
    BitSpec{0x004, QT_TRANSLATE_NOOP("wirecase::Dissection", "Reset"), "tcp.flags.reset"},
    BitSpec{0x002, QT_TRANSLATE_NOOP("wirecase::Dissection", "Syn"), "tcp.flags.syn"},
    BitSpec{0x001, QT_TRANSLATE_NOOP("wirecase::Dissection", "Fin"), "tcp.flags.fin"},
};

/// In Wireshark's order: the lowest bit first.
QString flagText(std::uint32_t flags)
{
    constexpr std::array names{NameSpec{0x001, "FIN"}, NameSpec{0x002, "SYN"}, NameSpec{0x004, "RST"},
                               NameSpec{0x008, "PSH"}, NameSpec{0x010, "ACK"}, NameSpec{0x020, "URG"},
                               NameSpec{0x040, "ECE"}, NameSpec{0x080, "CWR"}, NameSpec{0x100, "AE"}};
    QStringList set;
    for (const NameSpec &name : names) {
        if ((flags & name.value) != 0)
            set += QLatin1String(name.name);
    }
    return set.isEmpty() ? QStringLiteral("<None>") : set.join(QLatin1String(", "));
}

/// The windows of SYNs are never scaled (RFC 7323, 2.2).
std::uint32_t windowOf(const Dissection &d, const Part &part, std::uint32_t flags)
{
    constexpr std::uint32_t syn = 0x02;
    return static_cast<std::uint32_t>(part.wordOr0(14))
           << ((flags & syn) != 0 ? 0U : unsigned{d.numbering.windowShift.value_or(0)});
}

void addRelativeNumbers(Dissection &d, FieldNode &layer, const Part &part, std::uint32_t flags)
{
    constexpr std::uint32_t ack = 0x10;
    if (d.numbering.sender)
        d.add(layer, Dissection::tr("Sequence number, relative: %1").arg(d.numbering.sequence(part.quadOr0(4))),
              "tcp.seq", part.sub(4, 4));
    if (d.numbering.receiver && (flags & ack) != 0)
        d.add(layer,
              Dissection::tr("Acknowledgment number, relative: %1").arg(d.numbering.acknowledged(part.quadOr0(8))),
              "tcp.ack", part.sub(8, 4));
}

QString infoOf(const Dissection &d, const Part &part, std::uint32_t flags, std::size_t length, const QString &options)
{
    constexpr std::uint32_t ack = 0x10;
    QString info = QStringLiteral("%1 %2 %3 [%4] Seq=%5")
                       .arg(d.sourcePort)
                       .arg(QChar(0x2192))
                       .arg(d.destinationPort)
                       .arg(flagText(flags))
                       .arg(d.numbering.sequence(part.quadOr0(4)));
    if ((flags & ack) != 0)
        info += QStringLiteral(" Ack=%1").arg(d.numbering.acknowledged(part.quadOr0(8)));
    info += QStringLiteral(" Win=%1 Len=%2").arg(windowOf(d, part, flags)).arg(length);
    return info + options;
}

} // namespace

void dissectTcp(Dissection &d, const Part &part)
{
    d.sourcePort = part.wordOr0(0);
    d.destinationPort = part.wordOr0(2);
    const std::size_t headerLength = static_cast<std::size_t>(part.byteOr0(12) >> 4U) * 4;
    if (part.size() < minimumHeader || headerLength < minimumHeader) {
        FieldNode cut = Dissection::node(Dissection::tr("Transmission Control Protocol"), "tcp", part);
        d.addFields(cut, part, ports);
        d.addLayer(std::move(cut));
        const QString info =
            part.size() < 4 ? QString()
                            : QStringLiteral("%1 %2 %3 ").arg(d.sourcePort).arg(QChar(0x2192)).arg(d.destinationPort);
        return d.summarise(QStringLiteral("TCP"), info + Dissection::tr("[the TCP header is cut short or damaged]"));
    }
    const std::uint32_t flags = part.wordOr0(12) & 0x1ffU;
    const Part payload = part.from(headerLength);
    const std::size_t length = part.wireSize() < headerLength ? 0 : part.wireSize() - headerLength;
    const QString title = Dissection::tr("Transmission Control Protocol, Src Port: %1, Dst Port: %2, Seq: %3, Len: %4")
                              .arg(d.sourcePort)
                              .arg(d.destinationPort)
                              .arg(d.numbering.sequence(part.quadOr0(4)))
                              .arg(length);
    FieldNode layer = Dissection::node(title, "tcp", part.sub(0, headerLength));
    d.addFields(layer, part, ports);
    addRelativeNumbers(d, layer, part, flags);
    d.add(layer, Dissection::tr("Header length: %1 bytes").arg(headerLength), "tcp.hdr_len", part.sub(12, 1));
    FieldNode flagField =
        Dissection::node(Dissection::tr("Flags: 0x%1 (%2)").arg(flags, 3, 16, QLatin1Char('0')).arg(flagText(flags)),
                         "tcp.flags", part.sub(12, 2));
    d.addBits(flagField, part.sub(12, 2), flags, 12, flagBits);
    d.add(layer, std::move(flagField));
    d.addFields(layer, part, rest);
    if (const std::uint32_t window = windowOf(d, part, flags); window != part.wordOr0(14))
        d.add(layer, Dissection::tr("Calculated window size: %1").arg(window), "tcp.window_size", part.sub(14, 2));
    const QString options = addTcpOptions(d, layer, part.sub(minimumHeader, headerLength - minimumHeader));
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("TCP"), infoOf(d, part, flags, length, options));
    if (!payload.isEmpty() && !d.numbering.isKeepAlive)
        dissectTcpPayload(d, payload);
}

} // namespace wirecase
