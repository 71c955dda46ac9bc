#include "ui/panes/reportpane.h"

#include "models/casefile/casefile.h"
#include "models/context/investigationcontext.h"
#include "models/report/reportcontent.h"
#include "models/report/reportpreview.h"

#include <QHBoxLayout>
#include <QScrollBar>
#include <QTextEdit>

namespace wirecase {

namespace {

constexpr int pageWidth = 800;

} // namespace

ReportPane::ReportPane(const PaneServices &services, QWidget *parent)
    : Pane(tr("Report"), services, parent)
    , m_browser(new QTextEdit(this))
    , m_job(this, &services.jobs, tr("Laying out the report"))
{
    m_browser->setReadOnly(true);
    m_browser->setLineWrapMode(QTextEdit::FixedPixelWidth);
    m_browser->setLineWrapColumnOrWidth(pageWidth);
    // A page is white in either theme.
    QPalette paper = m_browser->palette();
    paper.setColor(QPalette::Base, Qt::white);
    paper.setColor(QPalette::Text, Qt::black);
    m_browser->setPalette(paper);
    m_browser->setStyleSheet(QStringLiteral("QTextEdit { background: white; color: black; }"));
    m_browser->setFrameShape(QFrame::NoFrame);
    m_browser->setAccessibleName(tr("Report preview"));
    // The page stands in the middle of what room there is.
    m_browser->setMaximumWidth(pageWidth + 40);
    auto *desk = new QWidget(this);
    auto *layout = new QHBoxLayout(desk);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_browser);
    setBody(desk);
    m_settle.setSingleShot(true);
    m_settle.setInterval(400);
    connect(&m_settle, &QTimer::timeout, this, &ReportPane::markDirty);
    connect(&services.caseFile, &CaseFile::journalChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&services.caseFile, &CaseFile::findingsChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&services.caseFile, &CaseFile::evidenceChanged, &m_settle, qOverload<>(&QTimer::start));
}

void ReportPane::refresh()
{
    m_job.start(
        [content = reportContent(m_services.caseFile.state(), {m_services.context.timeFormat()}),
         window = thread()](JobState &) -> std::shared_ptr<QTextDocument> {
            auto preview = reportPreview(content, pageWidth);
            preview->moveToThread(window);
            return preview;
        },
        [this](const std::shared_ptr<QTextDocument> &preview) { showReport(preview); });
}

void ReportPane::showReport(const std::shared_ptr<QTextDocument> &preview)
{
    const int place = m_browser->verticalScrollBar()->value();
    m_browser->setDocument(preview.get());
    m_preview = preview;
    m_browser->verticalScrollBar()->setValue(place);
}

} // namespace wirecase
