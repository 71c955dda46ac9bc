#pragma once

#include "models/base/result.h"
#include "models/casefile/caseoptions.h"
#include "models/casefile/casestate.h"
#include "models/casefile/evidenceindex.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

namespace wirecase {

class CaseWriter;
struct CaseWrite;
struct DocumentWrite;
struct FindingsDocument;
struct WriteOutcome;

enum class CaseMode
{
    ReadWrite,
    ReadOnly
};
enum class SaveState
{
    Saved,
    Saving,
    Failed
};

/// The case: its state in memory and the only way to change it and its file. Lives in the GUI thread; the disk is left
/// to a writer thread, and nothing is called saved before that acknowledged it. Acts of the analyst come through
/// CaseEditor, which can undo them.
class CaseFile : public QObject
{
    Q_OBJECT

public:
    /// A new case at `path`, which must not exist.
    [[nodiscard]] static Result<std::unique_ptr<CaseFile>> create(const QString &path, const QString &name,
                                                                  const CaseOptions &options = {});
    /// A new case without a place: it is kept in `folder`, so that a crash loses nothing, until saveAs() or discard().
    [[nodiscard]] static Result<std::unique_ptr<CaseFile>> createUnsaved(const QString &folder, const QString &name,
                                                                         const CaseOptions &options = {});
    /// Refuses what is no case, is damaged, newer than this program, or open elsewhere; such a file is left untouched.
    /// A file that cannot be written to is opened read-only. Takes a while with a large case: a worker may call it and
    /// move what it got to the GUI thread.
    [[nodiscard]] static Result<std::unique_ptr<CaseFile>>
    open(const QString &path, CaseMode mode = CaseMode::ReadWrite, const CaseOptions &options = {});
    /// Cases in `folder` that createUnsaved() made and no program has open, newest first: what a crash left behind.
    [[nodiscard]] static QStringList unsavedCases(const QString &folder);
    /// Where createUnsaved() keeps cases by default: the application's data folder.
    [[nodiscard]] static QString defaultUnsavedFolder();

    ~CaseFile() override; ///< writes what is queued first

    [[nodiscard]] const CaseState &state() const { return m_state; }
    [[nodiscard]] QString path() const { return m_path; } ///< also while unsaved
    [[nodiscard]] bool isUnsaved() const { return m_unsaved; }
    [[nodiscard]] bool isReadOnly() const { return m_mode == CaseMode::ReadOnly; }
    [[nodiscard]] QString analyst() const { return m_options.analyst; }
    [[nodiscard]] qint64 nowNs() const;

    [[nodiscard]] SaveState saveState() const;
    [[nodiscard]] const Error &saveError() const { return m_saveError; }    ///< meaningful while saveState() is Failed
    [[nodiscard]] qint64 lastSavedNs() const { return m_lastSavedNs; }      ///< noTime before the first
    [[nodiscard]] quint64 savedSequence() const { return m_savedSequence; } ///< last journal entry known to be on disk
    /// Waits until everything is on disk. For the end of the program and for the command line.
    [[nodiscard]] Status flush();
    /// Moves the case to `path`, which must not exist unless `replace`. Answers through pathChanged() or failed().
    void saveAs(const QString &path, bool replace = false);
    /// Removes an unsaved case from disk; nothing may be done with it afterwards.
    [[nodiscard]] Status discard();

    // What the analyst says, called by CaseEditor only.
    /// Puts the act's `after` in place, journals it and queues the write. Typing is gathered for at most a second.
    [[nodiscard]] Status apply(const Act &act);
    /// Puts typing that is still gathered into the journal, without waiting for the disk. Before a report is made.
    void endTyping();
    /// An act that changes nothing but must be told: a reveal, an export.
    void tell(ActKind kind, const QString &subject, const QJsonObject &what);
    /// Something failed that the analyst should hear of.
    void report(const Error &error) { emit failed(error); }

    // What the evidence says.
    /// The id of this file within the case, given to its content: see matchEvidence().
    [[nodiscard]] EvidenceId registerEvidence(const EvidenceCandidate &candidate);
    void setEvidenceHash(EvidenceId id, const QByteArray &sha256);
    /// Copies kind, times, counts and problems; identity (id, name, path, size, hash) is not changed by this.
    void setEvidenceOutcome(const CaseEvidence &outcome);
    /// The evidence that holds the same bytes now, when `id` is not there in this session and another file is.
    [[nodiscard]] EvidenceId presentEvidence(EvidenceId id) const;
    /// Told in the journal by their hash, so that nobody changes them behind its back. A case that is open for reading
    /// only goes on saying what it says.
    void setFindings(FindingsDocument document);

    // What the analyst looks at: not undoable, not in the journal.
    void setWorkspace(const QString &key, const QByteArray &value);

    /// What the check found when the case was opened, and of what was added since. Costs nothing.
    [[nodiscard]] const JournalCheck &journalCheck() const { return m_check; }
    /// Checks the chain of the journal, and that the case says what the journal tells. Takes a while.
    [[nodiscard]] JournalCheck verifyJournal() const;

signals:
    void headChanged();
    void answersChanged(const QString &alertKey);
    void verdictChanged(const QString &alertKey);
    void notesChanged();
    void marksChanged();
    void exceptionsChanged();
    void evidenceChanged();
    void findingsChanged();
    void journalChanged();
    void savedChanged();
    void pathChanged();
    void failed(const wirecase::Error &error);

private:
    CaseFile(QString path, CaseMode mode, const CaseOptions &options);

    static Result<std::unique_ptr<CaseFile>> make(const QString &path, const QString &name, const CaseOptions &options);
    [[nodiscard]] Status begin();
    void gather(const Act &act);
    void journal(const Act &act);
    void journal(const Act &act, std::vector<DocumentWrite> documents);
    void queue(CaseWrite write);
    void tellChange(const Act &act);
    void putEvidence(const CaseEvidence &evidence);
    void hear(const WriteOutcome &outcome);

    CaseState m_state;
    QString m_path;
    CaseMode m_mode;
    bool m_unsaved = false;
    CaseOptions m_options;
    EvidenceIndex m_evidenceIndex;
    std::set<EvidenceId> m_present; ///< evidence registered in this session
    JournalCheck m_check;
    std::optional<Act> m_typing; ///< applied, not yet in the journal
    QElapsedTimer m_typingSince;
    QTimer m_typingTimer;
    quint64 m_queuedTicket = 0;
    quint64 m_savedTicket = 0;
    quint64 m_savedSequence = 0;
    qint64 m_lastSavedNs = noTime;
    Error m_saveError;
    bool m_saveFailed = false;
    std::unique_ptr<CaseWriter> m_writer; ///< last: ends before the rest
};

} // namespace wirecase
