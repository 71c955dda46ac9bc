#include "ui/panes/trafficquestion.h"

#include "models/correlation/trafficcolumns.h"
#include "models/kql/query.h"

namespace wirecase {

namespace {

constexpr std::size_t stride = 4096;

} // namespace

bool TrafficQuestion::shows(SeenIn kind) const
{
    const bool all = kinds == std::array<bool, 3>{};
    return all || kinds[static_cast<std::size_t>(kind)];
}

Result<TrafficAnswer> answerTraffic(TrafficQuestion question, JobState &job)
{
    const TrafficIndex &index = *question.snapshot->traffic;
    auto rows = visibleTraffic(index, question.scope, job);
    if (!rows)
        return rows.error();
    TrafficAnswer answer;
    if (const auto query = KqlQuery::parse(question.scope.kql))
        static_cast<void>(query->restrictedTo(index.fields(), &answer.dropped));
    std::vector<quint32> shown;
    shown.reserve(rows->size());
    for (std::size_t i = 0; i < rows->size(); ++i) {
        if (i % stride == 0 && job.cancelled)
            return Error::cancelled();
        const quint32 row = (*rows)[i];
        const SeenIn kind = index.columns().rows[row].seenIn();
        ++answer.inScope[static_cast<std::size_t>(kind)];
        if (question.shows(kind))
            shown.push_back(row);
    }
    // The index is in order of first seen already.
    if (question.column != TrafficTableModel::FirstSeen || question.order != Qt::AscendingOrder) {
        auto sorted = sortedTraffic(index, std::move(shown), question.column, question.order, job);
        if (!sorted)
            return sorted.error();
        shown = *std::move(sorted);
    }
    answer.rows = std::move(shown);
    answer.question = std::move(question);
    return answer;
}

std::optional<TrafficId> trafficIn(const Snapshot &to, const Snapshot &from, TrafficId id)
{
    if (indexOf(id) >= from.traffic->size())
        return std::nullopt;
    const TrafficRow row = from.traffic->at(id);
    if (row.conversation) {
        const auto packet = packetIn(to, from, from.capture.conversations->at(*row.conversation).firstPacket);
        if (!packet)
            return std::nullopt;
        const auto conversation = to.capture.packets->row(*packet).conversation;
        return conversation ? std::optional(to.traffic->ofConversation(*conversation)) : std::nullopt;
    }
    if (row.flows.empty())
        return std::nullopt;
    const auto flow = to.flows->byRef(from.flows->at(row.flows.front()).source);
    return flow ? std::optional(to.traffic->ofFlow(*flow)) : std::nullopt;
}

std::optional<PacketId> packetIn(const Snapshot &to, const Snapshot &from, PacketId id)
{
    if (indexOf(id) >= from.capture.packets->size())
        return std::nullopt;
    return to.capture.packets->packetAt(from.capture.packets->refOf(id));
}

} // namespace wirecase
