#pragma once

#include "models/base/job.h"
#include "models/correlation/trafficgroupmodel.h"
#include "models/investigation/snapshot.h"
#include "ui/panes/pane.h"

#include <array>

namespace wirecase {

class ChipButton;
class DataTable;

/// The traffic of the scope by what it has in common: hosts, subnets, ports or protocols. Return narrows to a row.
class HostsPane : public Pane
{
    Q_OBJECT

public:
    HostsPane(const PaneServices &services, QWidget *parent = nullptr);

    [[nodiscard]] DataTable *table() const { return m_table; }
    [[nodiscard]] TrafficGroupModel *model() const { return m_model; }
    [[nodiscard]] ChipButton *groupingChip(TrafficGrouping grouping) const
    {
        return m_groupings[static_cast<std::size_t>(grouping)];
    }

protected:
    [[nodiscard]] bool obeysQuery() const override { return true; }
    void refresh() override;

private:
    struct Answer
    {
        SnapshotPtr snapshot;
        std::vector<TrafficGroup> groups;
        quint64 conversations = 0;
        QStringList dropped;
    };

    void setUpChips();
    void setUpTable();
    void ask();
    void showAnswer(Result<Answer> answer);
    void narrowTo(int row);
    [[nodiscard]] static Result<Answer> answer(const SnapshotPtr &snapshot, const Scope &scope,
                                               TrafficGrouping grouping, TrafficGroupModel::Column column,
                                               Qt::SortOrder order, JobState &job);

    TrafficGroupModel *m_model;
    DataTable *m_table;
    ChipButton *m_count;
    std::array<ChipButton *, trafficGroupingCount> m_groupings{};
    QAction *m_addEvidence;
    QAction *m_clearScope;
    TrafficGrouping m_grouping = TrafficGrouping::Host;
    TrafficGroupModel::Column m_sortColumn = TrafficGroupModel::BytesSent;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
    Job m_job;
};

} // namespace wirecase
