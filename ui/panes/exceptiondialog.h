#pragma once

#include "models/base/job.h"
#include "ui/panes/exceptiondraft.h"
#include "ui/panes/paneservices.h"

#include <QDialog>
#include <QTimer>

class QAction;
class QDateEdit;
class QLabel;
class QLineEdit;
class QPushButton;

namespace wirecase {

class AlertTableModel;
class DataTable;
class ExceptionEntriesEdit;
class MessageBar;
class NoteEdit;

/// An exception is written, and tried on the loaded alerts as it is written: which of them it would silence. Only what
/// was tried, has a reason and an end can be kept in the case.
class ExceptionDialog : public QDialog
{
    Q_OBJECT

public:
    ExceptionDialog(const PaneServices &services, const ExceptionDraft &draft, QWidget *parent = nullptr);

    [[nodiscard]] QPushButton *keepButton() const { return m_keep; }
    [[nodiscard]] ExceptionEntriesEdit *entries() const { return m_entries; }
    [[nodiscard]] NoteEdit *justification() const { return m_justification; }
    [[nodiscard]] QDateEdit *expiry() const { return m_expiry; }
    [[nodiscard]] DataTable *silenced() const { return m_table; }
    [[nodiscard]] MessageBar *answer() const { return m_answer; }
    [[nodiscard]] bool isTried() const { return m_tested.has_value(); }
    /// The draft as it is written now.
    [[nodiscard]] ExceptionDraft draft() const;

private:
    void setUpFields();
    void setUpTable();
    void setUpLayout();
    void changed();
    void test();
    void showTrial(Result<DraftTrial> trial);
    void showAnswer(const BackTest &tested);
    void showKeepable();
    void keep();

    const PaneServices m_services;
    const SnapshotPtr m_snapshot; ///< whose alerts it is tried on
    ExceptionDraft m_draft;       ///< as it came
    std::optional<BackTest> m_tested;
    QLineEdit *m_name;
    ExceptionEntriesEdit *m_entries;
    QDateEdit *m_expiry;
    NoteEdit *m_justification;
    MessageBar *m_answer;
    AlertTableModel *m_alerts;
    DataTable *m_table;
    QLabel *m_whyNot;
    QPushButton *m_keep;
    QPushButton *m_export;
    QPushButton *m_copy;
    QAction *m_stop;
    QAction *m_again;
    QTimer m_pause; ///< a moment after the last key
    Job m_job;
};

} // namespace wirecase
