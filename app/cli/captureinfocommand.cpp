#include "app/cli/command.h"
#include "app/cli/output.h"
#include "app/cli/reading.h"
#include "models/base/numbertext.h"
#include "models/base/timeformat.h"

#include <QJsonArray>

#include <set>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::CaptureInfoCommand)
};

struct FileCounts
{
    quint32 tcp = 0;
    quint32 udp = 0;
};

/// Conversations with a packet in the file; one that goes on in the next file counts in both.
FileCounts countConversations(const CaptureSnapshot &capture, quint32 fileNumber)
{
    const CaptureFile &file = capture.packets->files().at(fileNumber);
    if (capture.packets->files().size() == 1)
        return {capture.conversations->countOf(6), capture.conversations->countOf(17)};
    std::set<ConversationId> seen;
    FileCounts counts;
    const auto first = static_cast<quint32>(file.first);
    for (quint32 i = first; i < first + file.packets; ++i) {
        const PacketRow row = capture.packets->row(PacketId{i});
        if (!row.conversation || !seen.insert(*row.conversation).second)
            continue;
        counts.tcp += row.ipProtocol == 6 ? 1 : 0;
        counts.udp += row.ipProtocol == 17 ? 1 : 0;
    }
    return counts;
}

QStringList linkTypeNames(const CaptureFile &file)
{
    QStringList names;
    for (const LinkType type : file.linkTypes)
        names << linkTypeText(type);
    return names;
}

/// What a capture file says beside its packets: only what there is.
QJsonObject notesJson(const CaptureNotes &notes)
{
    QJsonObject json;
    const auto list = [&json](const char *key, const QStringList &texts) {
        if (!texts.isEmpty())
            json.insert(QLatin1String(key), QJsonArray::fromStringList(texts));
    };
    const auto count = [&json](const char *key, quint64 value) {
        if (value > 0)
            json.insert(QLatin1String(key), static_cast<qint64>(value));
    };
    list("written_by", notes.writtenBy);
    list("interfaces", notes.interfaces);
    list("comments", notes.comments);
    count("packet_comments", notes.packetComments.size());
    count("names", notes.names);
    count("secrets", notes.secrets);
    count("custom_blocks", notes.customBlocks);
    count("dropped", notes.dropped);
    count("left_out", notes.leftOut);
    return json;
}

QJsonObject infoJson(const CaptureFile &file, const FileCounts &counts)
{
    QJsonArray problems;
    for (const Error &place : file.report.places)
        problems.append(
            QJsonObject{{QStringLiteral("offset"), place.offset}, {QStringLiteral("message"), place.message}});
    QJsonObject json{{QStringLiteral("file"), file.name},
                     {QStringLiteral("format"), evidenceKindKey(file.format)},
                     {QStringLiteral("link_types"), QJsonArray::fromStringList(linkTypeNames(file))},
                     {QStringLiteral("packets"), static_cast<qint64>(file.packets)},
                     {QStringLiteral("bytes"), static_cast<qint64>(file.wireBytes)},
                     {QStringLiteral("captured"), static_cast<qint64>(file.capturedBytes)},
                     {QStringLiteral("conversations.tcp"), static_cast<qint64>(counts.tcp)},
                     {QStringLiteral("conversations.udp"), static_cast<qint64>(counts.udp)},
                     {QStringLiteral("lost_bytes"), static_cast<qint64>(file.report.lostBytes)},
                     {QStringLiteral("problems"), problems}};
    if (!file.time.isEmpty()) {
        json.insert(QStringLiteral("first"), isoTime(file.time.beginNs));
        json.insert(QStringLiteral("last"), isoTime(file.time.endNs - 1));
    }
    if (const QJsonObject notes = notesJson(*file.notes); !notes.isEmpty())
        json.insert(QStringLiteral("notes"), notes);
    return json;
}

void line(const QString &label, const QString &value)
{
    print(QStringLiteral("  %1 %2").arg(label.leftJustified(15), value));
}

void printNotes(const CaptureNotes &notes)
{
    if (!notes.writtenBy.isEmpty())
        line(Text::tr("written by"), notes.writtenBy.join(QStringLiteral("; ")));
    if (!notes.interfaces.isEmpty())
        line(Text::tr("interfaces"), notes.interfaces.join(QStringLiteral("; ")));
    for (const QString &comment : notes.comments)
        line(Text::tr("comment"), comment);
    if (!notes.packetComments.empty())
        line(Text::tr("on packets"), Text::tr("%1 with a comment").arg(countText(notes.packetComments.size())));
    if (notes.dropped > 0)
        line(Text::tr("dropped"), Text::tr("%1 packets, as the file tells").arg(countText(notes.dropped)));
    if (notes.secrets > 0)
        line(Text::tr("secrets"), Text::tr("%1 blocks, which are not read").arg(countText(notes.secrets)));
}

void printForPeople(const CaptureFile &file, const FileCounts &counts)
{
    print(file.name);
    line(Text::tr("format"),
         QStringLiteral("%1, %2").arg(evidenceKindText(file.format), linkTypeNames(file).join(QStringLiteral(", "))));
    line(Text::tr("packets"), countText(file.packets));
    line(Text::tr("bytes"),
         Text::tr("%1 on the wire, %2 captured").arg(bytesText(file.wireBytes), bytesText(file.capturedBytes)));
    if (!file.time.isEmpty()) {
        line(Text::tr("first"), isoTime(file.time.beginNs));
        line(Text::tr("last"), isoTime(file.time.endNs - 1));
    }
    line(Text::tr("conversations"), Text::tr("%1 TCP, %2 UDP").arg(countText(counts.tcp), countText(counts.udp)));
    printNotes(*file.notes);
    line(Text::tr("problems"), countText(static_cast<qint64>(file.report.problems)));
}

} // namespace

int runCaptureInfo(const QStringList &arguments)
{
    QCommandLineParser parser;
    addReadingOptions(parser, false);
    if (!parseArguments(parser, arguments, 1))
        return Usage;
    ReadCounts counts;
    const CaptureSnapshot capture = readCaptures(parser.positionalArguments(), counts);
    const auto files = static_cast<quint32>(capture.packets->files().size());
    for (quint32 i = 0; i < files; ++i) {
        const CaptureFile &file = capture.packets->files().at(i);
        const FileCounts conversations = countConversations(capture, i);
        if (parser.isSet(QStringLiteral("json")))
            print(infoJson(file, conversations));
        else
            printForPeople(file, conversations);
    }
    return exitCode(counts.files > 0, counts.problems);
}

} // namespace wirecase
