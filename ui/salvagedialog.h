#pragma once

#include "models/base/job.h"
#include "models/casefile/casesalvage.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;

namespace wirecase {

/// Says why a case cannot be opened, looks for what can still be read of it, and offers to write that into a new case
/// beside it. The damaged file is not touched.
class SalvageDialog : public QDialog
{
    Q_OBJECT

public:
    SalvageDialog(const Error &damage, QWidget *parent);

signals:
    void salvaged(const QString &path);

private:
    void setUp(const QString &damage);
    void look();
    void showFound(const Result<CaseSalvage> &found);
    void write();
    [[nodiscard]] QString targetPath();
    void showProgress();

    QString m_path;
    std::shared_ptr<const CaseSalvage> m_found;
    QLabel *m_text;
    QPlainTextEdit *m_places;
    QProgressBar *m_progress;
    QPushButton *m_salvage;
    QTimer m_poll;
    Job m_job;
};

} // namespace wirecase
