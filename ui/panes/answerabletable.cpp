#include "ui/panes/answerabletable.h"

#include "ui/panes/runlabel.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/linklabel.h"

#include <QHBoxLayout>
#include <QPainter>

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
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const FactRow *row : rows)
        addRow(*row);
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
    // One column while there is room; in a narrow pane the words wrap before anything is cut off.
    label->setMinimumWidth(fontMetrics().averageCharWidth() * shortestLabelChars);
    label->setMaximumWidth(fontMetrics().averageCharWidth() * labelChars);
    layout->addWidget(label, 2);
    auto *value = new RunLabel(line);
    value->setRuns(countRuns(row.fact.value, row.alarming));
    value->setAccessibleName(tr("%1: %2").arg(row.fact.label, row.fact.value));
    layout->addWidget(value, 3);
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
