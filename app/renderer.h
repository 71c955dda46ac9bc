#pragma once

#include <QObject>
#include <QSize>
#include <QString>

#include <vector>

namespace wirecase {

class ThemeWatcher;
class Workbench;

/// Pictures of every view in both themes and two sizes, for a machine without a display. Waits for the evidence to be
/// read, then quits the application.
class Renderer : public QObject
{
    Q_OBJECT

public:
    Renderer(Workbench &workbench, ThemeWatcher &themes, const QString &folder);

    void start();

signals:
    void finished(int failures);

private:
    void next();
    void saveWhenIdle();
    void save();

    struct Shot
    {
        int view;
        bool dark;
        QSize size;
        QString name;
    };

    Workbench &m_workbench;
    ThemeWatcher &m_themes;
    QString m_folder;
    std::vector<Shot> m_shots;
    std::size_t m_at = 0;
    int m_failures = 0;
};

} // namespace wirecase
