#include "ui/panes/sliceactions.h"

#include "models/base/numbertext.h"
#include "models/casefile/caseeditor.h"
#include "models/casefile/casefile.h"
#include "models/investigation/investigation.h"
#include "ui/panes/evidencepaths.h"
#include "ui/panes/packetremarks.h"
#include "ui/widgets/paneframe.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

namespace wirecase {

SliceActions::SliceActions(PaneFrame &pane, const PaneServices &services, Choose choose)
    : QObject(&pane)
    , m_pane(pane)
    , m_services(services)
    , m_choose(std::move(choose))
    , m_save(new QAction(tr("Save packets as…"), this))
    , m_open(new QAction(tr("Open in Wireshark"), this))
    , m_saveJob(this, &services.jobs, tr("Writing a slice"))
    , m_openJob(this, &services.jobs, tr("Writing a slice for Wireshark"))
{
    m_save->setToolTip(tr("Write these packets as a capture of their own, with a manifest"));
    m_open->setToolTip(tr("Hand a copy of these packets to Wireshark; the evidence is left alone"));
    connect(m_save, &QAction::triggered, this, &SliceActions::ask);
    connect(m_open, &QAction::triggered, this, &SliceActions::openInWireshark);
}

std::optional<SliceChoice> SliceActions::choice()
{
    auto chosen = m_choose();
    if (!chosen) {
        m_pane.showMessage(tr("There is no packet to write."), Tone::Accent);
        return std::nullopt;
    }
    chosen->remarks = packetRemarks(m_services.caseFile.state(), *chosen->snapshot->capture.packets);
    return chosen;
}

void SliceActions::setPossible(bool possible)
{
    m_save->setEnabled(possible);
    m_open->setEnabled(possible);
}

void SliceActions::ask()
{
    if (!choice())
        return;
    QString path =
        QFileDialog::getSaveFileName(&m_pane, tr("Save packets"), tr("slice.pcapng"), tr("Captures (*.pcapng)"));
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".pcapng");
    saveTo(path);
}

void SliceActions::saveTo(const QString &path)
{
    const auto chosen = choice();
    if (!chosen)
        return;
    m_saveJob.start([choice = *chosen, path, evidence = evidencePaths(m_services.investigation)](
                        JobState &job) { return writeChoice(choice, path, evidence, job); },
                    [this, path](const Result<WrittenSlice> &written) { tellSaved(path, written); });
}

void SliceActions::tellSaved(const QString &path, const Result<WrittenSlice> &written)
{
    if (!written) {
        if (written.error().code != Error::Code::Cancelled)
            m_pane.showMessage(written.error().message, Tone::Bad);
        return;
    }
    const Slice &slice = written->saved.slice;
    m_services.editor.tellExport(path, slice.sha256);
    const QString packets = countText(static_cast<qint64>(slice.packets));
    const QString what =
        slice.fragments == 0
            ? tr("%1 packets are in %2.").arg(packets, QFileInfo(path).fileName())
            : tr("%1 packets are in %2, %3 of them only to complete fragmented datagrams.")
                  .arg(packets, QFileInfo(path).fileName(), countText(static_cast<qint64>(slice.fragments)));
    const QString secrets =
        tr("Readable credentials among them: %1.").arg(countText(static_cast<qint64>(written->secrets)));
    m_pane.showMessage(written->secrets == 0 ? what : what + u' ' + secrets,
                       written->secrets == 0 ? Tone::Good : Tone::Warning);
    emit saved(path);
}

void SliceActions::openInWireshark()
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("wireshark"));
    if (program.isEmpty())
        return m_pane.showMessage(tr("Wireshark is not installed here. The packets can be saved for it."),
                                  Tone::Warning, m_save);
    const auto chosen = choice();
    if (!chosen)
        return;
    if (!m_folder)
        m_folder = std::make_unique<QTemporaryDir>();
    if (!m_folder->isValid())
        return m_pane.showMessage(m_folder->errorString(), Tone::Bad);
    const QString path = m_folder->filePath(QStringLiteral("slice-%1.pcapng").arg(++m_opened));
    m_openJob.start([choice = *chosen, path](JobState &job) { return writeChoice(choice, path, {}, job); },
                    [this, program, path](const Result<WrittenSlice> &written) { start(program, written, path); });
}

void SliceActions::start(const QString &program, const Result<WrittenSlice> &written, const QString &path)
{
    if (!written) {
        if (written.error().code != Error::Code::Cancelled)
            m_pane.showMessage(written.error().message, Tone::Bad);
        return;
    }
    QStringList arguments{QStringLiteral("-r"), path};
    if (!written->displayFilter.isEmpty())
        arguments << QStringLiteral("-Y") << written->displayFilter;
    if (written->current > 0)
        arguments << QStringLiteral("-g") << QString::number(written->current);
    if (!QProcess::startDetached(program, arguments, m_folder->path()))
        return m_pane.showMessage(tr("Wireshark could not be started."), Tone::Bad);
    m_services.editor.tellExport(path, written->saved.slice.sha256);
    m_pane.showMessage(
        tr("%1 packets were handed to Wireshark.").arg(countText(static_cast<qint64>(written->saved.slice.packets))),
        Tone::Good);
    emit opened(arguments);
}

} // namespace wirecase
