#include "models/capture/capturefilter.h"

#include "models/base/timerange.h"
#include "models/capture/conversationtable.h"
#include "models/capture/packetcolumns.h"
#include "models/kql/query.h"

#include <algorithm>

namespace wirecase {

namespace {

constexpr quint32 stride = 4096;

bool involves(const ConversationRecord &record, const std::vector<IpAddress> &hosts)
{
    return std::any_of(hosts.begin(), hosts.end(),
                       [&record](const IpAddress &host) { return host == record.first || host == record.second; });
}

bool isInWindow(const ConversationRecord &record, const TimeRange &window)
{
    return record.firstNs != noTime && window.overlaps({record.firstNs, record.lastNs + 1});
}

// One bit for each conversation: whether a host of the scope takes part in it.
RowBits hostBits(const ConversationTable &table, const std::vector<IpAddress> &hosts)
{
    RowBits bits(table.size());
    for (quint32 i = 0; i < table.size(); ++i) {
        if (involves(table.record(i), hosts))
            bits.set(i);
    }
    return bits;
}

Result<RowBits> kqlBits(const FieldSource &source, const QString &text, JobState &job, QStringList *dropped,
                        const FieldSources &elsewhere = {})
{
    const auto query = KqlQuery::parse(text);
    if (!query)
        return query.error();
    return query->restrictedTo(source, dropped, elsewhere).evaluate(source, {.foldCase = true, .nowNs = 0}, job);
}

} // namespace

Result<std::vector<quint32>> visiblePackets(const CaptureSnapshot &capture, const Scope &scope, JobState &job,
                                            QStringList *dropped, const FieldSources &elsewhere)
{
    const PacketColumns &packets = capture.packets->columns();
    auto bits = kqlBits(capture.packets->fields(), scope.kql, job, dropped, elsewhere);
    if (!bits)
        return bits.error();
    const RowBits hosts = hostBits(capture.packets->conversationTable(), scope.hosts);
    const bool checksEach = scope.window || !scope.hosts.empty();
    for (quint32 row = 0; checksEach && row < packets.size(); ++row) {
        if (row % stride == 0 && job.cancelled)
            return Error::cancelled();
        const quint32 conversation = packets.conversation(row);
        const bool isInTime = !scope.window || scope.window->contains(packets.timeNs(row));
        const bool isOfHost = scope.hosts.empty() || (conversation != noConversation && hosts.test(conversation));
        if (!isInTime || !isOfHost)
            bits->reset(row);
    }
    return job.cancelled ? Result<std::vector<quint32>>(Error::cancelled()) : bits->rows();
}

Result<std::vector<quint32>> visibleConversations(const CaptureSnapshot &capture, const Scope &scope, JobState &job,
                                                  QStringList *dropped)
{
    const ConversationTable &table = capture.conversations->table();
    auto bits = kqlBits(capture.conversations->fields(), scope.kql, job, dropped);
    if (!bits)
        return bits.error();
    for (quint32 i = 0; i < table.size(); ++i) {
        if (i % stride == 0 && job.cancelled)
            return Error::cancelled();
        const ConversationRecord &record = table.record(i);
        if ((scope.window && !isInWindow(record, *scope.window))
            || (!scope.hosts.empty() && !involves(record, scope.hosts)))
            bits->reset(i);
    }
    return job.cancelled ? Result<std::vector<quint32>>(Error::cancelled()) : bits->rows();
}

} // namespace wirecase
