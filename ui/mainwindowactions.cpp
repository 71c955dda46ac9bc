#include "models/casefile/caseeditor.h"
#include "models/casefile/casefile.h"
#include "models/context/investigationcontext.h"
#include "models/evidence/hashing.h"
#include "models/investigation/investigation.h"
#include "models/report/reportcontent.h"
#include "models/report/reportwriter.h"
#include "ui/mainwindow.h"
#include "ui/panearea.h"
#include "ui/plandialog.h"
#include "ui/theme/themesettings.h"
#include "ui/theme/themewatcher.h"
#include "ui/topbar.h"
#include "ui/widgets/commandpalette.h"
#include "ui/widgets/filterbar.h"
#include "ui/widgets/filteredit.h"
#include "ui/widgets/keysheet.h"
#include "ui/widgets/messagebar.h"

#include <QAbstractButton>
#include <QAction>
#include <QActionGroup>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

namespace wirecase {

// What the actions of the window do; the window itself is in mainwindow.cpp.

void MainWindow::connectCaseActions()
{
    onAction(ActionId::AddFolder, [this] { chooseFolder(); });
    onAction(ActionId::AddFiles, [this] { chooseFiles(); });
    onAction(ActionId::OpenCase, [this] { emit openCaseRequested({}); });
    onAction(ActionId::OpenSample, [this] { emit openSampleRequested(); });
    onAction(ActionId::SaveCaseAs, [this] { saveCaseAs(); });
    onAction(ActionId::RenameCase, [this] { renameCase(); });
    onAction(ActionId::ExportReport, [this] { exportReport(); });
    connect(m_openFolder, &QAction::triggered, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_writtenTo).absolutePath())); });
    onAction(ActionId::StopReading, [this] { m_services.investigation.stopReading(); });
    onAction(ActionId::Quit, [this] { close(); });
    QUndoStack &stack = m_services.editor.stack();
    onAction(ActionId::Undo, [&stack] { stack.undo(); });
    onAction(ActionId::Redo, [&stack] { stack.redo(); });
    connect(&stack, &QUndoStack::indexChanged, this, &MainWindow::showUndo);
}

void MainWindow::showUndo()
{
    const QUndoStack &stack = m_services.editor.stack();
    action(ActionId::Undo)->setEnabled(stack.canUndo());
    action(ActionId::Undo)->setText(stack.canUndo() ? tr("Undo: %1").arg(stack.undoText()) : tr("Undo"));
    action(ActionId::Redo)->setEnabled(stack.canRedo());
    action(ActionId::Redo)->setText(stack.canRedo() ? tr("Redo: %1").arg(stack.redoText()) : tr("Redo"));
}

void MainWindow::connectGoActions()
{
    InvestigationContext &context = m_services.context;
    onAction(ActionId::Back, [&context] { context.back(); });
    onAction(ActionId::Forward, [&context] { context.forward(); });
    const auto showHistory = [this, &context] {
        action(ActionId::Back)->setEnabled(context.canGoBack());
        action(ActionId::Forward)->setEnabled(context.canGoForward());
    };
    connect(&context, &InvestigationContext::historyChanged, this, showHistory);
    showHistory();
    onAction(ActionId::ClearScope, [&context] { context.narrow({}); });
    onAction(ActionId::FocusFilter, [this] { m_top->filter()->edit()->setFocus(Qt::ShortcutFocusReason); });
    onAction(ActionId::ShowTriage, [&context] { context.show(View::Triage); });
    onAction(ActionId::ShowTraffic, [&context] { context.show(View::Traffic); });
    onAction(ActionId::ShowRules, [&context] { context.show(View::Rules); });
    onAction(ActionId::ShowEvidence, [&context] { context.show(View::Evidence); });
    onAction(ActionId::ShowReport, [&context] { context.show(View::Report); });
}

void MainWindow::connectViewActions()
{
    action(ActionId::RearrangePanes)->setCheckable(true);
    connect(action(ActionId::RearrangePanes), &QAction::toggled, this, [this](bool on) { m_area->setRearranging(on); });
    onAction(ActionId::ResetLayout, [this] { m_area->resetLayout(); });

    auto *themes = new QActionGroup(this);
    const std::array choices{std::pair(ActionId::ThemeSystem, ThemeChoice::System),
                             std::pair(ActionId::ThemeLight, ThemeChoice::Light),
                             std::pair(ActionId::ThemeDark, ThemeChoice::Dark)};
    for (const auto &[id, choice] : choices) {
        themes->addAction(action(id));
        action(id)->setCheckable(true);
        action(id)->setChecked(m_themes.choice() == choice);
        onAction(id, [this, wanted = choice] {
            m_themes.setChoice(wanted);
            m_services.settings.set(themeSetting, static_cast<int>(wanted));
        });
    }
    constexpr qreal step = 0.1;
    const auto scale = [this](qreal by) {
        m_themes.setFontScale(m_themes.fontScale() + by);
        m_services.settings.set(fontScaleSetting, m_themes.fontScale());
    };
    onAction(ActionId::LargerText, [scale] { scale(step); });
    onAction(ActionId::SmallerText, [scale] { scale(-step); });
}

