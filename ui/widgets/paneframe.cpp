#include "ui/widgets/paneframe.h"

#include "ui/theme/fontrole.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/headertabs.h"
#include "ui/widgets/messagebar.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace wirecase {

namespace {

/// A title that is cut with an ellipsis rather than in the middle of a letter, and says the rest in its tooltip.
class TitleLabel : public QLabel
{
public:
    using QLabel::QLabel;

    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return {qMin(sizeHint().width(), fontMetrics().averageCharWidth() * 10), sizeHint().height()};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setPen(Theme::of(this).color(ColorRole::Text));
        painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft,
                         fontMetrics().elidedText(text(), Qt::ElideRight, width()));
    }

    void resizeEvent(QResizeEvent *event) override
    {
        QLabel::resizeEvent(event);
        setToolTip(fontMetrics().horizontalAdvance(text()) > width() ? text() : QString());
    }
};

/// What the chip of a header shows of its action.
void followAction(ChipButton *chip, const QAction *action)
{
    chip->setText(action->text());
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    const QString tip = action->toolTip();
    chip->setToolTip(keys.isEmpty() ? tip : PaneFrame::tr("%1 (%2)").arg(tip, keys));
    chip->setEnabled(action->isEnabled());
    chip->setVisible(action->isVisible());
    chip->setCheckable(action->isCheckable());
    chip->setChecked(action->isChecked());
    chip->updateGeometry();
}

} // namespace

PaneFrame::PaneFrame(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_header(new QWidget(this))
    , m_headerLayout(new FlowLayout(m_header))
    , m_title(new TitleLabel(title, m_header))
    , m_top(new QVBoxLayout)
    , m_note(new QLabel(this))
    , m_message(new MessageBar(this))
    , m_stack(new QStackedLayout)
    , m_empty(new EmptyState(this))
{
    setAccessibleName(title);
    setFontRole(m_title, FontRole::Strong);
    m_title->setTextFormat(Qt::PlainText);
    m_headerLayout->setContentsMargins(12, 5, 12, 6);
    m_headerLayout->addWidget(m_title);
    m_top->setSpacing(0);
    setFontRole(m_note, FontRole::Small);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(12, 5, 12, 5);
    m_note->hide();
    m_stack->addWidget(m_empty);

    auto *layout = new QVBoxLayout(this);
    // One pixel for the outline; at the foot enough to keep the rounded corners clear.
    layout->setContentsMargins(1, 1, 1, paneRadius / 2);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addLayout(m_top);
    layout->addWidget(m_note);
    layout->addWidget(m_message);
    layout->addLayout(m_stack, 1);
    updateHeader();
}

void PaneFrame::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
    m_title->updateGeometry();
}

QString PaneFrame::title() const
{
    return m_title->text();
}

void PaneFrame::setHeaderShown(bool shown)
{
    m_header->setVisible(shown);
    update();
}

void PaneFrame::setTabs(const QStringList &titles, int own)
{
    if (titles == m_tabTitles && own == m_ownTab)
        return;
    m_tabTitles = titles;
    m_ownTab = own;
    const bool shown = titles.size() > 1;
    m_title->setVisible(!shown);
    if (shown && !m_tabs) {
        m_tabs = new HeaderTabs(m_header);
        m_headerLayout->insertWidget(0, m_tabs);
        connect(m_tabs, &HeaderTabs::chosen, this, &PaneFrame::tabChosen);
    }
    if (!m_tabs)
        return;
    if (shown)
        m_tabs->setTitles(titles, own);
    m_tabs->setVisible(shown);
}

void PaneFrame::addLeft(QWidget *widget)
{
    int at = 0;
    while (at < m_headerLayout->count() && !(m_headerLayout->itemAt(at)->alignment() & Qt::AlignRight))
        ++at;
    m_headerLayout->insertWidget(at, widget);
}

ChipButton *PaneFrame::addCountChip(const QString &text, Tone tone)
{
    auto *chip = new ChipButton(text, ChipButton::Kind::Plain, m_header);
    chip->setTone(tone);
    chip->setStrong(true);
    addLeft(chip);
    return chip;
}

ChipButton *PaneFrame::addFilterChip(const QString &text, Tone tone)
{
    auto *chip = new ChipButton(text, ChipButton::Kind::Button, m_header);
    chip->setCheckable(true);
    chip->setTone(tone);
    chip->setStrong(true);
    addLeft(chip);
    return chip;
}

ChipButton *PaneFrame::addHeaderAction(QAction *action)
{
    auto *chip = new ChipButton(action->text(), ChipButton::Kind::Button, m_header);
    chip->setTone(Tone::Muted);
    followAction(chip, action);
    connect(action, &QAction::changed, chip, [chip, action] { followAction(chip, action); });
    connect(action, &QObject::destroyed, chip, &QObject::deleteLater);
    connect(chip, &ChipButton::clicked, action, &QAction::trigger);
    m_headerLayout->addWidget(chip, Qt::AlignRight);
    return chip;
}

void PaneFrame::addHeaderWidget(QWidget *widget)
{
    m_headerLayout->addWidget(widget, Qt::AlignRight);
}

void PaneFrame::setBody(QWidget *body)
{
    if (m_body) {
        m_stack->removeWidget(m_body);
        m_body->deleteLater();
    }
    const bool empty = isEmptyShown() && m_body;
    m_body = body;
    m_stack->addWidget(body);
    m_stack->setCurrentWidget(empty ? static_cast<QWidget *>(m_empty) : body);
}

void PaneFrame::addTopWidget(QWidget *widget)
{
    m_top->addWidget(widget);
}

void PaneFrame::setNote(const QString &text)
{
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void PaneFrame::showMessage(const QString &text, Tone tone, QAction *action)
{
    m_message->showMessage(text, tone, action);
}

void PaneFrame::clearMessage()
{
    m_message->hide();
}

void PaneFrame::setEmptyState(const QString &sentence, QAction *action)
{
    m_empty->setContent(sentence, action);
}

void PaneFrame::setEmptyShown(bool empty)
{
    if (empty || !m_body)
        m_stack->setCurrentWidget(m_empty);
    else
        m_stack->setCurrentWidget(m_body);
}

bool PaneFrame::isEmptyShown() const
{
    return m_stack->currentWidget() == m_empty;
}

void PaneFrame::updateHeader()
{
    m_header->setMinimumHeight(headerHeight(m_title->fontMetrics()));
}

void PaneFrame::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        updateHeader();
    QWidget::changeEvent(event);
}

void PaneFrame::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.color(ColorRole::Line));
    painter.setBrush(theme.color(ColorRole::Pane));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), paneRadius, paneRadius);
    if (m_header->isVisible())
        painter.fillRect(QRect(1, m_header->geometry().bottom(), width() - 2, 1), theme.color(ColorRole::Line));
}

} // namespace wirecase
