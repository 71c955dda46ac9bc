#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;

namespace wirecase {

class JobBoard;
class LinkLabel;
class ProgressStrip;

/// The line at the bottom: saved state and counts at the left, the running job with progress and Cancel at the right.
/// Polls the board every 100 ms while jobs run.
class StatusStrip : public QWidget
{
    Q_OBJECT

public:
    explicit StatusStrip(JobBoard *board, QWidget *parent = nullptr);

    void setSaved(const QString &text, bool warning = false); ///< "Saved 09:41:07"
    void setFacts(const QStringList &facts);                  ///< "4 evidence files verified", "3 214 981 packets"
    [[nodiscard]] QString jobText() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void poll();
    void cancelShown();

    JobBoard *m_board;
    QTimer m_timer;
    QLabel *m_saved;
    QLabel *m_facts;
    QLabel *m_job;
    ProgressStrip *m_progress;
    LinkLabel *m_cancel;
};

} // namespace wirecase
