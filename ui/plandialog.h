#pragma once

#include "models/base/job.h"
#include "models/evidence/evidenceplanmodel.h"

#include <QDialog>
#include <QTimer>

#include <mutex>

class QLabel;
class QPushButton;
class QTableView;

namespace wirecase {

/// The plan before evidence is read: rows appear as files are found, each can be unticked.
class PlanDialog : public QDialog
{
    Q_OBJECT

public:
    PlanDialog(const QStringList &paths, QWidget *parent);

    [[nodiscard]] const EvidencePlan &plan() const { return m_model.plan(); }

private:
    struct Mailbox;

    void take();
    void showCounts();
    void setUp();

    EvidencePlanModel m_model;
    std::shared_ptr<Mailbox> m_mailbox;
    QTimer m_poll;
    bool m_finished = false;
    QTableView *m_table;
    QLabel *m_counts;
    QPushButton *m_read;
    Job m_job;
};

} // namespace wirecase
