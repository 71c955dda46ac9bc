#pragma once

#include "models/base/jobboard.h"

#include <QMainWindow>

class QVBoxLayout;

namespace wirecase {

class PaneFrame;
class ThemeWatcher;

/// Every widget once, laid out like the triage and traffic views.
class GalleryWindow : public QMainWindow
{
    Q_OBJECT

public:
    GalleryWindow(ThemeWatcher &theme, QWidget *parent = nullptr);

    void showPage(int page);

private:
    QWidget *topBar();
    QWidget *triagePage();
    QWidget *trafficPage();
    QWidget *statesPage();
    PaneFrame *timelinePane(bool withHeader);
    PaneFrame *alertsPane();
    PaneFrame *guidePane();
    PaneFrame *conversationsPane();
    PaneFrame *packetsPane();
    PaneFrame *packetPane();
    void addActions();
    void showPalette();
    void showKeys();

    ThemeWatcher &m_theme;
    JobBoard m_board;
    std::shared_ptr<JobState> m_job;
    QList<QAction *> m_actions;
};

} // namespace wirecase
