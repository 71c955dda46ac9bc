#include "ui/panes/packetquestion.h"

#include "models/capture/capturefilter.h"

#include <algorithm>

namespace wirecase {

namespace {

constexpr quint32 neighbours = 250; ///< on either side of a packet of no conversation

std::vector<quint32> packetsOf(const ConversationIndex &conversations, ConversationId id)
{
    const std::vector<PacketId> packets = conversations.packets(id);
    std::vector<quint32> rows(packets.size());
    std::transform(packets.begin(), packets.end(), rows.begin(), [](PacketId p) { return static_cast<quint32>(p); });
    return rows;
}

std::vector<quint32> packetsAround(const PacketIndex &packets, PacketId id)
{
    const CaptureFile &file = packets.files()[packets.fileOf(id)];
    const auto at = static_cast<quint32>(id);
    const auto first = static_cast<quint32>(file.first);
    const quint32 begin = at - first > neighbours ? at - neighbours : first;
    const quint32 end = std::min(first + file.packets, at + neighbours + 1);
    std::vector<quint32> rows;
    for (quint32 row = begin; row < end; ++row)
        rows.push_back(row);
    return rows;
}

Result<std::vector<quint32>> setOf(const PacketQuestion &question, JobState &job, QStringList *dropped)
{
    const CaptureSnapshot &capture = question.snapshot->capture;
    switch (question.set) {
    case PacketQuestion::Set::InScope:
        return visiblePackets(capture, question.scope, job, dropped, question.snapshot->tables());
    case PacketQuestion::Set::Conversation:
        return packetsOf(*capture.conversations, *question.conversation);
    case PacketQuestion::Set::Around:
        return packetsAround(*capture.packets, *question.around);
    case PacketQuestion::Set::Nothing:
        break;
    }
    return std::vector<quint32>();
}

} // namespace

bool PacketQuestion::sameAs(const PacketQuestion &other) const
{
    PacketQuestion mine = *this;
    mine.snapshot = other.snapshot;
    return mine == other;
}

bool PacketAnswer::growsFrom(const std::vector<quint32> &before) const
{
    if (rows.size() < before.size())
        return false;
    // A query may ask for what becomes known of a packet later, such as its protocol; nothing else changes its mind. To
    // compare millions of rows would be felt.
    const bool inOrder = question.column == PacketTableModel::Number && question.order == Qt::AscendingOrder;
    if (inOrder && question.scope.kql.isEmpty())
        return true;
    return std::equal(before.begin(), before.end(), rows.begin());
}

PacketQuestion packetQuestion(const SnapshotPtr &snapshot, const Scope &scope, const Focus &focus, bool all)
{
    PacketQuestion question;
    question.snapshot = snapshot;
    const quint32 packets = snapshot->capture.packets->size();
    const bool hasPacket = focus.packet && static_cast<quint32>(*focus.packet) < packets;
    if (!all && focus.traffic && indexOf(*focus.traffic) < snapshot->traffic->size()) {
        question.conversation = snapshot->traffic->at(*focus.traffic).conversation;
        question.set = question.conversation ? PacketQuestion::Set::Conversation : PacketQuestion::Set::Nothing;
    } else if (!all && hasPacket) {
        question.conversation = snapshot->capture.packets->row(*focus.packet).conversation;
        question.set = question.conversation ? PacketQuestion::Set::Conversation : PacketQuestion::Set::Around;
        if (!question.conversation)
            question.around = focus.packet;
    } else {
        question.scope = scope; // the other sets are whole, whatever the scope
    }
    return question;
}

Result<PacketAnswer> answerPackets(PacketQuestion question, JobState &job)
{
    PacketAnswer answer;
    auto rows = setOf(question, job, &answer.dropped);
    if (!rows)
        return rows.error();
    const PacketIndex &packets = *question.snapshot->capture.packets;
    if (!question.bpf.isEmpty()) {
        const auto matched = matchBpf(packets, question.bpf, job);
        if (!matched)
            return matched.error();
        std::erase_if(*rows, [&](quint32 row) { return !matched->test(row); });
    }
    if (job.cancelled)
        return Error::cancelled();
    if (question.column != PacketTableModel::Number || question.order != Qt::AscendingOrder) {
        rows = sortedPackets(packets, *std::move(rows), question.column, question.order, job, question.remarks);
        if (!rows)
            return rows.error();
    }
    answer.rows = *std::move(rows);
    answer.question = std::move(question);
    return answer;
}

bool continues(const PacketIndex &newer, const PacketIndex &older)
{
    const auto &before = older.files();
    const auto &after = newer.files();
    if (before.size() > after.size())
        return false;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const bool isLast = i + 1 == before.size();
        const bool sameFile = before[i].id == after[i].id && before[i].first == after[i].first;
        const bool grown = isLast ? before[i].packets <= after[i].packets : before[i].packets == after[i].packets;
        if (!sameFile || !grown)
            return false;
    }
    return true;
}

} // namespace wirecase
