#include "ui/panes/packetcommentdialog.h"

#include "models/base/numbertext.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace wirecase {

PacketCommentDialog::PacketCommentDialog(const QString &what, const QString &text, QWidget *parent)
    : QDialog(parent)
    , m_field(new QPlainTextEdit(text, this))
    , m_hint(new QLabel(this))
{
    setWindowTitle(tr("Comment"));
    auto *title = new QLabel(what, this);
    title->setTextFormat(Qt::PlainText);
    title->setBuddy(m_field);
    m_field->setAccessibleName(what);
    m_field->setTabChangesFocus(true);
    m_field->selectAll();
    m_hint->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_keep = buttons->button(QDialogButtonBox::Ok);
    m_keep->setText(tr("Keep"));
    m_keep->setToolTip(tr("Ctrl+Return"));
    auto *keep = new QAction(this);
    keep->setShortcuts({Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    addAction(keep);
    connect(keep, &QAction::triggered, m_keep, &QPushButton::click);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_field, &QPlainTextEdit::textChanged, this, &PacketCommentDialog::check);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(title);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_hint);
    layout->addWidget(buttons);
    constexpr int width = 460;
    constexpr int height = 230;
    resize(width, height);
    check();
}

QString PacketCommentDialog::text() const
{
    return m_field->toPlainText().trimmed();
}

void PacketCommentDialog::check()
{
    const bool fits = text().size() <= mostCharacters;
    m_keep->setEnabled(fits);
    m_hint->setText(fits ? tr("Kept in the case, and the packet is marked; the capture stays as it is.")
                         : tr("A comment has at most %1 characters.").arg(countText(mostCharacters)));
}

} // namespace wirecase
