#include "app/workbench.h"

#include "app/panetable.h"
#include "app/sample.h"
#include "models/casefile/caseeditor.h"
#include "models/casefile/casefile.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "models/investigation/focuskeeper.h"
#include "models/investigation/investigationpivots.h"
#include "ui/mainwindow.h"
#include "ui/theme/themewatcher.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMessageBox>
#include <QScreen>
#include <QThread>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>

namespace wirecase {

namespace {

const Setting<QStringList> recentCasesSetting{"cases/recent", {}};
constexpr qsizetype mostRecentCases = 8;
constexpr int fewestWorkers = 6;

} // namespace

/// All that lives as long as one case is open, in the order in which it depends on each other.
struct OpenedCase
{
    OpenedCase(std::unique_ptr<CaseFile> file, JobBoard &board, Settings &settings, ThemeWatcher &themes,
               const QStringList &recent)
        : caseFile(std::move(file))
        , editor(*caseFile)
        , investigation(*caseFile, &board)
        , pivots([this] { return investigation.snapshot(); }, context)
        , window({context, investigation, pivots, *caseFile, editor, settings, board}, themes,
                 {paneTable(), viewTable(), recent})
    {
        , focusKeeper(investigation, context)
    }

    std::unique_ptr<CaseFile> caseFile;
    CaseEditor editor;
    InvestigationContext context;
    Investigation investigation;
    InvestigationPivots pivots;
    MainWindow window;
};

    FocusKeeper focusKeeper;
Workbench::Workbench(ThemeWatcher &themes)
    : m_themes(themes)
{
    // Reading, hashing and exporting may each hold a worker for long; there are always some left for what panes ask.
    QThreadPool::globalInstance()->setMaxThreadCount(std::max(fewestWorkers, QThread::idealThreadCount()));
}

Workbench::~Workbench() = default;

MainWindow *Workbench::window() const
{
    return m_session ? &m_session->window : nullptr;
}

Investigation *Workbench::investigation() const
{
    return m_session ? &m_session->investigation : nullptr;
}

InvestigationContext *Workbench::context() const
{
    return m_session ? &m_session->context : nullptr;
}

void Workbench::startCase()
{
    auto made = CaseFile::createUnsaved(CaseFile::defaultUnsavedFolder(), tr("New case"));
    if (!made)
        return explain(made.error().text());
    show(*std::move(made));
}

void Workbench::openCase(const QString &path)
{
    if (path.isEmpty())
        return askForCase();
    auto opened = CaseFile::open(path);
    if (!opened)
        return explain(opened.error().text());
    rememberCase(path);
    show(*std::move(opened));
    m_session->investigation.reopen();
}

void Workbench::openSample()
{
    const QString folder = sampleFolder();
    if (folder.isEmpty())
        return explain(tr("The sample case is not installed."));
    auto made = CaseFile::createUnsaved(CaseFile::defaultUnsavedFolder(), tr("Sample case"));
    if (!made)
        return explain(made.error().text());
    show(*std::move(made));
    readEvidence({folder});
}

void Workbench::addEvidence(const QStringList &paths)
{
    m_session->window.addEvidence(paths);
}

void Workbench::readEvidence(const QStringList &paths)
{
    JobState unhurried;
    m_session->investigation.add(planEvidence(paths, unhurried));
}

void Workbench::show(std::unique_ptr<CaseFile> caseFile)
{
    std::unique_ptr<OpenedCase> before = std::move(m_session);
    m_session = std::make_unique<OpenedCase>(std::move(caseFile), m_jobs, m_settings, m_themes, recentCases());
    MainWindow &window = m_session->window;
    InvestigationContext &context = m_session->context;
    Investigation &investigation = m_session->investigation;
    connect(&context, &InvestigationContext::timeFormatChanged, &investigation,
            [&context, &investigation] { investigation.setTimeFormat(context.timeFormat()); });
    // Another case replaces this session: not while one of its own signals is on the stack.
    connect(
        &window, &MainWindow::openCaseRequested, this, [this](const QString &path) { openCase(path); },
        Qt::QueuedConnection);
    connect(&window, &MainWindow::openSampleRequested, this, &Workbench::openSample, Qt::QueuedConnection);
    connect(&window, &MainWindow::caseSaved, this, &Workbench::rememberCase);
    if (before) {
        before->window.storeWorkspace();
        window.setGeometry(before->window.geometry());
    } else {
        // Room for the frame that the window system adds.
        constexpr int frameHeight = 40;
        const QSize room = window.screen()->availableSize() - QSize(0, frameHeight);
        if (QGuiApplication::platformName() != QStringLiteral("offscreen"))
            window.resize(window.size().boundedTo(room));
    }
    window.show();
}

void Workbench::askForCase()
{
    const QString path = QFileDialog::getOpenFileName(window(), tr("Open case"), {}, tr("Wirecase case (*.wirecase)"));
    if (!path.isEmpty())
        openCase(path);
}

void Workbench::rememberCase(const QString &path)
{
    QStringList recent = m_settings.get(recentCasesSetting);
    recent.removeAll(path);
    recent.prepend(path);
    m_settings.set(recentCasesSetting, recent.mid(0, mostRecentCases));
}

QStringList Workbench::recentCases() const
{
    QStringList paths = CaseFile::unsavedCases(CaseFile::defaultUnsavedFolder());
    for (const QString &path : m_settings.get(recentCasesSetting)) {
        if (QFileInfo::exists(path) && !paths.contains(path))
            paths << path;
    }
    return paths;
}

void Workbench::explain(const QString &text)
{
    if (!m_session)
        startCase();
    if (!m_session)
        qFatal("%s", qPrintable(text));
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Wirecase"), text, QMessageBox::Ok, window());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace wirecase
