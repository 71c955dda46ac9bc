#pragma once

#include "models/base/job.h"
#include "models/investigation/factbook.h"
#include "models/investigation/snapshot.h"
#include "ui/panes/exceptiondraft.h"
#include "ui/panes/paneservices.h"

#include <QWidget>

namespace wirecase {

class AnswerableTable;

/// Whether an alert satisfies an exception, with the link that tries one.
class ExceptionLine : public QWidget
{
    Q_OBJECT

public:
    explicit ExceptionLine(const PaneServices &services, QWidget *parent = nullptr);

    void setAlert(const SnapshotPtr &snapshot, const QString &alertKey);
    /// What the line says; empty while it is looked for.
    [[nodiscard]] QString text() const { return m_row.fact.value; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    /// Now when visible, else when shown.
    void look();
    void start();
    void showMatches(const Result<ExceptionMatches> &matches);
    void showText(const QString &text, bool alarming);
    void tryException();

    const PaneServices m_services;
    SnapshotPtr m_snapshot;
    QString m_alert;
    FactRow m_row;
    AnswerableTable *m_table;
    bool m_dirty = false;
    Job m_job;
};

} // namespace wirecase
