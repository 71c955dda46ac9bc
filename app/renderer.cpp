#include "app/renderer.h"

#include "app/workbench.h"
#include "models/base/job.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "models/investigation/investigationpivots.h"
#include "models/investigation/workspacestate.h"
#include "ui/mainwindow.h"
#include "ui/theme/themewatcher.h"

#include <QDir>
#include <QPixmap>
#include <QThreadPool>
#include <QTimer>

namespace wirecase {

namespace {

// Panes compute in the background once they are visible; a picture is taken when no worker is busy any more.
constexpr int settleMs = 200;

/// The conversation that shows most: one with a secret, else with packets, in the alert's session.
std::optional<TrafficId> showpiece(const Snapshot &snapshot)
{
    std::optional<TrafficId> found;
    for (quint32 i = 0; i < snapshot.traffic->size(); ++i) {
        const TrafficRow row = snapshot.traffic->at(TrafficId{i});
        if (row.secrets > 0)
            return row.id;
        if (!found && row.conversation)
            found = row.id;
    }
    return found;
}

/// The packet of the conversation that carries its secret, else its first one.
std::optional<PacketId> telltale(const Snapshot &snapshot, TrafficId id)
{
    const TrafficRow row = snapshot.traffic->at(id);
    if (!row.conversation)
        return std::nullopt;
    for (const Secret &secret : snapshot.secrets->secrets()) {
        if (secret.conversation == *row.conversation && !secret.packets.empty())
            return secret.packets.front();
    }
    return snapshot.capture.conversations->at(*row.conversation).firstPacket;
}

} // namespace

Renderer::Renderer(Workbench &workbench, ThemeWatcher &themes, const QString &folder)
    : m_workbench(workbench)
    , m_themes(themes)
    , m_folder(folder)
{
    for (const bool dark : {false, true}) {
        for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
            for (int view = 0; view < static_cast<int>(viewCount); ++view) {
                const QString name =
                    QStringLiteral("%1-%2-%3x%4.png")
                        .arg(viewKey(static_cast<View>(view)), dark ? QStringLiteral("dark") : QStringLiteral("light"))
                        .arg(size.width())
                        .arg(size.height());
                m_shots.push_back({view, dark, size, name});
            }
        }
    }
}

void Renderer::start()
{
    QDir().mkpath(m_folder);
    Investigation *investigation = m_workbench.investigation();
    if (investigation->isSettled())
        return next();
    connect(investigation, &Investigation::settled, this, &Renderer::next, Qt::SingleShotConnection);
}

void Renderer::next()
{
    if (m_at == m_shots.size()) {
        emit finished(m_failures);
        return;
    }
    const Shot &shot = m_shots[m_at];
    m_themes.setChoice(shot.dark ? ThemeChoice::Dark : ThemeChoice::Light);
    MainWindow *window = m_workbench.window();
    window->resize(shot.size);
    InvestigationContext *context = m_workbench.context();
    const auto view = static_cast<View>(shot.view);
    context->show(view);
    Focus focus = context->focus();
    if (const auto row = showpiece(*m_workbench.investigation()->snapshot()); view == View::Traffic && row) {
        focus.traffic = row;
        focus.bytes.reset();
        focus.packet = telltale(*m_workbench.investigation()->snapshot(), *row);
        context->pointAt(focus);
    }
    QTimer::singleShot(settleMs, this, &Renderer::saveWhenIdle);
}

void Renderer::saveWhenIdle()
{
    if (jobWorkers().activeThreadCount() > 0) {
        QTimer::singleShot(settleMs, this, &Renderer::saveWhenIdle);
        return;
    }
    QTimer::singleShot(settleMs, this, &Renderer::save);
}

void Renderer::save()
{
    const QString path = QDir(m_folder).filePath(m_shots[m_at].name);
    if (!m_workbench.window()->grab().save(path))
        ++m_failures;
    ++m_at;
    next();
}

} // namespace wirecase
