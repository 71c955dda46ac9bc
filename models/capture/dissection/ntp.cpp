#include "models/capture/dissection/application.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::array modes{
    NameSpec{1, "symmetric active"}, NameSpec{2, "symmetric passive"}, NameSpec{3, "client"},  NameSpec{4, "server"},
    NameSpec{5, "broadcast"},        NameSpec{6, "control"},           NameSpec{7, "private"},
};

constexpr std::array fields{
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Flags"), "ntp.flags", 0, 1, FieldFormat::Hex},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Stratum"), "ntp.stratum", 1, 1, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Polling interval"), "ntp.ppoll", 2, 1, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Reference ID"), "ntp.refid", 12, 4, FieldFormat::Bytes},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Transmit timestamp"), "ntp.xmt", 40, 8, FieldFormat::Hex},
};

} // namespace

void dissectNtp(Dissection &d, const Part &part)
{
    constexpr std::size_t shortest = 48; // RFC 5905 7.3
    if (part.wireSize() < shortest && (part.byteOr0(0) & 7U) < 6)
        return summariseContinuation(d, QStringLiteral("NTP"), "ntp", part);
    const int version = (part.byteOr0(0) >> 3U) & 7;
    const QString mode = QLatin1String(nameOf(modes, part.byteOr0(0) & 7U, "reserved"));
    FieldNode layer = Dissection::node(
        Dissection::tr("Network Time Protocol (NTP Version %1, %2)").arg(version).arg(mode), "ntp", part);
    d.addFields(layer, part, fields);
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("NTP"), QStringLiteral("NTP Version %1, %2").arg(version).arg(mode));
}

} // namespace wirecase
