#include "ui/panes/stepfactsbox.h"

#include "ui/panes/runlabel.h"
#include "ui/theme/fontrole.h"
#include "ui/theme/metrics.h"
#include "ui/theme/painting.h"
#include "ui/widgets/linklabel.h"

#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

namespace wirecase {

StepFactsBox::StepFactsBox(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(10, 6, 8, 7);
    m_layout->setSpacing(0);
}

void StepFactsBox::clear()
{
    m_rows.clear();
    m_pinLinks.clear();
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

void StepFactsBox::showDeriving()
{
    clear();
    auto *label = new QLabel(tr("Deriving facts…"), this);
    label->setForegroundRole(QPalette::PlaceholderText);
    m_layout->addWidget(label);
}

void StepFactsBox::setFacts(std::vector<FactRow> rows)
{
    clear();
    for (const FactRow &row : rows)
        addFact(row);
    m_rows = std::move(rows);
    updatePins();
}

void StepFactsBox::addFact(const FactRow &row)
{
    auto *holder = new QWidget(this);
    auto *column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 3);
    column->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setSpacing(gridStep);
    auto *label = new QLabel(row.fact.label, holder);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setMinimumWidth(40);
    setFontRole(label, FontRole::Small);
    head->addWidget(label, 1);
    if (row.pivot) {
        auto *link = new LinkLabel(row.pivot->text, holder);
        link->setWhyNot(row.pivot->whyNot);
        link->setAccessibleName(tr("%1: %2").arg(row.pivot->text, row.fact.label));
        connect(link, &LinkLabel::linkActivated, this, [this, pivot = *row.pivot] { emit pivotActivated(pivot); });
        head->addWidget(link, 0, Qt::AlignTop);
    }
    auto *pin = new LinkLabel(tr("Pin"), holder);
    pin->setAccessibleName(tr("Pin as evidence: %1").arg(row.fact.label));
    connect(pin, &LinkLabel::linkActivated, this, [this, fact = row.fact] { emit pinRequested(fact); });
    head->addWidget(pin, 0, Qt::AlignTop);
    m_pinLinks.push_back(pin);
    column->addLayout(head);
    auto *value = new RunLabel(holder);
    value->setRuns({{row.fact.value, row.alarming ? ColorRole::High : ColorRole::Text, false, false}});
    value->setAccessibleName(tr("%1: %2").arg(row.fact.label, row.fact.value));
    column->addWidget(value);
    m_layout->addWidget(holder);
}

void StepFactsBox::setPinned(const std::vector<Pin> &pins)
{
    m_pinned = pins;
    updatePins();
}

std::vector<Pin> StepFactsBox::pinsOf(const CaseFact &fact)
{
    std::vector<Pin> pins;
    for (const EvidenceRef ref : fact.sources)
        pins.push_back({ref, QStringLiteral("%1: %2").arg(fact.label, fact.value)});
    return pins;
}

void StepFactsBox::setPinningAllowed(bool allowed)
{
    m_mayPin = allowed;
    updatePins();
}

void StepFactsBox::updatePins()
{
    for (std::size_t i = 0; i < m_pinLinks.size() && i < m_rows.size(); ++i) {
        const std::vector<Pin> sources = pinsOf(m_rows[i].fact);
        const bool pinned = !sources.empty() && std::all_of(sources.begin(), sources.end(), [&](const Pin &pin) {
            return std::find(m_pinned.begin(), m_pinned.end(), pin) != m_pinned.end();
        });
        LinkLabel *link = m_pinLinks[i];
        link->setText(pinned ? tr("Pinned") : tr("Pin"));
        link->updateGeometry();
        if (!m_mayPin)
            link->setWhyNot(tr("The case is open for reading only."));
        else if (sources.empty())
            link->setWhyNot(tr("This fact is counted over many records. Show them, and pin the one that matters."));
        else if (pinned)
            link->setWhyNot(tr("Its records are pinned to this step."));
        else
            link->setWhyNot({});
        if (link->whyNot().isEmpty())
            link->setToolTip(
                tr("Pin as evidence: cite the %n record(s) that say this", nullptr, static_cast<int>(sources.size())));
    }
}

void StepFactsBox::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.color(ColorRole::Line));
    painter.setBrush(theme.color(ColorRole::Pane));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), controlRadius, controlRadius);
}

} // namespace wirecase
