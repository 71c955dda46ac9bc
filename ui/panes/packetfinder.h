#pragma once

#include "models/base/job.h"
#include "models/capture/bytesearch.h"
#include "models/context/focus.h"

#include <QObject>

#include <memory>
#include <vector>

namespace wirecase {

class InvestigationContext;
class JobBoard;
class PacketFindBar;
class PacketTableModel;
struct CaptureSnapshot;

/// Looks for bytes in the packets that the table shows, from the packet in focus on. Afterwards it also learns which
/// packets hold them.
class PacketFinder : public QObject
{
    Q_OBJECT

public:
    PacketFinder(const PacketTableModel &model, const InvestigationContext &context, JobBoard &jobs, QWidget *parent);

    [[nodiscard]] PacketFindBar *bar() const { return m_bar; }
    void open();
    void find(bool backwards);
    /// Packets that hold what was looked for last, none while that is not known. Never null.
    [[nodiscard]] const std::shared_ptr<const std::vector<quint32>> &found() const { return m_found; }

signals:
    void arrived(wirecase::PacketId packet, const wirecase::FocusBytes &bytes);
    void foundChanged();
    void left(); ///< the line was left: the keyboard belongs to the table again

private:
    void leave();
    [[nodiscard]] ByteSearchStart start(bool backwards) const;
    void show(const Result<ByteSearchAnswer> &answer, const PacketIndexPtr &packets);
    void count();
    void showTotal(const Result<ByteSearchTotal> &total);
    void forget();

    const PacketTableModel &m_model;
    const InvestigationContext &m_context;
    PacketFindBar *m_bar;
    std::shared_ptr<const std::vector<quint32>> m_found = std::make_shared<const std::vector<quint32>>();
    QString m_countedKey; ///< for what `m_found` holds, or is going to
    std::shared_ptr<const std::vector<quint32>> m_countedRows;
    QString m_note; ///< where the last match is
    Job m_findJob;
    Job m_countJob;
};

} // namespace wirecase
