#include "ui/panes/secretreveal.h"

#include "models/casefile/caseeditor.h"
#include "models/casefile/casefile.h"
#include "ui/panes/packetreading.h"
#include "ui/theme/fontrole.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QVBoxLayout>

namespace wirecase {

SecretReveal::SecretReveal(CaseFile &caseFile, CaseEditor &editor, QWidget *parent)
    : QObject(parent)
    , m_case(caseFile)
    , m_editor(editor)
    , m_parent(parent)
    , m_job(this)
{
}

void SecretReveal::ask(const SnapshotPtr &snapshot, PacketId packet, quint32 field, const QString &place)
{
    if (m_case.isReadOnly()) {
        emit failed(tr("The case is read-only: a reveal could not be recorded, so the secret stays masked."));
        return;
    }
    delete m_question;
    m_question = new QInputDialog(m_parent);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    m_question->setWindowTitle(tr("Reveal a secret"));
    m_question->setLabelText(
        tr("The value of “%1” will be shown to you, and the case log will say so.\nWhy do you need it?").arg(place));
    m_question->setOkButtonText(tr("Record and reveal"));
    connect(
        m_question, &QInputDialog::textValueSelected, this,
        [this, wish = Wish{snapshot, packet, field, place}](const QString &reason) { read(wish, reason.trimmed()); });
    m_question->open();
}

void SecretReveal::read(const Wish &wish, const QString &reason)
{
    if (reason.isEmpty()) {
        emit failed(tr("A secret is revealed only for a reason; none was given."));
        return;
    }
    m_job.start([wish](JobState &) { return readSecret(*wish.snapshot, wish.packet, wish.field); },
                [this, wish, reason](const Result<QString> &value) {
                    if (!value) {
                        emit failed(value.error().message);
                        return;
                    }
                    //: %1 is "password", %2 what the analyst typed
                    m_editor.tellReveal(wish.snapshot->capture.packets->refOf(wish.packet),
                                        tr("%1; reason: %2").arg(wish.place, reason));
                    show(wish, *value);
                });
}

void SecretReveal::show(const Wish &wish, const QString &value)
{
    delete m_answer;
    m_answer = new QDialog(m_parent);
    m_answer->setAttribute(Qt::WA_DeleteOnClose);
    m_answer->setWindowTitle(tr("Revealed secret"));
    auto *layout = new QVBoxLayout(m_answer);
    layout->addWidget(new QLabel(wish.place, m_answer));
    // Not selectable: what was revealed to the eyes does not get onto the clipboard.
    auto *text = new QLabel(value, m_answer);
    text->setObjectName(QStringLiteral("revealedValue"));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    setFontRole(text, FontRole::Fixed);
    layout->addWidget(text);
    layout->addWidget(new QLabel(tr("This reveal is recorded in the case log."), m_answer));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, m_answer);
    connect(buttons, &QDialogButtonBox::rejected, m_answer, &QDialog::close);
    layout->addWidget(buttons);
    m_answer->open();
    emit revealed();
}

} // namespace wirecase
