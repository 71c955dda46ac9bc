#include "ui/panes/sliceexport.h"

#include "models/base/timeformat.h"
#include "models/capture/displayfilter.h"
#include "models/exposure/secretcount.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirecase {

namespace {

// A filter over more conversations than a line can show helps nobody.
constexpr std::size_t mostFiltered = 16;

QString filterOf(const SliceChoice &choice)
{
    if (choice.conversations.size() > mostFiltered)
        return {};
    QStringList terms;
    for (const ConversationId id : choice.conversations)
        terms << displayFilter(choice.snapshot->capture.conversations->at(id));
    return terms.size() < 2 ? terms.join(QString()) : u'(' + terms.join(QStringLiteral(") || (")) + u')';
}

QString numbersOf(const std::vector<ConversationId> &conversations)
{
    QStringList numbers;
    for (const ConversationId id : conversations)
        numbers << QString::number(static_cast<quint32>(id));
    return numbers.join(QStringLiteral(", "));
}

quint64 numberInSlice(const Slice &slice, const PacketIndex &packets, PacketId packet)
{
    const PacketRow row = packets.row(packet);
    const QString &file = packets.files()[row.file].name;
    quint64 before = 0;
    for (const SliceSource &source : slice.sources) {
        const auto place = std::lower_bound(source.numbers.begin(), source.numbers.end(), row.numberInFile);
        if (source.file == file && place != source.numbers.end() && *place == row.numberInFile)
            return before + static_cast<quint64>(place - source.numbers.begin()) + 1;
        before += source.numbers.size();
    }
    return 0;
}

SliceRequest requestOf(const SliceChoice &choice)
{
    SliceRequest request;
    request.packets = choice.snapshot->capture.packets;
    request.conversation = numbersOf(choice.conversations);
    request.kql = choice.scope.kql;
    request.bpf = choice.bpf;
    if (choice.scope.window)
        request.window = isoTime(choice.scope.window->beginNs) + u'/' + isoTime(choice.scope.window->endNs);
    for (const IpAddress &host : choice.scope.hosts)
        request.hosts << host.toString();
    request.comments = [packets = request.packets, remarks = choice.remarks](PacketId packet) {
        QStringList comments;
        for (const QString &comment : {packets->comment(packet), remarks.value(static_cast<quint32>(packet))}) {
            if (!comment.isEmpty())
                comments << comment;
        }
        return comments;
    };
    return request;
}

} // namespace

Result<WrittenSlice> writeChoice(const SliceChoice &choice, const QString &path, const QStringList &evidence,
                                 JobState &job)
{
    auto rows = choice.rows(job);
    if (!rows)
        return rows.error();
    std::sort(rows->begin(), rows->end());
    rows->erase(std::unique(rows->begin(), rows->end()), rows->end());
    if (rows->empty()) {
        const QString message = QCoreApplication::translate("wirecase::SliceExport", "There is no packet to write.");
        return Error{Error::Code::Format, message, {}, -1};
    }
    WrittenSlice written;
    SliceRequest request = requestOf(choice);
    request.secrets = secretsAmong(*choice.snapshot->secrets, *rows);
    request.chosen = *std::move(rows);
    auto saved = saveSlice(request, path, evidence, job);
    if (!saved)
        return saved.error();
    written.saved = *std::move(saved);
    written.secrets = request.secrets;
    written.displayFilter = filterOf(choice);
    if (choice.current)
        written.current = numberInSlice(written.saved.slice, *request.packets, *choice.current);
    return written;
}

} // namespace wirecase
