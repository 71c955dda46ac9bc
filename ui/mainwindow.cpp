#include "ui/mainwindow.h"

#include "models/base/numbertext.h"
#include "models/base/settings.h"
#include "models/casefile/caseeditor.h"
#include "models/casefile/casefile.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "models/investigation/workspacestate.h"
#include "ui/panearea.h"
#include "ui/theme/metrics.h"
#include "ui/theme/themewatcher.h"
#include "ui/topbar.h"
#include "ui/welcomepage.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/navigationrail.h"
#include "ui/widgets/statusstrip.h"

#include <QAction>
#include <QActionGroup>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QMimeData>
#include <QStackedWidget>

namespace wirecase {

namespace {

QString layoutKey(View view)
{
    return QStringLiteral("layout/%1").arg(viewKey(view));
}

const QString placeKey = QStringLiteral("place");

/// Where the work begins without a place to go back to: the first alert whose capture is in the evidence, else the
/// first.
QString firstAlert(const Snapshot &snapshot)
{
    const auto &alerts = snapshot.detection.alerts;
    for (const Alert &alert : alerts) {
        const auto session = snapshot.correlation->sessionOfAlert(alert.key);
        if (session && !snapshot.correlation->sessions().at(*session).captureFiles.empty())
            return alert.key;
    }
    return alerts.empty() ? QString() : alerts.front().key;
}

/// "1 changed, 1 not readable"; empty when all is well.
QString troubleText(const EvidenceTally &tally)
{
    QStringList parts;
    if (tally.changed > 0)
        parts << MainWindow::tr("%1 changed").arg(countText(tally.changed));
    if (tally.inPart > 0)
        parts << MainWindow::tr("%1 read in part").arg(countText(tally.inPart));
    if (tally.unreadable > 0)
        parts << MainWindow::tr("%1 not readable").arg(countText(tally.unreadable));
    return parts.join(QStringLiteral(", "));
}

QStringList localPaths(const QMimeData *data)
{
    QStringList paths;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    return paths;
}

// Nothing that could raise an alert, so that there is nothing to triage.
bool isTrafficAlone(const Snapshot &snapshot)
{
    return snapshot.activity->size() == 0 && (snapshot.capture.packets->size() > 0 || snapshot.flows->tupleCount() > 0);
}

} // namespace

MainWindow::MainWindow(const PaneServices &services, ThemeWatcher &themes, const Tables &tables)
    : m_services(services)
    , m_themes(themes)
    , m_top(new TopBar(services.context, services.investigation, services.settings, this))
    , m_rail(new NavigationRail(this))
    , m_content(new QStackedWidget(this))
    , m_area(new PaneArea(tables.panes, tables.views, services, this))
    , m_message(new MessageBar(this))
    , m_openFolder(new QAction(tr("Open folder"), this))
    , m_status(new StatusStrip(&services.jobs, this))
    , m_exportJob(this, &services.jobs, tr("Writing report"))
{
    setAcceptDrops(true);
    makeActions();
    makeMenu();
    m_top->setHistoryActions(action(ActionId::Back), action(ActionId::Forward));
    m_top->setMainActions(action(ActionId::AddFolder), action(ActionId::ExportReport));
    constexpr auto firstViewAction = static_cast<std::size_t>(ActionId::ShowTriage);
    for (const ViewSpec &view : tables.views) {
        const QAction *show = m_actions.at(firstViewAction + static_cast<std::size_t>(view.view));
        m_rail->addView(static_cast<int>(view.view), view.icon, show->text(), show->shortcut());
    }
    auto *welcome =
        new WelcomePage({action(ActionId::OpenSample), action(ActionId::AddFolder), action(ActionId::OpenCase)},
                        tables.recentCases, this);
    connect(welcome, &WelcomePage::caseChosen, this, &MainWindow::openCaseRequested);
    m_content->addWidget(welcome);
    m_content->addWidget(m_area);

    auto *root = new QWidget(this);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    auto *inset = new QHBoxLayout;
    inset->setContentsMargins(paneGap, paneGap, paneGap, paneGap);
    inset->addWidget(m_content);
    middle->addLayout(inset, 1);
    auto *layout = new QVBoxLayout(root);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_top);
    layout->addWidget(m_message);
    layout->addLayout(middle, 1);
    layout->addWidget(m_status);
    setCentralWidget(root);
    resize(1440, 900);
    followCase();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeActions()
{
    for (const ActionSpec &spec : actionTable()) {
        auto *made = new QAction(QCoreApplication::translate("wirecase::ActionTable", spec.text), this);
        if (spec.icon)
            made->setIcon(icon(*spec.icon));
        const QString keys = QString::fromLatin1(spec.keys);
        made->setShortcuts(QKeySequence::listFromString(keys));
        made->setProperty("group", QCoreApplication::translate("wirecase::ActionTable", spec.menu));
        made->setToolTip(keys.isEmpty() ? made->text()
                                        : QStringLiteral("%1 (%2)").arg(
                                            made->text(), made->shortcut().toString(QKeySequence::NativeText)));
        addAction(made);
        m_actions.at(static_cast<std::size_t>(spec.id)) = made;
    }
    connectCaseActions();
    connectGoActions();
    connectViewActions();
    connectHelpActions();
}

void MainWindow::makeMenu()
{
    auto *menu = new QMenu(this);
    QMenu *submenu = nullptr;
    std::map<QString, QMenu *> submenus;
    for (const ActionSpec &spec : actionTable()) {
        const QString title = QCoreApplication::translate("wirecase::ActionTable", spec.menu);
        QMenu *&known = submenus[title];
        if (!known)
            known = menu->addMenu(title);
        submenu = known;
        if (spec.startsGroup)
            submenu->addSeparator();
        submenu->addAction(action(spec.id));
    }
    m_top->setMenu(menu);
}

void MainWindow::onAction(ActionId id, const std::function<void()> &run)
{
    connect(action(id), &QAction::triggered, this, run);
}

void MainWindow::followCase()
{
    CaseFile &file = m_services.caseFile;
    connect(&file, &CaseFile::headChanged, this, [this] {
        m_top->setCaseName(m_services.caseFile.state().head.name);
        setWindowTitle(QStringLiteral("%1 – Wirecase").arg(m_services.caseFile.state().head.name));
    });
    // Thousands of acts may follow each other, as when evidence is added.
    m_statusTimer.setSingleShot(true);
    m_statusTimer.setInterval(50);
    connect(&m_statusTimer, &QTimer::timeout, this, &MainWindow::showStatus);
    connect(&file, &CaseFile::savedChanged, &m_statusTimer, [this] {
        if (!m_statusTimer.isActive())
            m_statusTimer.start();
    });
    connect(&file, &CaseFile::pathChanged, this, [this] { emit caseSaved(m_services.caseFile.path()); });
    connect(&file, &CaseFile::failed, this, [this](const Error &error) { showError(error.text()); });
    const Investigation &investigation = m_services.investigation;
    connect(&investigation, &Investigation::evidenceChanged, this, &MainWindow::showContent);
    connect(&investigation, &Investigation::snapshotChanged, this, &MainWindow::showStatus);
    connect(&investigation, &Investigation::snapshotChanged, this, &MainWindow::restoreWorkspace);
    connect(&m_services.context, &InvestigationContext::viewChanged, this, &MainWindow::showContent);
    connect(&m_services.context, &InvestigationContext::followed, this, [this](const Pivot &pivot) {
        const QString landing = pivot.view == View::Traffic ? QStringLiteral("conversations") : QString();
        m_area->raisePane(pivot.pane.isEmpty() ? landing : pivot.pane);
    });
    connect(m_status, &StatusStrip::evidenceRequested, action(ActionId::ShowEvidence), &QAction::trigger);
    connect(m_rail, &NavigationRail::viewChosen, this,
            [this](int view) { m_services.context.show(static_cast<View>(view)); });
    connect(m_area, &PaneArea::paneMade, this, [this](Pane *pane) {
        for (QAction *made : pane->paneActions())
            addAction(made);
        connect(pane, &Pane::addEvidenceRequested, action(ActionId::AddFolder), &QAction::trigger);
        connect(pane, &Pane::addFilesRequested, action(ActionId::AddFiles), &QAction::trigger);
    });
    emit file.headChanged();
    showUndo();
    showContent();
}

void MainWindow::showContent()
{
    const bool hasEvidence = !m_services.investigation.evidence().isEmpty();
    m_rail->setCurrent(static_cast<int>(m_services.context.view()));
    m_rail->setEnabled(hasEvidence);
    if (hasEvidence)
        m_area->showView(m_services.context.view());
    m_content->setCurrentIndex(hasEvidence ? 1 : 0);
    showStatus();
}

void MainWindow::showStatus()
{
    const CaseFile &file = m_services.caseFile;
    switch (file.saveState()) {
    case SaveState::Saved:
        if (file.isReadOnly())
            m_status->setSaved(tr("Open for reading only: the case cannot be written to"), true);
        else if (file.lastSavedNs() == noTime)
            m_status->setSaved(tr("Saved"));
        else
            m_status->setSaved(tr("Saved %1").arg(m_services.context.timeFormat().timeOfDay(file.lastSavedNs())));
        break;
    case SaveState::Saving:
        m_status->setSaved(tr("Saving…"));
        break;
    case SaveState::Failed:
        m_status->setSaved(tr("Not saved: %1").arg(file.saveError().message), true);
        break;
    }
    const EvidenceTally tally = m_services.investigation.evidence().tally();
    m_status->setEvidence(
        tally.files == 0
            ? QString()
            : tr("%1 of %n evidence file(s) verified", nullptr, tally.files).arg(countText(tally.verified)),
        troubleText(tally));
    const Snapshot &snapshot = *m_services.investigation.snapshot();
    QStringList facts;
    if (tally.files > 0) {
        facts << tr("%Ln packet(s)", nullptr, static_cast<int>(snapshot.capture.packets->size()))
              << tr("%Ln flow record(s)", nullptr, static_cast<int>(snapshot.flows->tupleCount()))
              << tr("%Ln event(s)", nullptr, static_cast<int>(snapshot.activity->size()));
    }
    m_status->setFacts(facts.isEmpty() ? facts : QStringList(facts.join(QStringLiteral(" · "))));
}

void MainWindow::restoreWorkspace()
{
    const Investigation &investigation = m_services.investigation;
    if (m_restored || !investigation.snapshot()->complete)
        return;
    m_restored = true;
    const QByteArray place = m_services.caseFile.state().workspaceValue(placeKey);
    const auto found = workspacePlace(place, *investigation.snapshot(),
                                      [&](const EvidenceRef &ref) { return investigation.present(ref); });
    for (const View view : {View::Triage, View::Traffic, View::Rules, View::Evidence, View::Report})
        m_area->setLayoutOf(view, m_services.caseFile.state().workspaceValue(layoutKey(view)));
    if (found && m_services.context.scope().isEmpty())
        m_services.context.follow(*found);
    else if (!found && m_services.context.view() == View::Triage && isTrafficAlone(*investigation.snapshot()))
        m_services.context.show(View::Traffic);
    if (!m_services.context.focus().alert.isEmpty())
        return;
    Focus focus = m_services.context.focus();
    focus.alert = firstAlert(*investigation.snapshot());
    m_services.context.pointAt(focus);
}

void MainWindow::storeWorkspace()
{
    if (!m_restored)
        return;
    const InvestigationContext &context = m_services.context;
    m_services.caseFile.setWorkspace(placeKey, workspaceBytes(context.view(), context.scope(), context.focus(),
                                                              *m_services.investigation.snapshot()));
    for (const View view : {View::Triage, View::Traffic, View::Rules, View::Evidence, View::Report})
        m_services.caseFile.setWorkspace(layoutKey(view), m_area->layoutOf(view));
}

QList<QAction *> MainWindow::allActions() const
{
    QList<QAction *> shown;
    for (QAction *candidate : actions()) {
        if (!candidate->text().isEmpty())
            shown << candidate;
    }
    return shown;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!mayClose()) {
        event->ignore();
        return;
    }
    event->accept();
    emit closing();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localPaths(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    addEvidence(localPaths(event->mimeData()));
}

} // namespace wirecase
