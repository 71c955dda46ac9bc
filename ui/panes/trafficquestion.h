#pragma once

#include "models/base/job.h"
#include "models/context/scope.h"
#include "models/correlation/traffictablemodel.h"
#include "models/investigation/snapshot.h"

#include <array>

namespace wirecase {

/// What the table of conversations is asked to show.
struct TrafficQuestion
{
    SnapshotPtr snapshot;
    Scope scope;
    std::array<bool, 3> kinds{}; ///< by SeenIn; none set shows every kind
    TrafficTableModel::Column column = TrafficTableModel::FirstSeen;
    Qt::SortOrder order = Qt::AscendingOrder;

    [[nodiscard]] bool shows(SeenIn kind) const;
};

struct TrafficAnswer
{
    TrafficQuestion question;
    std::vector<quint32> rows;        ///< in scope, of the kinds, in order
    std::array<quint32, 3> inScope{}; ///< by SeenIn, of whatever kind is shown
    QStringList dropped;              ///< fields of the query that traffic lacks
};

/// Work for a Job.
[[nodiscard]] Result<TrafficAnswer> answerTraffic(TrafficQuestion question, JobState &job);

} // namespace wirecase
