#include "ui/panes/reportpane.h"

#include "models/casefile/casefile.h"
#include "models/context/investigationcontext.h"
#include "models/report/reportcontent.h"
#include "models/report/reportwriter.h"

#include <QScrollBar>
#include <QTextBrowser>

namespace wirecase {

ReportPane::ReportPane(const PaneServices &services, QWidget *parent)
    : Pane(tr("Report"), services, parent)
    , m_browser(new QTextBrowser(this))
    , m_job(this)
{
    m_browser->setOpenLinks(false);
    m_browser->setFrameShape(QFrame::NoFrame);
    m_browser->setAccessibleName(tr("Report preview"));
    setBody(m_browser);
    m_settle.setSingleShot(true);
    m_settle.setInterval(400);
    connect(&m_settle, &QTimer::timeout, this, &ReportPane::markDirty);
    connect(&services.caseFile, &CaseFile::journalChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&services.caseFile, &CaseFile::findingsChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&services.caseFile, &CaseFile::evidenceChanged, &m_settle, qOverload<>(&QTimer::start));
}

void ReportPane::refresh()
{
    m_job.start([content = reportContent(m_services.caseFile.state(), {m_services.context.timeFormat()})](
                    JobState &) { return markdownReport(content); },
                [this](const QByteArray &markdown) { showReport(markdown); });
}

void ReportPane::showReport(const QByteArray &markdown)
{
    const int place = m_browser->verticalScrollBar()->value();
    m_browser->setMarkdown(QString::fromUtf8(markdown));
    m_browser->verticalScrollBar()->setValue(place);
}

} // namespace wirecase
