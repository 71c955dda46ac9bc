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
    void setFacts(const QStringList &facts);                  ///< "3 214 981 packets"
    /// "51 of 53 evidence files verified", and what is the matter with the others, which leads to them; empty when
    /// nothing is.
    void setEvidence(const QString &text, const QString &trouble);
    [[nodiscard]] QString evidenceText() const;
    [[nodiscard]] LinkLabel *trouble() const { return m_trouble; }
    [[nodiscard]] QString jobText() const;

signals:
    void evidenceRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void poll();
    void cancelShown();

    JobBoard *m_board;
    QTimer m_timer;
    QLabel *m_saved;
    QLabel *m_evidence;
    LinkLabel *m_trouble;
    QLabel *m_facts;
    QLabel *m_job;
    ProgressStrip *m_progress;
    LinkLabel *m_cancel;
};

} // namespace wirecase
