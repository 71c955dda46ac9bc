#include "app/cli/command.h"
#include "app/cli/output.h"
#include "app/cli/reading.h"
#include "models/base/numbertext.h"
#include "models/base/timeformat.h"
#include "models/capture/captureremarks.h"
#include "models/capture/capturesequence.h"
#include "models/capture/conversationtable.h"
#include "models/capture/packetcolumns.h"

#include <QHash>
#include <QJsonArray>

#include <algorithm>
#include <vector>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::CaptureInfoCommand)
};

/// Counts the conversations of packets as they come.
class ConversationCounter
{
public:
    ConversationCounter(const CaptureSnapshot &capture, CaptureFile &file)
        : m_capture(capture)
        , m_file(file)
        , m_seen(capture.conversations->size())
    {
    }

    void add(quint32 packet)
    {
        const quint32 conversation = m_capture.packets->columns().conversation(packet);
        if (conversation == noConversation || m_seen[conversation])
            return;
        m_seen[conversation] = true;
        const ConversationRecord &record = m_capture.packets->conversationTable().record(conversation);
        if (record.has(ConversationRecord::IsPartial))
            return;
        m_file.tcpConversations += record.ipProtocol == 6 ? 1 : 0;
        m_file.udpConversations += record.ipProtocol == 17 ? 1 : 0;
    }

private:
    const CaptureSnapshot &m_capture;
    CaptureFile &m_file;
    std::vector<bool> m_seen;
};

/// Leaves of the file's counts what the given packets of it have. `rows` ascend.
void narrow(CaptureFile &file, const CaptureSnapshot &capture, const std::vector<quint32> &rows)
{
    const PacketColumns &columns = capture.packets->columns();
    const auto first = static_cast<quint32>(file.first);
    const auto begin = std::lower_bound(rows.begin(), rows.end(), first);
    const auto end = std::lower_bound(begin, rows.end(), first + file.packets);
    file.packets = static_cast<quint32>(end - begin);
    file.wireBytes = file.capturedBytes = 0;
    file.tcpConversations = file.udpConversations = 0;
    file.time = {};
    ConversationCounter counter(capture, file);
    for (auto row = begin; row != end; ++row) {
        file.wireBytes += columns.wireLength(*row);
        file.capturedBytes += columns.capturedLength(*row);
        if (const qint64 timeNs = columns.timeNs(*row); timeNs != noTime)
            file.time = file.time.united({timeNs, timeNs + 1});
        counter.add(*row);
    }
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

/// Which part of a rotated capture a file is; empty when it is a capture by itself.
QJsonObject rotationJson(const std::vector<CaptureFile> &files, const CaptureSequence &sequence, std::size_t part)
{
    QJsonObject json{{QStringLiteral("name"), sequence.name},
                     {QStringLiteral("file"), static_cast<qint64>(part) + 1},
                     {QStringLiteral("files"), static_cast<qint64>(sequence.files.size())}};
    if (part > 0)
        json.insert(QStringLiteral("since_previous_ns"),
                    seamNs(files[sequence.files[part - 1]], files[sequence.files[part]]));
    return json;
}

QHash<quint32, QJsonObject> rotationsJson(const std::vector<CaptureFile> &files)
{
    QHash<quint32, QJsonObject> rotations;
    for (const CaptureSequence &sequence : captureSequences(files)) {
        for (std::size_t part = 0; part < sequence.files.size(); ++part)
            rotations.insert(sequence.files[part], rotationJson(files, sequence, part));
    }
    return rotations;
}

QJsonObject infoJson(const CaptureFile &file, const QJsonObject &rotation)
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
                     {QStringLiteral("conversations.tcp"), static_cast<qint64>(file.tcpConversations)},
                     {QStringLiteral("conversations.udp"), static_cast<qint64>(file.udpConversations)},
                     {QStringLiteral("lost_bytes"), static_cast<qint64>(file.report.lostBytes)},
                     {QStringLiteral("problems"), problems}};
    if (!file.time.isEmpty()) {
        json.insert(QStringLiteral("first"), isoTime(file.time.beginNs));
        json.insert(QStringLiteral("last"), isoTime(file.time.endNs - 1));
    }
    if (isHeadersOnly(file))
        json.insert(QStringLiteral("headers_only"), static_cast<qint64>(file.mostCaptured));
    if (!rotation.isEmpty())
        json.insert(QStringLiteral("rotation"), rotation);
    const auto count = [&json](const char *key, quint32 packets) {
        if (packets > 0)
            json.insert(QLatin1String(key), static_cast<qint64>(packets));
    };
    count("captured_in_part", file.cutShort);
    count("longer_than_wire", file.longerThanWire);
    count("out_of_order", file.outOfOrder);
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
        line(Text::tr("on packets"),
             Text::tr("%1 with a comment").arg(countText(static_cast<qint64>(notes.packetComments.size()))));
}

void printForPeople(const CaptureFile &file, const QString &sequence)
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
    line(Text::tr("conversations"),
         Text::tr("%1 TCP, %2 UDP").arg(countText(file.tcpConversations), countText(file.udpConversations)));
    printNotes(*file.notes);
    if (!sequence.isEmpty())
        line(Text::tr("remark"), sequence);
    for (const QString &remark : captureRemarks(file))
        line(Text::tr("remark"), remark);
    line(Text::tr("problems"), countText(static_cast<qint64>(file.report.problems)));
}

/// The files with what a filter leaves of each.
Result<std::vector<CaptureFile>> narrowedFiles(const QStringList &paths, const Scope &scope, const QString &bpf,
                                               ReadCounts &counts)
{
    const CaptureSnapshot capture = readCaptures(paths, counts);
    const auto rows = wantedRows(capture, scope, bpf);
    if (!rows)
        return rows.error();
    std::vector<CaptureFile> files = capture.packets->files();
    for (CaptureFile &file : files)
        narrow(file, capture, *rows);
    return files;
}

} // namespace

int runCaptureInfo(const QStringList &arguments)
{
    QCommandLineParser parser;
    addReadingOptions(parser, true);
    if (!parseArguments(parser, arguments, 1))
        return Usage;
    const auto scope = filterScope(parser);
    if (!scope || !hasFieldsOf(scope->kql, PacketIndex().fields()))
        return Usage;
    ReadCounts counts;
    const QStringList paths = parser.positionalArguments();
    const QString bpf = parser.value(QStringLiteral("bpf"));
    const auto files =
        scope->isEmpty() && bpf.isEmpty() ? countCaptures(paths, counts) : narrowedFiles(paths, *scope, bpf, counts);
    if (!files)
        return exitCodeOf(files.error());
    const QHash<quint32, QJsonObject> rotations = rotationsJson(*files);
    const std::vector<QString> sequences = sequenceTexts(*files);
    for (quint32 i = 0; i < files->size(); ++i) {
        if (parser.isSet(QStringLiteral("json")))
            print(infoJson((*files)[i], rotations.value(i)));
        else
            printForPeople((*files)[i], sequences[i]);
    }
    return exitCode(counts.files > 0, counts.problems);
}

} // namespace wirecase
