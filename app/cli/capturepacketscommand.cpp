#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "app/cli/reading.h"
#include "models/base/timeformat.h"
#include "models/capture/bytesearch.h"
#include "models/capture/capturefilter.h"
#include "models/capture/packetinfo.h"
#include "models/exposure/secretindex.h"

#include <array>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::CapturePacketsCommand)
};

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

void addFindOptions(QCommandLineParser &parser)
{
    parser.addOption({QStringLiteral("find"), Text::tr("Only packets that hold this text, in UTF-8 or UTF-16."),
                      QStringLiteral("TEXT")});
    parser.addOption({QStringLiteral("find-hex"), Text::tr("Only packets that hold these bytes: \"de ad be ef\"."),
                      QStringLiteral("HEX")});
    parser.addOption({QStringLiteral("find-regex"),
                      Text::tr("Only packets in whose bytes this regular expression matches."), QStringLiteral("RE")});
    parser.addOption({QStringLiteral("ignore-case"), Text::tr("Text and expression are found in either case.")});
}

struct FindOption
{
    const char *name;
    Result<BytePattern> (*pattern)(const QString &text, Qt::CaseSensitivity cs);
};

constexpr std::array<FindOption, 3> findOptions{{
    {"find", &BytePattern::fromText},
    {"find-hex", [](const QString &text, Qt::CaseSensitivity) { return BytePattern::fromHex(text); }},
    {"find-regex", &BytePattern::fromRegex},
}};

/// The pattern that was asked for, or nothing when none was.
Result<std::optional<BytePattern>> wantedBytes(const QCommandLineParser &parser)
{
    const auto cs = parser.isSet(QStringLiteral("ignore-case")) ? Qt::CaseInsensitive : Qt::CaseSensitive;
    Error error;
    error.code = Error::Code::Format;
    std::optional<BytePattern> wanted;
    for (const FindOption &option : findOptions) {
        const QString name = QString::fromLatin1(option.name);
        if (!parser.isSet(name))
            continue;
        if (wanted) {
            error.message = Text::tr("Only one of --find, --find-hex and --find-regex can be given.");
            return error;
        }
        auto pattern = option.pattern(parser.value(name), cs);
        if (!pattern) {
            error.message =
                Text::tr("--%1, at %2: %3").arg(name, QString::number(pattern.error().offset), pattern.error().message);
            return error;
        }
        wanted = *std::move(pattern);
    }
    return wanted;
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
    addFindOptions(parser);
    if (!parseArguments(parser, arguments, 1))
        return Usage;
    const auto scope = filterScope(parser);
    if (!scope)
        return Usage;
    const auto pattern = wantedBytes(parser);
    if (!pattern)
        return exitCodeOf(pattern.error());
    ReadCounts counts;
    const CaptureSnapshot capture = readCaptures(parser.positionalArguments(), counts);
    if (!hasFieldsOf(scope->kql, capture.packets->fields()))
        return Usage;
    auto rows = wantedRows(capture, *scope, parser.value(QStringLiteral("bpf")));
    if (!rows)
        return exitCodeOf(rows.error());
    // Secrets that only a whole stream gives away are masked here too. Equal ones need not be told from each other.
    const auto secrets = findSecrets(capture, QByteArray("packets"), commandJob());
    if (!secrets)
        return Interrupted;
    if (*pattern) {
        const auto found =
            packetsWithBytes(*capture.packets, *rows, **pattern, secrets->get(), rows->size(), commandJob());
        if (!found)
            return Interrupted;
        if (found->problem) {
            say(found->problem->text());
            counts.problems += found->unreadable;
        }
        rows = found->packets;
        if (!(*secrets)->secrets().empty())
            say(Text::tr("Bytes of secrets, which are masked, were not searched."));
    }
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
