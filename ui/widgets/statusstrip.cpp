#include "ui/widgets/statusstrip.h"

#include "models/base/jobboard.h"
#include "ui/theme/fontrole.h"
#include "ui/theme/metrics.h"
#include "ui/theme/painting.h"
#include "ui/widgets/linklabel.h"
#include "ui/widgets/progressstrip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace wirecase {

namespace {

/// A label that is cut with an ellipsis where the strip is too narrow for it.
class StripLabel : public QLabel
{
public:
    using QLabel::QLabel;

    [[nodiscard]] QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }
    void setTone(Tone tone) { m_tone = tone; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setPen(Theme::of(this).color(textColorOf(m_tone)));
        painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft,
                         fontMetrics().elidedText(text(), Qt::ElideRight, width()));
        setToolTip(fontMetrics().horizontalAdvance(text()) > width() ? text() : QString());
    }

private:
    Tone m_tone = Tone::Muted;
};

} // namespace

StatusStrip::StatusStrip(JobBoard *board, QWidget *parent)
    : QWidget(parent)
    , m_board(board)
    , m_saved(new StripLabel(this))
    , m_evidence(new StripLabel(this))
    , m_trouble(new LinkLabel({}, this))
    , m_facts(new StripLabel(this))
    , m_job(new StripLabel(this))
    , m_progress(new ProgressStrip(this))
    , m_cancel(new LinkLabel(tr("Cancel"), this))
{
    for (QWidget *widget : std::initializer_list<QWidget *>{m_saved, m_evidence, m_trouble, m_facts, m_job, m_cancel})
        setFontRole(widget, FontRole::Small);
    m_saved->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_evidence->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_trouble->setTone(Tone::Warning);
    m_trouble->setToolTip(tr("Show the evidence"));
    m_facts->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_job->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_progress->setFixedWidth(80);
    m_progress->setAccented(true);
    m_cancel->setAccessibleName(tr("Cancel the running job"));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 3, 12, 2);
    layout->setSpacing(gridStep);
    layout->addWidget(m_saved);
    layout->addSpacing(gridStep);
    layout->addWidget(m_evidence);
    layout->addWidget(m_trouble);
    layout->addSpacing(gridStep);
    layout->addWidget(m_facts, 1);
    layout->addWidget(m_job);
    layout->addWidget(m_progress);
    layout->addWidget(m_cancel);

    m_timer.setInterval(100);
    connect(&m_timer, &QTimer::timeout, this, &StatusStrip::poll);
    connect(m_cancel, &LinkLabel::linkActivated, this, &StatusStrip::cancelShown);
    connect(m_trouble, &LinkLabel::linkActivated, this, &StatusStrip::evidenceRequested);
    setEvidence({}, {});
    if (m_board)
        connect(m_board, &JobBoard::entriesChanged, this, &StatusStrip::poll);
    poll();
}

void StatusStrip::setSaved(const QString &text, bool warning)
{
    static_cast<StripLabel *>(m_saved)->setTone(warning ? Tone::Warning : Tone::Muted);
    m_saved->setText(text);
}

void StatusStrip::setFacts(const QStringList &facts)
{
    m_facts->setText(facts.join(QStringLiteral("     ")));
}

void StatusStrip::setEvidence(const QString &text, const QString &trouble)
{
    m_evidence->setText(text);
    m_evidence->setVisible(!text.isEmpty());
    m_trouble->setText(trouble);
    m_trouble->setVisible(!trouble.isEmpty());
    m_trouble->updateGeometry();
}

QString StatusStrip::evidenceText() const
{
    return m_evidence->text();
}

QString StatusStrip::jobText() const
{
    return m_job->text();
}

void StatusStrip::poll()
{
    const bool busy = m_board && !m_board->entries().empty();
    if (busy != m_timer.isActive())
        busy ? m_timer.start() : m_timer.stop();
    m_job->setVisible(busy);
    m_progress->setVisible(busy);
    m_cancel->setVisible(busy);
    if (!busy) {
        m_job->clear();
        return;
    }
    const JobBoard::Entry &shown = m_board->entries().front();
    const qint64 done = shown.state->done;
    const qint64 total = shown.state->total;
    const auto others = static_cast<int>(m_board->entries().size()) - 1;
    QString text = shown.title;
    if (total > 0)
        text = tr("%1 %2 %").arg(text).arg(qBound(qint64(0), done / qMax(qint64(1), total / 100), qint64(100)));
    if (others > 0)
        text = tr("%1, %n more", nullptr, others).arg(text);
    m_progress->setProgress(done, total);
    m_cancel->setWhyNot(shown.state->cancelled ? tr("The job has been told to stop.") : QString());
    m_job->setText(text);
}

void StatusStrip::cancelShown()
{
    if (!m_board || m_board->entries().empty())
        return;
    m_board->entries().front().state->cancelled = true;
    poll();
}

void StatusStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(ColorRole::Pane));
    painter.fillRect(QRect(0, 0, width(), 1), theme.color(ColorRole::Line));
}

} // namespace wirecase
