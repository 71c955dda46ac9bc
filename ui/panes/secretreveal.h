#pragma once

#include "models/base/job.h"
#include "models/investigation/snapshot.h"

#include <QInputDialog>
#include <QPointer>

namespace wirecase {

class CaseEditor;
class CaseFile;

/// Reveals one secret of a packet: asks why, records the act in the case, and only then shows the value.
class SecretReveal : public QObject
{
    Q_OBJECT

public:
    SecretReveal(CaseFile &caseFile, CaseEditor &editor, QWidget *parent);

    /// `field` is the id of the secret's field; `place` names it: "FTP password".
    void ask(const SnapshotPtr &snapshot, PacketId packet, quint32 field, const QString &place);

    [[nodiscard]] QInputDialog *question() const { return m_question; }
    [[nodiscard]] QDialog *answer() const { return m_answer; }

signals:
    void failed(const QString &message);
    void revealed();

private:
    struct Wish
    {
        SnapshotPtr snapshot;
        PacketId packet{};
        quint32 field = 0;
        QString place;
    };

    void read(const Wish &wish, const QString &reason);
    void show(const Wish &wish, const QString &value);

    CaseFile &m_case;
    CaseEditor &m_editor;
    QWidget *m_parent;
    QPointer<QInputDialog> m_question;
    QPointer<QDialog> m_answer;
    Job m_job;
};

} // namespace wirecase
