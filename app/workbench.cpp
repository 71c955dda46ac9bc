#include "app/workbench.h"

#include "app/panetable.h"
#include "app/sample.h"
#include "models/casefile/caseeditor.h"
#include "models/casefile/casesalvage.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/focuskeeper.h"
#include "models/investigation/investigation.h"
#include "models/investigation/investigationpivots.h"
#include "ui/mainwindow.h"
#include "ui/salvagedialog.h"
#include "ui/theme/themewatcher.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMessageBox>
#include <QScreen>
#include <QTemporaryDir>
#include <QTimer>

#include <tuple>

namespace wirecase {

namespace {

const Setting<QStringList> recentCasesSetting{"cases/recent", {}};
constexpr qsizetype mostRecentCases = 8;

} // namespace

/// All that lives as long as one case is open, in the order in which it depends on each other.
struct OpenedCase
{
    OpenedCase(std::unique_ptr<CaseFile> file, JobBoard &board, Settings &settings, ThemeWatcher &themes,
               const QStringList &recent)
        : caseFile(std::move(file))
        , editor(*caseFile)
        , investigation(*caseFile, &board)
        , focusKeeper(investigation, context)
        , pivots([this] { return investigation.snapshot(); }, context)
        , window({context, investigation, pivots, *caseFile, editor, settings, board}, themes,
                 {paneTable(), viewTable(), recent})
    {
    }

    /// A new case in which nothing was done leaves nothing behind.
    ~OpenedCase()
    {
        if (caseFile->isUnsaved() && caseFile->state().journal.size() == 1)
            std::ignore = caseFile->discard();
    }

    std::unique_ptr<CaseFile> caseFile;
    CaseEditor editor;
    InvestigationContext context;
    Investigation investigation;
    FocusKeeper focusKeeper;
    InvestigationPivots pivots;
    MainWindow window;
};

Workbench::Workbench(ThemeWatcher &themes, QString unsavedFolder)
    : m_themes(themes)
    , m_unsavedFolder(std::move(unsavedFolder))
    , m_opening(this, &m_jobs, tr("Opening the case"))
{
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
    start(tr("New case"));
}

bool Workbench::start(const QString &name)
{
    auto made = CaseFile::createUnsaved(m_unsavedFolder, name);
    if (made) {
        show(*std::move(made));
        return true;
    }
    // A home that cannot be written to is no reason not to work; the analyst hears where the case is.
    const QString cause = made.error().text();
    QTemporaryDir elsewhere(QDir::temp().filePath(QStringLiteral("wirecase-XXXXXX")));
    elsewhere.setAutoRemove(false);
    made = CaseFile::createUnsaved(elsewhere.path(), name);
    if (!made) {
        explain(QStringLiteral("%1\n%2").arg(cause, made.error().text()));
        return false;
    }
    show(*std::move(made));
    explain(tr("%1 The case is kept in %2 until it is saved.").arg(cause, elsewhere.path()));
    return true;
}

void Workbench::openCase(const QString &path)
{
    if (path.isEmpty())
        return askForCase();
    const auto read = [path, home = thread()](JobState &) {
        auto opened = CaseFile::open(path);
        if (opened)
            (*opened)->moveToThread(home);
        return opened;
    };
    m_opening.start(read, [this, path](Result<std::unique_ptr<CaseFile>> opened) {
        if (opened)
            showOpened(path, *std::move(opened));
        else
            refuse(opened.error());
    });
}

void Workbench::refuse(const Error &error)
{
    if (maySalvage(error))
        offerSalvage(error);
    else if (m_session || start(tr("New case")))
        explain(error.text());
    emit openingFailed(error.text());
}

void Workbench::showOpened(const QString &path, std::unique_ptr<CaseFile> caseFile)
{
    rememberCase(path);
    show(std::move(caseFile));
    m_session->investigation.reopen();
    emit caseOpened();
}

void Workbench::openSample()
{
    const QString folder = sampleFolder();
    if (folder.isEmpty() && (m_session || start(tr("New case"))))
        explain(tr("The sample case is not installed."));
    if (folder.isEmpty())
        return;
    if (start(tr("Sample case")))
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
    QStringList paths = CaseFile::unsavedCases(m_unsavedFolder).mid(0, mostRecentCases);
    for (const QString &path : m_settings.get(recentCasesSetting)) {
        if (QFileInfo::exists(path) && !paths.contains(path))
            paths << path;
    }
    return paths;
}

void Workbench::offerSalvage(const Error &damage)
{
    if (!m_session && !start(tr("New case")))
        return;
    auto *dialog = new SalvageDialog(damage, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SalvageDialog::salvaged, this, &Workbench::openCase, Qt::QueuedConnection);
    dialog->open();
}

void Workbench::explain(const QString &text)
{
    if (!m_session)
        return qCritical("%s", qPrintable(text));
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Wirecase"), text, QMessageBox::Ok, window());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace wirecase
