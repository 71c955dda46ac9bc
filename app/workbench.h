#pragma once

#include "models/base/jobboard.h"
#include "models/base/settings.h"
#include "models/casefile/casefile.h"

#include <QObject>

#include <memory>

namespace wirecase {

class Investigation;
class InvestigationContext;
class MainWindow;
class ThemeWatcher;
struct OpenedCase;

/// The composition root: owns the case that is open with all that belongs to it, and connects it to a window of its
/// own. One case at a time.
class Workbench : public QObject
{
    Q_OBJECT

public:
    /// New cases are kept in `unsavedFolder` until they are saved elsewhere.
    explicit Workbench(ThemeWatcher &themes, QString unsavedFolder = CaseFile::defaultUnsavedFolder());
    ~Workbench() override;

    /// A new case without evidence.
    void startCase();
    /// In the background: a large case takes a while. What keeps it from being opened is explained over a new case.
    void openCase(const QString &path);
    /// A new case on the sample's evidence, read at once.
    void openSample();
    /// Plans these and asks what to read, in the case that is open.
    void addEvidence(const QStringList &paths);
    /// Reads these without asking, for pictures.
    void readEvidence(const QStringList &paths);

    /// Null until a case was started or opened.
    [[nodiscard]] MainWindow *window() const;
    [[nodiscard]] Investigation *investigation() const;
    [[nodiscard]] InvestigationContext *context() const;

signals:
    void caseOpened();
    void openingFailed(const QString &cause);

private:
    /// Shows a new case; false when none can be made anywhere.
    bool start(const QString &name);
    void show(std::unique_ptr<CaseFile> caseFile);
    void showOpened(const QString &path, std::unique_ptr<CaseFile> caseFile);
    void refuse(const Error &error);
    void askForCase();
    void rememberCase(const QString &path);
    [[nodiscard]] QStringList recentCases() const;
    void explain(const QString &text);
    void offerSalvage(const Error &damage);

    ThemeWatcher &m_themes;
    const QString m_unsavedFolder;
    Settings m_settings;
    JobBoard m_jobs;
    Job m_opening;
    std::unique_ptr<OpenedCase> m_session;
};

} // namespace wirecase
