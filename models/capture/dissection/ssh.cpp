#include "models/capture/dissection/application.h"
#include "models/capture/dissection/textlines.h"

namespace wirecase {

bool looksLikeSsh(const Part &part)
{
    const std::string_view text = textOf(part.bytes());
    return text.substr(0, 5) == "SSH-2" || text.substr(0, 5) == "SSH-1";
}

void dissectSsh(Dissection &d, const Part &part)
{
    constexpr quint16 port = 22;
    const QString side = d.destinationPort == port ? QStringLiteral("Client: ")
                         : d.sourcePort == port    ? QStringLiteral("Server: ")
                                                   : QString();
    FieldNode layer = Dissection::node(Dissection::tr("SSH Protocol"), "ssh", part);
    QString info;
    if (looksLikeSsh(part)) {
        const TextLine banner = lineAt(textOf(part.bytes()), 0);
        const Part place = part.sub(0, banner.text.length);
        d.add(layer, Dissection::tr("Protocol: %1").arg(d.text(place)), "ssh.protocol", place);
        info = QStringLiteral("%1Protocol (%2)").arg(side, d.text(place));
    } else if (constexpr std::uint8_t keyExchangeInit = 20;
               part.quadOr0(0) < 35000 && part.byte(5) == keyExchangeInit) {
        // RFC 4253 6: length, padding length, message number; lengths of 35000 and more are never sent in clear.
        d.add(layer, Dissection::tr("Message code: Key Exchange Init (%1)").arg(keyExchangeInit), "ssh.message_code",
              part.sub(5, 1));
        info = side + QLatin1String("Key Exchange Init");
    } else {
        info = QStringLiteral("%1Encrypted packet (len=%2)").arg(side).arg(part.wireSize());
    }
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("SSH"), info);
}

} // namespace wirecase
