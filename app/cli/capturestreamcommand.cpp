#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "app/cli/reading.h"
#include "models/base/numbertext.h"
#include "models/base/timeformat.h"
#include "models/capture/streamreassembler.h"
#include "models/exposure/secretindex.h"

#include <optional>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::CaptureStreamCommand)
};

enum class Side
{
    Both,
    Client,
    Server,
};

/// Prints a stream as it comes: bytes alone, or a JSON document a part.
class StreamPrinter final : public StreamSink
{
public:
    StreamPrinter(const PacketIndex &packets, Side side, bool asJson)
        : m_packets(packets)
        , m_side(side)
        , m_asJson(asJson)
    {
    }

    [[nodiscard]] bool take(StreamChunk part, bool) override
    {
        if (m_side == (part.fromClient ? Side::Server : Side::Client))
            return true;
        if (part.gapBefore > 0)
            sayGap(part);
        if (m_asJson)
            print(json(part));
        else if (!printBytes(part.bytes))
            m_isBroken = true;
        return !m_isBroken && !commandJob().cancelled;
    }

    void noteConflict(bool) override {}

    [[nodiscard]] bool isBroken() const { return m_isBroken; }

private:
    void sayGap(const StreamChunk &part) const
    {
        const QString missing = countText(static_cast<qint64>(part.gapBefore));
        const quint32 number = m_packets.row(part.packet).numberInFile;
        if (part.fromClient)
            say(Text::tr("%1 bytes of the client are missing before packet %2.").arg(missing, countText(number)));
        else
            say(Text::tr("%1 bytes of the server are missing before packet %2.").arg(missing, countText(number)));
    }

    [[nodiscard]] QJsonObject json(const StreamChunk &part) const
    {
        const PacketRow row = m_packets.row(part.packet);
        QJsonObject json{
            {QStringLiteral("side"), part.fromClient ? QStringLiteral("client") : QStringLiteral("server")},
            {QStringLiteral("packet"), static_cast<qint64>(row.numberInFile)},
            {QStringLiteral("file"), m_packets.files().at(row.file).name},
            {QStringLiteral("missing_before"), static_cast<qint64>(part.gapBefore)},
            {QStringLiteral("bytes"), static_cast<qint64>(part.bytes.size())},
            {QStringLiteral("base64"), QString::fromLatin1(part.bytes.toBase64())}};
        if (part.timeNs != noTime)
            json.insert(QStringLiteral("@timestamp"), isoTime(part.timeNs));
        return json;
    }

    const PacketIndex &m_packets;
    Side m_side;
    bool m_asJson;
    bool m_isBroken = false;
};

void saySide(const StreamSideFacts &side, const QString &name)
{
    if (side.startMissing)
        say(Text::tr("The beginning of what the %1 said was not captured.").arg(name));
    if (side.unplaced > 0)
        say(Text::tr("%1 captured bytes of the %2 have no place in the stream and are left out.")
                .arg(countText(static_cast<qint64>(side.unplaced)), name));
    if (side.conflicts > 0)
        say(Text::tr("Repeated packets of the %1 said something else, %2 times; what came first was kept.")
                .arg(name, countText(side.conflicts)));
}

void saySecrets(const CaptureSnapshot &capture, ConversationId conversation)
{
    const auto secrets = findSecretsIn(capture, conversation, QByteArray("stream"), commandJob());
    const quint32 count = secrets ? (*secrets)->countIn(conversation) : 0;
    if (count > 0)
        say(Text::tr("%n secret(s) lie readable in this stream.", nullptr, static_cast<int>(count)));
}

std::optional<Side> sideOf(const QCommandLineParser &parser)
{
    const QString side = parser.value(QStringLiteral("side"));
    if (!parser.isSet(QStringLiteral("side")))
        return Side::Both;
    if (side == QStringLiteral("client"))
        return Side::Client;
    return side == QStringLiteral("server") ? std::optional(Side::Server) : std::nullopt;
}

int printStream(const CaptureSnapshot &capture, ConversationId conversation, Side side, bool asJson, quint64 problems)
{
    if (!hasStream(capture.conversations->at(conversation))) {
        say(Text::tr("This conversation carries no bytes that can be followed: it is neither TCP nor UDP."));
        return Nothing;
    }
    saySecrets(capture, conversation);
    StreamPrinter printer(*capture.packets, side, asJson);
    const auto facts = streamTo(printer, capture, conversation, commandJob());
    if (!facts) {
        if (facts.error().code != Error::Code::Cancelled)
            say(facts.error().text());
        return exitCode(false, problems);
    }
    if (printer.isBroken()) {
        say(Text::tr("The output cannot be written."));
        return Nothing;
    }
    if (side != Side::Server)
        saySide(facts->client, Text::tr("client"));
    if (side != Side::Client)
        saySide(facts->server, Text::tr("server"));
    return exitCode(true, problems);
}

} // namespace

int runCaptureStream(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("json"), Text::tr("One JSON document a line.")});
    parser.addOption({QStringLiteral("conversation"), Text::tr("Its number, as \"capture conversations\" says."),
                      QStringLiteral("N")});
    parser.addOption({QStringLiteral("side"), Text::tr("Only what the client or the server said."),
                      QStringLiteral("client|server")});
    if (!parseArguments(parser, arguments, 1))
        return Usage;
    bool isNumber = false;
    const quint32 number = parser.value(QStringLiteral("conversation")).toUInt(&isNumber);
    const auto side = sideOf(parser);
    if (!isNumber || !side) {
        say(Text::tr("--conversation takes a number, --side takes \"client\" or \"server\"."));
        return Usage;
    }
    ReadCounts counts;
    const CaptureSnapshot capture = readCaptures(parser.positionalArguments(), counts);
    if (number >= capture.conversations->size()) {
        say(Text::tr("There is no conversation %1.").arg(number));
        return exitCode(false, counts.problems);
    }
    return printStream(capture, ConversationId{number}, *side, parser.isSet(QStringLiteral("json")), counts.problems);
}

} // namespace wirecase
