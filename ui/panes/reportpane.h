#pragma once

#include "models/base/job.h"
#include "ui/panes/pane.h"

#include <QTimer>

#include <memory>

class QTextDocument;
class QTextEdit;

namespace wirecase {

/// The report as it would be exported now. It follows the case; exporting is an action of the window.
class ReportPane : public Pane
{
    Q_OBJECT

public:
    ReportPane(const PaneServices &services, QWidget *parent);

protected:
    void refresh() override;

private:
    void showReport(const std::shared_ptr<QTextDocument> &preview);

    QTextEdit *m_browser;
    std::shared_ptr<QTextDocument> m_preview;
    QTimer m_settle; ///< acts come in bursts while the analyst types
    Job m_job;
};

} // namespace wirecase
