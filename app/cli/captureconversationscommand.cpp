#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "app/cli/reading.h"
#include "models/base/timeformat.h"
#include "models/capture/capturefilter.h"

namespace wirecase {

namespace {

void insertHealth(QJsonObject &json, const TcpHealth &health)
{
    json.insert(QStringLiteral("tcp.retransmissions"), static_cast<qint64>(health.retransmissions));
    json.insert(QStringLiteral("tcp.out_of_order"), static_cast<qint64>(health.outOfOrder));
    json.insert(QStringLiteral("tcp.unseen_segments"), static_cast<qint64>(health.unseen));
    json.insert(QStringLiteral("tcp.zero_windows"), static_cast<qint64>(health.zeroWindows));
    if (health.handshakeRttNs != noRtt)
        json.insert(QStringLiteral("tcp.handshake_rtt"), health.handshakeRttNs);
}

QJsonObject conversationJson(const Conversation &talk)
{
    QJsonObject json = endpointsJson(talk.client, talk.server, talk.ipProtocol);
    json.insert(QStringLiteral("conversation"), static_cast<qint64>(talk.id));
    json.insert(QStringLiteral("source.packets"), static_cast<qint64>(talk.packetsFromClient));
    json.insert(QStringLiteral("destination.packets"), static_cast<qint64>(talk.packetsFromServer));
    json.insert(QStringLiteral("source.bytes"), static_cast<qint64>(talk.bytesFromClient));
    json.insert(QStringLiteral("destination.bytes"), static_cast<qint64>(talk.bytesFromServer));
    if (talk.firstNs != noTime) {
        json.insert(QStringLiteral("event.start"), isoTime(talk.firstNs));
        json.insert(QStringLiteral("event.end"), isoTime(talk.lastNs));
    }
    json.insert(QStringLiteral("network.protocol"), protocolKey(talk.protocol));
    json.insert(QStringLiteral("state"), tcpStateKey(talk.state));
    if (talk.state != TcpState::None)
        insertHealth(json, talk.health);
    if (!talk.serverName.isEmpty())
        json.insert(QStringLiteral("destination.domain"), talk.serverName);
    return json;
}

QString conversationLine(const Conversation &talk)
{
    return columns({QString::number(static_cast<quint32>(talk.id)), isoTime(talk.firstNs, 6), endpointText(talk.client),
                    endpointText(talk.server), protocolText(talk.protocol),
                    QString::number(talk.packetsFromClient + talk.packetsFromServer),
                    QString::number(talk.bytesFromClient + talk.bytesFromServer), tcpStateText(talk.state)},
                   {-6, 27, 21, 21, 8, -7, -10, 0});
}

} // namespace

int runCaptureConversations(const QStringList &arguments)
{
    QCommandLineParser parser;
    addReadingOptions(parser, false);
    if (!parseArguments(parser, arguments, 1))
        return Usage;
    const auto scope = filterScope(parser);
    if (!scope)
        return Usage;
    ReadCounts counts;
    const CaptureSnapshot capture = readCaptures(parser.positionalArguments(), counts);
    if (!hasFieldsOf(scope->kql, capture.conversations->fields()))
        return Usage;
    const auto rows = visibleConversations(capture, *scope, commandJob());
    if (!rows)
        return exitCodeOf(rows.error());
    for (const quint32 row : *rows) {
        const Conversation talk = capture.conversations->at(ConversationId{row});
        if (parser.isSet(QStringLiteral("json")))
            print(conversationJson(talk));
        else
            print(conversationLine(talk));
    }
    return exitCode(counts.files > 0, counts.problems);
}

} // namespace wirecase
