#pragma once

#include "models/base/job.h"
#include "models/capture/packetoverview.h"

#include <QTimer>
#include <QWidget>

namespace wirecase {

class CaseFile;
class DataTable;
class OverviewStrip;
class PacketTableModel;

/// The packet table with a picture of all its rows beside the scroll bar.
class PacketMap : public QWidget
{
    Q_OBJECT

public:
    PacketMap(DataTable &table, const PacketTableModel &model, const CaseFile &caseFile, QWidget *parent);

    [[nodiscard]] OverviewStrip *strip() const { return m_strip; }
    /// Packets that hold what was looked for.
    void setFound(std::shared_ptr<const std::vector<quint32>> found);
    void setRelated(std::optional<ConversationId> related);
    /// Draws the picture anew, a moment later.
    void refresh() { m_timer.start(); }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void work();
    void showLines(const std::vector<PacketOverviewLine> &lines, std::size_t rows);
    void showSeen();
    void go(double place, bool pressed);

    DataTable &m_table;
    const PacketTableModel &m_model;
    const CaseFile &m_caseFile;
    OverviewStrip *m_strip;
    std::shared_ptr<const std::vector<quint32>> m_found;
    std::optional<ConversationId> m_related;
    std::vector<int> m_signRows; ///< by line
    QTimer m_timer;
    Job m_job;
};

} // namespace wirecase
