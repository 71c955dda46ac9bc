#include "ui/panes/answerabletable.h"

#include "ui/panes/runlabel.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/linklabel.h"

#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

namespace wirecase {

namespace {

constexpr int labelChars = 21;
constexpr int shortestLabelChars = 9;

/// A row with the hairline below it.
class Line : public QWidget
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

void AnswerableTable::setFacts(const std::vector<const FactRow *> &rows)
{
    m_labels.clear();
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const FactRow *row : rows)
        addRow(*row);
}

int AnswerableTable::labelWidth() const
{
    // One column for all rows; in a narrow pane its words wrap before anything else is cut off.
    const int digit = fontMetrics().averageCharWidth();
    return std::clamp(width() / 3, shortestLabelChars * digit, labelChars * digit);
}

void AnswerableTable::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    for (QLabel *label : m_labels)
        label->setFixedWidth(labelWidth());
}

void AnswerableTable::addRow(const FactRow &row)
{
    auto *line = new Line(this);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(12, 3, 10, 4);
    layout->setSpacing(gridStep);
    line->setMinimumHeight(rowHeight(fontMetrics()));
    auto *label = new QLabel(row.fact.label, line);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    m_labels.push_back(label);
    label->setFixedWidth(labelWidth());
    layout->addWidget(label);
    auto *value = new RunLabel(line);
    value->setRuns(countRuns(row.fact.value, row.alarming));
    value->setAccessibleName(tr("%1: %2").arg(row.fact.label, row.fact.value));
    layout->addWidget(value, 1);
    if (row.pivot) {
        auto *link = new LinkLabel(row.pivot->text, line);
        link->setWhyNot(row.pivot->whyNot);
        link->setAccessibleName(tr("%1: %2").arg(row.pivot->text, row.fact.label));
        link->setObjectName(row.fact.key);
        connect(link, &LinkLabel::linkActivated, this, [this, pivot = *row.pivot] { emit pivotActivated(pivot); });
        layout->addWidget(link);
    }
    m_layout->addWidget(line);
}

} // namespace wirecase
