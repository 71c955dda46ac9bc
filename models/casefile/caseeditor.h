#pragma once

#include "models/base/result.h"
#include "models/casefile/casestate.h"

#include <QUndoStack>

namespace wirecase {

class CaseCommand;
class CaseFile;

/// The acts of the analyst, each undoable. One per case, in the GUI thread. The stack is rebuilt from the journal when
/// the case is opened, so undo goes on where it was. The case must outlive the editor.
class CaseEditor
{
public:
    explicit CaseEditor(CaseFile &file);

    [[nodiscard]] QUndoStack &stack() { return m_stack; }

    [[nodiscard]] Status setHead(const QString &name, const QString &number, const QString &analyst);
    /// A step is known by alert and step key; section and text are copied into the answer.
    [[nodiscard]] Status setAnswer(const CaseStep &step, Answer answer);
    [[nodiscard]] Status setWhy(const CaseStep &step, const QString &why);
    [[nodiscard]] Status setStepNote(const CaseStep &step, const QString &note);
    /// With an empty step key the pin belongs to the alert. Pinning twice changes the label.
    [[nodiscard]] Status addPin(const CaseStep &step, const Pin &pin);
    [[nodiscard]] Status removePin(const CaseStep &step, EvidenceRef ref);
    /// Several records in one act. A record that is pinned with other words keeps that pin too.
    [[nodiscard]] Status addPins(const CaseStep &step, const std::vector<Pin> &pins);
    [[nodiscard]] Status removePins(const CaseStep &step, const std::vector<Pin> &pins);
    [[nodiscard]] Status setVerdict(const QString &alertKey, Verdict verdict, const QString &reason);
    /// Answers the id of the note, by which it can be changed.
    [[nodiscard]] Result<QString> addNote(const QString &alertKey, const QString &text);
    [[nodiscard]] Status setNote(const QString &id, const QString &text); ///< empty text removes it
    [[nodiscard]] Status setMark(EvidenceRef ref, const QString &comment);
    /// The same words on several records: one step of undo for as long as the case is open.
    [[nodiscard]] Status setMarks(const std::vector<EvidenceRef> &refs, const QString &comment);
    [[nodiscard]] Status removeMark(EvidenceRef ref);
    /// Keeps a new exception, or the changed one with this id.
    [[nodiscard]] Status keepException(const CaseException &exception);
    [[nodiscard]] Status removeException(const QString &id);

    // Told in the journal, not undoable.
    void tellReveal(EvidenceRef ref, const QString &what); ///< `what` names the secret's place, never the secret
    void tellExport(const QString &path, const QByteArray &sha256);

private:
    friend class CaseCommand;

    [[nodiscard]] Status perform(Act act);
    [[nodiscard]] bool reapply(const Act &act);
    [[nodiscard]] StepAnswer answerOf(const CaseStep &step) const;
    [[nodiscard]] Status storeAnswer(ActKind kind, StepAnswer answer);
    void rebuild();

    CaseFile &m_file;
    QUndoStack m_stack;
    bool m_rebuilding = false;
};

} // namespace wirecase
