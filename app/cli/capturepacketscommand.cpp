#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "app/cli/reading.h"
#include "models/base/timeformat.h"
#include "models/capture/capturefilter.h"
#include "models/capture/packetinfo.h"
#include "models/exposure/secretindex.h"

namespace wirecase {

namespace {

struct Packet
{
    PacketRow row;
    QString info;
    QString file;
    QString comment; ///< of the capture file itself
};

Packet dissected(const CaptureSnapshot &capture, const SecretIndex &secrets, PacketId id)
{
    Packet packet{capture.packets->row(id), {}, {}, capture.packets->comment(id)};
    packet.file = capture.packets->files().at(packet.row.file).name;
    packet.info = packetInfo(*capture.packets, id, &secrets);
    return packet;
}

QJsonObject packetJson(const Packet &packet)
{
    QJsonObject json = endpointsJson(packet.row.source, packet.row.destination, packet.row.ipProtocol);
    json.insert(QStringLiteral("packet"), static_cast<qint64>(packet.row.numberInFile));
    if (packet.row.timeNs != noTime)
        json.insert(QStringLiteral("@timestamp"), isoTime(packet.row.timeNs));
    json.insert(QStringLiteral("network.protocol"), protocolKey(packet.row.protocol));
    json.insert(QStringLiteral("length"), static_cast<qint64>(packet.row.wireLength));
    json.insert(QStringLiteral("captured"), static_cast<qint64>(packet.row.capturedLength));
    json.insert(QStringLiteral("info"), packet.info);
    if (packet.row.conversation)
        json.insert(QStringLiteral("conversation"), static_cast<qint64>(*packet.row.conversation));
    json.insert(QStringLiteral("file"), packet.file);
    if (!packet.comment.isEmpty())
        json.insert(QStringLiteral("comment"), packet.comment);
    return json;
}

QString packetLine(const Packet &packet)
{
    return columns({QString::number(packet.row.numberInFile), isoTime(packet.row.timeNs, 6),
                    packet.row.isIp ? packet.row.source.address.toString() : QString(),
                    packet.row.isIp ? packet.row.destination.address.toString() : QString(),
                    protocolText(packet.row.protocol), QString::number(packet.row.wireLength), packet.info},
                   {-7, 27, 15, 15, 8, -6, 0});
}

} // namespace

int runCapturePackets(const QStringList &arguments)
{
    QCommandLineParser parser;
    addReadingOptions(parser, true);
    if (!parseArguments(parser, arguments, 1))
        return Usage;
    const auto scope = filterScope(parser);
    if (!scope)
        return Usage;
    ReadCounts counts;
    const CaptureSnapshot capture = readCaptures(parser.positionalArguments(), counts);
    const auto rows = wantedRows(capture, *scope, parser.value(QStringLiteral("bpf")));
    if (!rows)
        return exitCodeOf(rows.error());
    // Secrets that only a whole stream gives away are masked here too. Equal ones need not be told from each other.
    const auto secrets = findSecrets(capture, QByteArray("packets"), commandJob());
    if (!secrets)
        return Interrupted;
    for (const quint32 row : *rows) {
        if (commandJob().cancelled)
            break;
        const Packet packet = dissected(capture, **secrets, PacketId{row});
        if (parser.isSet(QStringLiteral("json")))
            print(packetJson(packet));
        else
            print(packetLine(packet));
    }
    return exitCode(counts.files > 0, counts.problems);
}

} // namespace wirecase
