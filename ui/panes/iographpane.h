#pragma once

#include "models/base/job.h"
#include "models/capture/iograph.h"
#include "models/investigation/snapshot.h"
#include "ui/panes/pane.h"

namespace wirecase {

class ChipButton;
class TimePlot;

/// How much passed when, each way: in the conversation in focus, or in all of the scope. Its brush is the time window
/// of every pane.
class IoGraphPane : public Pane
{
    Q_OBJECT

public:
    IoGraphPane(const PaneServices &services, QWidget *parent = nullptr);

    [[nodiscard]] TimePlot *plot() const { return m_plot; }
    [[nodiscard]] ChipButton *allChip() const { return m_allChip; }
    [[nodiscard]] const IoGraph &graph() const { return m_graph; }

protected:
    [[nodiscard]] bool obeysQuery() const override { return true; }
    void refresh() override;
    void revealFocus() override;

private:
    struct Question
    {
        SnapshotPtr snapshot;
        Scope scope;
        std::optional<ConversationId> conversation; ///< else all of the scope
        TimeRange range;                            ///< to count finely; empty for all that there is

        bool operator==(const Question &) const = default;
    };
    struct Answer
    {
        Question question;
        TimeRange whole;
        IoGraph graph;
        QStringList dropped;
    };

    void setUpActions();
    [[nodiscard]] Question question() const;
    void ask(const Question &question);
    void showAnswer(Result<Answer> answer);
    void showLanes();
    void showCounts();
    void countFiner(const TimeRange &visible);
    void takeBrush(const std::optional<TimeRange> &window);
    [[nodiscard]] static Result<Answer> answer(const Question &question, JobState &job);

    TimePlot *m_plot;
    ChipButton *m_count;
    ChipButton *m_allChip;
    QAction *m_bytes;
    QAction *m_addEvidence;
    QAction *m_clearScope;
    Question m_asked;
    IoGraph m_graph;
    TimeRange m_whole;
    Job m_job;
};

} // namespace wirecase
