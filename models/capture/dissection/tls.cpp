#include "models/capture/dissection/application.h"
#include "models/capture/dissection/tlscertificate.h"
#include "models/capture/dissection/tlshello.h"
#include "models/capture/dissection/tlsnames.h"

#include <QStringList>

#include <array>

namespace wirecase {

namespace {

constexpr std::size_t recordHeader = 5;
constexpr std::size_t maxRecords = 64;
constexpr std::size_t maxRecordLength = (1U << 14U) + 2048; // RFC 5246 6.2.3

enum ContentType : std::uint8_t
{
    ChangeCipherSpec = 20,
    Alert = 21,
    Handshake = 22,
    ApplicationData = 23
};

constexpr std::array contentTypes{
    NameSpec{ChangeCipherSpec, "Change Cipher Spec"}, NameSpec{Alert, "Alert"},  NameSpec{Handshake, "Handshake"},
    NameSpec{ApplicationData, "Application Data"},    NameSpec{24, "Heartbeat"},
};

bool isRecordAt(const Part &part, std::size_t at)
{
    const std::uint8_t type = part.byteOr0(at);
    return part.word(at + 3) && type >= ChangeCipherSpec && type <= 24 && part.byte(at + 1) == 3
           && part.byteOr0(at + 2) <= 4 && part.wordOr0(at + 3) <= maxRecordLength;
}

/// What the records of one packet come to.
struct Summary
{
    QStringList messages;
    std::uint16_t version = 0;
    bool encrypted = false; ///< a Change Cipher Spec came before: what follows cannot be read
};

/// The messages of one handshake record; a message that does not fit the record is taken to be encrypted, unless it is
/// of a kind that is often longer than a record or a packet.
void addHandshake(Dissection &d, FieldNode &node, const Part &record, Summary &summary)
{
    std::size_t at = 0;
    for (std::size_t count = 0; at + 4 <= record.size() && count < maxRecords; ++count) {
        const std::uint8_t type = record.byteOr0(at);
        const std::size_t length = record.quadOr0(at) & 0xffffffU;
        const QString name = tlsHandshakeName(type);
        const Part message = record.sub(at, length + 4);
        const bool fits = length + 4 <= record.wireSize() - at;
        constexpr std::uint8_t certificate = 11;
        if (summary.encrypted || name.isEmpty() || (!fits && type > 2 && type != certificate)) {
            d.add(node, Dissection::tr("Handshake Protocol: Encrypted Handshake Message"), "tls.handshake",
                  record.from(at));
            summary.messages += QStringLiteral("Encrypted Handshake Message");
            return;
        }
        FieldNode handshake =
            Dissection::node(Dissection::tr("Handshake Protocol: %1").arg(name), "tls.handshake", message);
        d.add(handshake, Dissection::tr("Handshake Type: %1 (%2)").arg(name).arg(type), "tls.handshake.type",
              message.sub(0, 1));
        d.add(handshake, Dissection::tr("Length: %1").arg(length), "tls.handshake.length", message.sub(1, 3));
        QString shown = name;
        if (type == 1 || type == 2) {
            const TlsHello hello = addTlsHello(d, handshake, message.from(4), type == 1);
            if (type == 2)
                summary.version = hello.version;
            shown += hello.text();
        } else if (type == certificate) {
            const QString subject = addTlsCertificate(d, handshake, message.from(4));
            shown += subject.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(subject);
        }
        d.add(node, std::move(handshake));
        summary.messages += shown;
        at += length + 4;
    }
}

void addAlert(Dissection &d, FieldNode &node, const Part &record, Summary &summary)
{
    if (summary.encrypted || record.wireSize() != 2) {
        summary.messages += QStringLiteral("Encrypted Alert");
        return;
    }
    const QString level = record.byte(0) == 2 ? QStringLiteral("Fatal") : QStringLiteral("Warning");
    const QString text = tlsAlertName(record.byteOr0(1));
    d.add(node, Dissection::tr("Level: %1").arg(level), "tls.alert_message.level", record.sub(0, 1));
    d.add(node, Dissection::tr("Description: %1").arg(text), "tls.alert_message.desc", record.sub(1, 1));
    summary.messages += QStringLiteral("Alert (Level: %1, Description: %2)").arg(level, text);
}

void addRecord(Dissection &d, FieldNode &layer, const Part &part, std::size_t at, Summary &summary)
{
    const std::uint8_t type = part.byteOr0(at);
    const std::uint16_t version = part.wordOr0(at + 1);
    const std::size_t length = part.wordOr0(at + 3);
    const Part content = part.sub(at + recordHeader, length);
    const QString name = QLatin1String(nameOf(contentTypes, type));
    FieldNode record = Dissection::node(Dissection::tr("%1 Record Layer: %2").arg(tlsProtocolName(version), name),
                                        "tls.record", part.sub(at, recordHeader + length));
    d.add(record, Dissection::tr("Content Type: %1 (%2)").arg(name).arg(type), "tls.record.content_type",
          part.sub(at, 1));
    d.add(record, Dissection::tr("Version: %1").arg(tlsVersionName(version)), "tls.record.version",
          part.sub(at + 1, 2));
    d.add(record, Dissection::tr("Length: %1").arg(length), "tls.record.length", part.sub(at + 3, 2));
    if (summary.version == 0)
        summary.version = version;
    if (type == Handshake)
        addHandshake(d, record, content, summary);
    else if (type == Alert)
        addAlert(d, record, content, summary);
    else
        summary.messages += name;
    summary.encrypted = summary.encrypted || type == ChangeCipherSpec;
    d.add(layer, std::move(record));
}

} // namespace

bool looksLikeTls(const Part &part)
{
    return isRecordAt(part, 0)
           && (part.byteOr0(0) != Handshake || !tlsHandshakeName(part.byteOr0(recordHeader)).isEmpty());
}

void dissectTls(Dissection &d, const Part &part)
{
    if (!isRecordAt(part, 0))
        return summariseContinuation(d, QStringLiteral("TLS"), "tls", part);
    FieldNode layer = Dissection::node(Dissection::tr("Transport Layer Security"), "tls", part);
    Summary summary;
    std::size_t at = 0;
    for (std::size_t count = 0; count < maxRecords && isRecordAt(part, at); ++count) {
        addRecord(d, layer, part, at, summary);
        at += recordHeader + part.wordOr0(at + 3);
    }
    d.addLayer(std::move(layer));
    summary.messages.removeAll(QString());
    d.summarise(tlsProtocolName(summary.version), summary.messages.mid(0, 16).join(QLatin1String(", ")));
}

} // namespace wirecase
