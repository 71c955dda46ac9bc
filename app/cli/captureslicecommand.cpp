#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "app/cli/reading.h"
#include "models/base/numbertext.h"
#include "models/capture/packetcolumns.h"
#include "models/capture/slicewriter.h"
#include "models/exposure/secretcount.h"

#include <algorithm>
#include <optional>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::CaptureSliceCommand)
};

/// Leaves the packets of the conversation with this number.
bool restrictTo(const QString &conversation, const CaptureSnapshot &capture, std::vector<quint32> &rows)
{
    bool isNumber = false;
    const quint32 number = conversation.toUInt(&isNumber);
    if (!isNumber || number >= capture.conversations->size()) {
        say(Text::tr("There is no conversation %1.").arg(conversation));
        return false;
    }
    const PacketColumns &columns = capture.packets->columns();
    std::erase_if(rows, [&](quint32 row) { return columns.conversation(row) != number; });
    return true;
}

int save(const SliceRequest &request, const QString &path, const QStringList &evidence, bool asJson, quint64 problems)
{
    const auto saved = saveSlice(request, path, evidence, commandJob());
    if (!saved) {
        if (saved.error().code != Error::Code::Cancelled)
            say(saved.error().text());
        return exitCode(false, problems);
    }
    if (request.secrets > 0)
        say(Text::tr("Credentials that lie readable in the slice: %1.")
                .arg(countText(static_cast<qint64>(request.secrets))));
    if (asJson)
        print(saved->manifest);
    else
        print(Text::tr("%1 packets, %2 of them fragments that complete others; the manifest is %3")
                  .arg(countText(static_cast<qint64>(saved->slice.packets)),
                       countText(static_cast<qint64>(saved->slice.fragments)), saved->manifestPath));
    return exitCode(true, problems);
}

} // namespace

int runCaptureSlice(const QStringList &arguments)
{
    QCommandLineParser parser;
    addReadingOptions(parser, true);
    parser.addOption({QStringLiteral("conversation"), Text::tr("Its number, as \"capture conversations\" says."),
                      QStringLiteral("N")});
    parser.addOption({{QStringLiteral("o"), QStringLiteral("output")},
                      Text::tr("The capture to write; its manifest lies beside it."),
                      QStringLiteral("OUT.pcapng")});
    if (!parseArguments(parser, arguments, 1))
        return Usage;
    const auto scope = filterScope(parser);
    const QString conversation = parser.value(QStringLiteral("conversation"));
    const QString bpf = parser.value(QStringLiteral("bpf"));
    const QString path = parser.value(QStringLiteral("output"));
    if (!scope)
        return Usage;
    if (path.isEmpty() || (conversation.isEmpty() && bpf.isEmpty() && scope->kql.isEmpty())) {
        say(Text::tr("A slice needs --output, and --conversation, --filter or --bpf."));
        return Usage;
    }
    ReadCounts counts;
    QStringList evidence;
    const CaptureSnapshot capture = readCaptures(parser.positionalArguments(), counts, &evidence);
    if (!hasFieldsOf(scope->kql, capture.packets->fields()))
        return Usage;
    auto rows = wantedRows(capture, *scope, bpf);
    if (!rows)
        return exitCodeOf(rows.error());
    if (!conversation.isEmpty() && !restrictTo(conversation, capture, *rows))
        return exitCode(false, counts.problems);
    if (rows->empty()) {
        say(Text::tr("No packet is left: nothing was written."));
        return exitCode(false, counts.problems);
    }
    const auto secrets = findSecrets(capture, QByteArray("slice"), commandJob());
    if (!secrets)
        return Interrupted;
    SliceRequest request;
    request.packets = capture.packets;
    request.secrets = secretsAmong(**secrets, *rows);
    request.chosen = *std::move(rows);
    request.conversation = conversation;
    request.kql = scope->kql;
    request.bpf = bpf;
    // A comment that the capture itself has on a packet goes with it.
    request.comments = [packets = capture.packets](PacketId packet) {
        const QString comment = packets->comment(packet);
        return comment.isEmpty() ? QStringList() : comment.split(u'\n');
    };
    return save(request, path, evidence, parser.isSet(QStringLiteral("json")), counts.problems);
}

} // namespace wirecase
