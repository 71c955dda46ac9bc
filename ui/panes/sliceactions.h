#pragma once

#include "models/base/job.h"
#include "ui/panes/paneservices.h"
#include "ui/panes/sliceexport.h"

#include <QTemporaryDir>

#include <memory>

class QAction;

namespace wirecase {

class PaneFrame;

/// Hands packets on: as a slice in a file that the analyst names, or to Wireshark as a slice that lives as long as the
/// program. Belongs to the pane, which says what is chosen.
class SliceActions : public QObject
{
    Q_OBJECT

public:
    /// `choose` is asked in the GUI thread; nothing when nothing is chosen.
    using Choose = std::function<std::optional<SliceChoice>()>;

    SliceActions(PaneFrame &pane, const PaneServices &services, Choose choose);

    [[nodiscard]] QAction *saveAction() const { return m_save; }
    [[nodiscard]] QAction *openAction() const { return m_open; }
    void saveTo(const QString &path);
    /// Greys both, where what they would be asked for holds no packet.
    void setPossible(bool possible);

signals:
    void saved(const QString &path);
    void opened(const QStringList &arguments);

private:
    void ask();
    void openInWireshark();
    [[nodiscard]] std::optional<SliceChoice> choice();
    void tellSaved(const QString &path, const Result<WrittenSlice> &written);
    void start(const QString &program, const Result<WrittenSlice> &written, const QString &path);

    PaneFrame &m_pane;
    const PaneServices m_services;
    Choose m_choose;
    QAction *m_save;
    QAction *m_open;
    std::unique_ptr<QTemporaryDir> m_folder; ///< of the slices for Wireshark; only this user may look into it
    int m_opened = 0;
    Job m_saveJob;
    Job m_openJob;
};

} // namespace wirecase
