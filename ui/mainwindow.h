#pragma once

#include "models/base/job.h"
#include "ui/actiontable.h"
#include "ui/panespec.h"
#include "ui/viewtable.h"

#include <QMainWindow>
#include <QTimer>

class QStackedWidget;

namespace wirecase {

class MessageBar;
class NavigationRail;
class PaneArea;
class StatusStrip;
class ThemeWatcher;
class TopBar;

/// The window of one case: top bar, rail of views, panes, status line. What leads to another case is asked of the
/// composition root by signal.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    struct Tables
    {
        std::vector<PaneSpec> panes;
        std::vector<ViewSpec> views;
        QStringList recentCases;
    };

    MainWindow(const PaneServices &services, ThemeWatcher &themes, const Tables &tables);
    ~MainWindow() override;

    [[nodiscard]] QAction *action(ActionId id) const { return m_actions.at(static_cast<std::size_t>(id)); }
    /// Plans what is at these paths, asks which of it to read, and reads it.
    void addEvidence(const QStringList &paths);
    /// Writes scope, focus and layouts into the case.
    void storeWorkspace();
    /// In the background; the window says when it is done. The end of the path is the format.
    void writeReportTo(const QString &path);

signals:
    void openCaseRequested(const QString &path); ///< empty: ask which
    void openSampleRequested();
    void caseSaved(const QString &path);
    void closing();

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void makeActions();
    void makeMenu();
    void connectCaseActions();
    void connectGoActions();
    void connectViewActions();
    void connectHelpActions();
    void onAction(ActionId id, const std::function<void()> &run);
    void followCase();
    void restoreWorkspace();
    void showContent();
    void showStatus();
    void showUndo();
    void chooseFolder();
    void chooseFiles();
    void saveCaseAs();
    void renameCase();
    void exportReport();
    void showWritten(const QString &path, const QByteArray &sha256);
    void showError(const QString &text);
    [[nodiscard]] bool mayClose();
    [[nodiscard]] QList<QAction *> allActions() const;

    const PaneServices m_services;
    ThemeWatcher &m_themes;
    std::array<QAction *, static_cast<std::size_t>(ActionId::Count)> m_actions{};
    TopBar *m_top;
    NavigationRail *m_rail;
    QStackedWidget *m_content;
    PaneArea *m_area;
    MessageBar *m_message;
    QAction *m_openFolder; ///< of m_writtenTo
    StatusStrip *m_status;
    QTimer m_statusTimer;
    Job m_exportJob;
    QString m_writtenTo; ///< the last report
    bool m_restored = false;
};

} // namespace wirecase
