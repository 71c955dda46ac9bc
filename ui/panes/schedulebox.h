#pragma once

#include "models/base/job.h"
#include "ui/panes/paneservices.h"
#include "ui/panes/rulefacts.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace wirecase {

class AnswerableTable;
class ProgressStrip;

/// What a deployment of the rule would have raised: replays its schedule over the evidence when asked.
class ScheduleBox : public QWidget
{
    Q_OBJECT

public:
    explicit ScheduleBox(const PaneServices &services, QWidget *parent = nullptr);

    /// Forgets what was replayed of another rule or snapshot.
    void setRule(const RuleView &view);

    [[nodiscard]] QPushButton *button() const { return m_button; }
    [[nodiscard]] const std::vector<FactRow> &rows() const { return m_rows; }

signals:
    void pivotActivated(const wirecase::Pivot &pivot);

private:
    void toggle();
    void replay();
    void showAnswer(const Result<ScheduleReplay> &answer);
    void showState(const QString &text);
    void setRunning(bool running);

    const PaneServices m_services;
    RuleView m_view;
    std::vector<FactRow> m_rows;
    QPushButton *m_button;
    QLabel *m_state;
    ProgressStrip *m_progress;
    AnswerableTable *m_answer;
    QTimer m_poll;
    Job m_job;
};

} // namespace wirecase