void MainWindow::connectHelpActions()
{
    onAction(ActionId::CommandPalette, [this] {
        CommandPalette palette(allActions(), this);
        palette.exec();
    });
    onAction(ActionId::KeySheet, [this] {
        const QString timeline = tr("Timeline");
        const QList<KeyLine> more{{timeline, tr("Zoom"), tr("+ and -")},
                                  {timeline, tr("Pan"), tr("Left and Right")},
                                  {timeline, tr("Move the brush"), tr("Shift+Left and Shift+Right")},
                                  {timeline, tr("Clear the brush"), tr("Esc")},
                                  {timeline, tr("Show everything"), tr("Home")}};
        KeySheet sheet(allActions(), more, this);
        sheet.exec();
    });
    onAction(ActionId::About, [this] {
        QMessageBox::about(this, tr("About Wirecase"),
                           tr("<b>Wirecase %1</b><p>Joins packet-capture alerts, captures and flow logs.</p>"
                              "<p>Licence: GNU General Public License, version 3 or later.</p>")
                               .arg(QStringLiteral(WIRECASE_VERSION)));
    });
}

void MainWindow::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Add evidence folder"));
    if (!folder.isEmpty())
        addEvidence({folder});
}

void MainWindow::chooseFiles()
{
    addEvidence(QFileDialog::getOpenFileNames(this, tr("Add evidence files")));
}

void MainWindow::addEvidence(const QStringList &paths)
{
    if (paths.isEmpty())
        return;
    auto *dialog = new PlanDialog(paths, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_services.investigation.add(dialog->plan()); });
    dialog->open();
}

void MainWindow::saveCaseAs()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save case as"), m_services.caseFile.state().head.name,
                                                      tr("Wirecase case (*.wirecase)"));
    if (path.isEmpty())
        return;
    storeWorkspace();
    const bool named = path.endsWith(QStringLiteral(".wirecase"));
    m_services.caseFile.saveAs(named ? path : path + QStringLiteral(".wirecase"), true);
}

void MainWindow::renameCase()
{
    const CaseHead &head = m_services.caseFile.state().head;
    bool accepted = false;
    const QString name = QInputDialog::getText(this, tr("Rename case"), tr("Name of the case:"), QLineEdit::Normal,
                                               head.name, &accepted);
    if (!accepted || name.trimmed().isEmpty())
        return;
    if (const Status set = m_services.editor.setHead(name.trimmed(), head.number, head.analyst); !set)
        showError(set.error().text());
}

void MainWindow::exportReport()
{
    const QString formats = tr("HTML page (*.html);;PDF document (*.pdf);;Markdown (*.md);;JSON (*.json)");
    QString chosen;
    QString path =
        QFileDialog::getSaveFileName(this, tr("Export report"), QStringLiteral("report.html"), formats, &chosen);
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += chosen.mid(chosen.indexOf(u'*') + 1).chopped(1);
    writeReportTo(path);
}

void MainWindow::writeReportTo(const QString &path)
{
    // The state is copied here; the pages are laid out and written on the worker.
    m_exportJob.start(
        [content = reportContent(m_services.caseFile.state(), {m_services.context.timeFormat()}),
         path](JobState &job) -> Result<QByteArray> {
            if (const Status written = writeReport(content, path); !written)
                return written.error();
            const auto file = openFile(path);
            if (!file)
                return file.error();
            return sha256Of(**file, job);
        },
        [this, path](const Result<QByteArray> &hash) {
            if (!hash)
                return showError(hash.error().text());
            m_services.editor.tellExport(path, *hash);
            showWritten(path, *hash);
        });
}

void MainWindow::showWritten(const QString &path, const QByteArray &sha256)
{
    constexpr int shownDigits = 12; // as many as tell files apart by eye; the journal has all
    m_writtenTo = path;
    m_openFolder->setToolTip(QFileInfo(path).absolutePath());
    //: a file's name, and the beginning of its hash
    m_message->showMessage(tr("Exported to %1 · SHA-256 %2…")
                               .arg(QFileInfo(path).fileName(), QString::fromLatin1(sha256.toHex().left(shownDigits))),
                           Tone::Good, m_openFolder);
}

void MainWindow::showError(const QString &text)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Wirecase"), text, QMessageBox::Ok, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

bool MainWindow::mayClose()
{
    storeWorkspace();
    if (!m_services.caseFile.isUnsaved())
        return true;
    const bool untouched = m_services.investigation.evidence().isEmpty() && !m_services.editor.stack().canUndo();
    if (untouched)
        return m_services.caseFile.discard() || true;
    QMessageBox box(QMessageBox::Question, tr("Close case"), tr("The case has no file of its own yet."),
                    QMessageBox::NoButton, this);
    box.setInformativeText(tr("Kept cases are offered when Wirecase starts again."));
    const QAbstractButton *keep = box.addButton(tr("Keep for later"), QMessageBox::AcceptRole);
    const QAbstractButton *save = box.addButton(tr("Save as…"), QMessageBox::ActionRole);
    const QAbstractButton *discard = box.addButton(tr("Discard"), QMessageBox::DestructiveRole);
    box.addButton(QMessageBox::Cancel);
    box.exec();
    if (box.clickedButton() == save)
        saveCaseAs();
    if (box.clickedButton() == discard)
        return static_cast<bool>(m_services.caseFile.discard());
    return box.clickedButton() == keep;
}

} // namespace wirecase
