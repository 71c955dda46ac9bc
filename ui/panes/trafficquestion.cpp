#include "ui/panes/trafficquestion.h"

#include "models/correlation/trafficcolumns.h"

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
    TrafficAnswer answer;
    auto rows = visibleTraffic(index, question.scope, job, &answer.dropped, question.snapshot->tables());
    if (!rows)
        return rows.error();
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

} // namespace wirecase
