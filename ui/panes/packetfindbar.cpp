#include "ui/panes/packetfindbar.h"

#include "ui/theme/fontrole.h"
#include "ui/theme/icons.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace wirecase {

PacketFindBar::PacketFindBar(QWidget *parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_line(new QLineEdit(this))
    , m_ignoreCase(new QCheckBox(tr("Ignore case"), this))
    , m_note(new QLabel(this))
{
    m_kind->addItems({tr("Text"), tr("Hex"), tr("Regular expression")});
    m_kind->setAccessibleName(tr("How to look for it"));
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kind->setMinimumContentsLength(8);
    m_line->setAccessibleName(tr("Find in the bytes of packets"));
    m_line->setToolTip(tr("Looks in the bytes of the packets shown. Secrets that are masked never match."));
    m_line->setClearButtonEnabled(true);
    m_line->installEventFilter(this);
    setFontRole(m_line, FontRole::Fixed);
    m_ignoreCase->setChecked(true);
    m_note->setObjectName(QStringLiteral("findNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(2, 0, 2, 0);
    m_note->hide();
    setFontRole(m_note, FontRole::Small);
    auto *back = addButton(QStringLiteral("↑"), tr("Find the one before (Shift+F3)"));
    auto *next = addButton(QStringLiteral("↓"), tr("Find the next one (F3)"));
    auto *close = addButton({}, tr("Leave (Esc)"));
    close->setIcon(icon(IconName::Close));
    connect(back, &QToolButton::clicked, this, [this] { emit findRequested(true); });
    connect(next, &QToolButton::clicked, this, [this] { emit findRequested(false); });
    connect(close, &QToolButton::clicked, this, &PacketFindBar::left);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &PacketFindBar::showHint);
    connect(m_line, &QLineEdit::textEdited, this, [this] { say({}); });

    auto *controls = new QHBoxLayout;
    controls->setSpacing(6);
    controls->addWidget(m_kind);
    controls->addWidget(m_line, 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_ignoreCase, back, next, close})
        controls->addWidget(widget);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 3, 8, 3);
    layout->setSpacing(2);
    layout->addLayout(controls);
    layout->addWidget(m_note);
    showHint();
}

QToolButton *PacketFindBar::addButton(const QString &text, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setAutoRaise(true);
    return button;
}

void PacketFindBar::showHint()
{
    const std::array<QString, 3> hints{tr("Text, in UTF-8 or UTF-16"), tr("de ad be ef, 0xdead, dead:beef"),
                                       tr("Expression over bytes: PASS [^\\r]+, \\x00{4}")};
    m_line->setPlaceholderText(hints.at(static_cast<std::size_t>(m_kind->currentIndex())));
    m_ignoreCase->setEnabled(m_kind->currentIndex() != Hex);
    say({});
}

void PacketFindBar::open()
{
    show();
    m_line->setFocus(Qt::ShortcutFocusReason);
    m_line->selectAll();
}

void PacketFindBar::ask(Kind kind, const QString &text, bool ignoreCase)
{
    m_kind->setCurrentIndex(kind);
    m_line->setText(text);
    m_ignoreCase->setChecked(ignoreCase);
}

QString PacketFindBar::text() const
{
    return m_line->text();
}

Result<BytePattern> PacketFindBar::pattern() const
{
    const auto cs = m_ignoreCase->isChecked() ? Qt::CaseInsensitive : Qt::CaseSensitive;
    switch (static_cast<Kind>(m_kind->currentIndex())) {
    case Hex:
        return BytePattern::fromHex(text());
    case Regex:
        return BytePattern::fromRegex(text(), cs);
    case Text:
        break;
    }
    return BytePattern::fromText(text(), cs);
}

QString PacketFindBar::key() const
{
    return QStringLiteral("%1 %2 %3").arg(m_kind->currentIndex()).arg(m_ignoreCase->isChecked() ? 1 : 0).arg(text());
}

void PacketFindBar::say(const QString &note, Tone tone)
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, Theme::of(this).color(textColorOf(tone)));
    m_note->setPalette(colors);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_line->setAccessibleDescription(note);
}

QString PacketFindBar::note() const
{
    return m_note->text();
}

bool PacketFindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_line || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        emit findRequested(key->modifiers().testFlag(Qt::ShiftModifier));
        return true;
    }
    if (key->key() == Qt::Key_Escape) {
        emit left();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace wirecase
