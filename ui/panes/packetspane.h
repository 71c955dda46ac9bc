#pragma once

#include "models/base/job.h"
#include "ui/panes/packetquestion.h"
#include "ui/panes/pane.h"
#include "ui/panes/sliceexport.h"

class QLineEdit;

namespace wirecase {

class ChipButton;
class DataTable;
class PacketFinder;
class PacketMap;

/// The packets of the conversation in focus, or every packet of the scope. The current row is the packet in focus. A
/// snapshot that grows adds rows below and moves nothing.
class PacketsPane : public Pane
{
    Q_OBJECT

public:
    PacketsPane(const PaneServices &services, QWidget *parent = nullptr);

    [[nodiscard]] DataTable *table() const { return m_table; }
    [[nodiscard]] PacketTableModel *model() const { return m_model; }
    [[nodiscard]] PacketFinder *finder() const { return m_finder; }
    [[nodiscard]] PacketMap *map() const { return m_map; }
    [[nodiscard]] ChipButton *allChip() const { return m_allChip; }
    /// Shows only what this libpcap expression matches; empty shows everything.
    void setBpf(const QString &expression);
    void goToPacket(PacketId packet);
    /// Says this of the packets, in the case; empty takes their comments away and leaves their marks.
    void comment(const std::vector<EvidenceRef> &packets, const QString &text);
    /// Goes to the packet shown whose time is nearest, a moment later.
    void goToTime(qint64 timeNs);

protected:
    [[nodiscard]] bool obeysQuery() const override { return true; }
    void refresh() override;
    void revealFocus() override;

private:
    void setUpTable();
    void sort(int column, Qt::SortOrder order);
    void setUpHeader();
    void setUpActions();
    QAction *addStep(const QString &text, const QKeySequence &keys, void (PacketsPane::*step)());
    void filter();
    void showAnswer(Result<PacketAnswer> answer);
    void showRows(PacketAnswer &answer);
    void showCounts();
    void planColumns();
    void showNotes();
    void showEmptyState();
    void pointAtRow(int row);
    void pointAt(PacketId packet, std::optional<FocusBytes> bytes = {});
    void selectFocused();
    void stepRow(int by);
    void stepConversation(int by);
    void nextPacket() { stepRow(1); }
    void previousPacket() { stepRow(-1); }
    void nextOfConversation() { stepConversation(1); }
    void previousOfConversation() { stepConversation(-1); }
    void askForTarget();
    void followFlow();
    [[nodiscard]] std::optional<SliceChoice> chosenPackets() const;
    void sayAlert();
    void setUpFind();
    void openFind();
    void findNext();
    void findPrevious();
    void toggleMark();
    void askForComment();
    void showRemarks();
    [[nodiscard]] std::vector<EvidenceRef> commentedPackets() const;
    void toggleTimeReference();
    void showTimeReference();
    void showRelations();
    [[nodiscard]] bool showsAll() const;
    [[nodiscard]] bool isMarked(const QModelIndex &row) const;

    PacketTableModel *m_model;
    DataTable *m_table;
    PacketFinder *m_finder;
    PacketMap *m_map;
    ChipButton *m_count;
    ChipButton *m_allChip;
    QLineEdit *m_bpfLine;
    QAction *m_bpfAction;
    QAction *m_addEvidence;
    QAction *m_clearScope;
    QAction *m_showAlert;
    PacketQuestion m_asked; ///< last one given to the job
    PacketAnswer m_shown;   ///< without its rows, which the model has
    QString m_bpf;
    std::optional<EvidenceRef> m_timeReference; ///< packet from which the times count
    QString m_followedNote;                     ///< which alert came into focus, while the focus is m_followed
    Focus m_followed;
    QString m_failure; ///< why the last question could not be answered
    PacketTableModel::Column m_sortColumn = PacketTableModel::Number;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    PacketTableModel::TimeShown m_plannedTime{}; ///< what the widths of the columns are for
    /// Nothing was pointed at, so every packet is shown, until another pane points at something.
    bool m_allByDefault = false;
    std::optional<PacketId> m_pointedAt; ///< last packet that was pointed at from here
    bool m_pointing = false;             ///< the focus is being set from here
    bool m_quiet = false;                ///< the table changes by itself: not a choice of the analyst
    Job m_filterJob;
    Job m_targetJob;
};

} // namespace wirecase
