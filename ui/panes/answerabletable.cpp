#include "ui/panes/answerabletable.h"

#include "ui/panes/runlabel.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/linklabel.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <utility>

namespace wirecase {

namespace {

constexpr int labelChars = 21;
constexpr int narrowChars = 52; ///< of the table: label, value and link beside each other

/// A row with the hairline below it.
class UnderlinedRow : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(QRect(0, height() - 1, width(), 1), Theme::of(this).color(ColorRole::Line));
    }
};

} // namespace

AnswerableTable::AnswerableTable(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
}

void AnswerableTable::setValuesBelow()
{
    m_alwaysBelow = true;
}

void AnswerableTable::setFacts(const std::vector<const FactRow *> &rows)
{
    m_lines.clear();
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const FactRow *row : rows)
        addRow(*row);
}

void AnswerableTable::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = m_alwaysBelow || width() < narrowChars * fontMetrics().averageCharWidth();
    if (std::exchange(m_narrow, narrow) == narrow)
        return;
    for (const Line &line : m_lines)
        arrange(line);
}

void AnswerableTable::addRow(const FactRow &row)
{
    auto *widget = new UnderlinedRow(this);
    auto *label = new RunLabel(widget);
    label->setFocusPolicy(Qt::NoFocus);
    label->setRuns({{row.fact.label, m_alwaysBelow ? ColorRole::Text : ColorRole::Muted, m_alwaysBelow, false}});
    Line line{new QGridLayout(widget), label, nullptr, nullptr};
    line.layout->setContentsMargins(12, 3, 10, 4);
    line.layout->setHorizontalSpacing(gridStep);
    line.layout->setVerticalSpacing(0);
    widget->setMinimumHeight(rowHeight(fontMetrics()));
    auto *value = new RunLabel(widget);
    value->setRuns(m_alwaysBelow ? TextRuns{{row.fact.value}} : countRuns(row.fact.value, row.alarming));
    value->setAccessibleName(tr("%1: %2").arg(row.fact.label, row.fact.value));
    line.value = value;
    if (row.pivot) {
        auto *link = new LinkLabel(row.pivot->text, widget);
        link->setWhyNot(row.pivot->whyNot);
        link->setAccessibleName(tr("%1: %2").arg(row.pivot->text, row.fact.label));
        link->setObjectName(row.fact.key);
        connect(link, &LinkLabel::linkActivated, this, [this, pivot = *row.pivot] { emit pivotActivated(pivot); });
        line.link = link;
    }
    arrange(line);
    m_lines.push_back(line);
    m_layout->addWidget(widget);
}

void AnswerableTable::arrange(const Line &line) const
{
    for (QWidget *part : {static_cast<QWidget *>(line.label), line.value, line.link}) {
        if (part)
            line.layout->removeWidget(part);
    }
    // One column for the labels of all rows.
    const int column = labelChars * fontMetrics().averageCharWidth();
    line.label->setMinimumWidth(m_narrow ? 0 : column);
    line.label->setMaximumWidth(m_narrow ? QWIDGETSIZE_MAX : column);
    line.layout->setColumnStretch(0, m_narrow ? 1 : 0);
    line.layout->setColumnStretch(1, m_narrow ? 0 : 1);
    line.layout->addWidget(line.label, 0, 0);
    if (m_narrow)
        line.layout->addWidget(line.value, 1, 0, 1, 3);
    else
        line.layout->addWidget(line.value, 0, 1);
    if (line.link)
        line.layout->addWidget(line.link, 0, 2, m_narrow ? Qt::AlignTop : Qt::Alignment());
}

} // namespace wirecase
