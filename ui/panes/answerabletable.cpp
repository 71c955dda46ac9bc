#include "ui/panes/answerabletable.h"

#include "ui/panes/runlabel.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/linklabel.h"

#include <QGridLayout>
#include <QPainter>

namespace wirecase {

AnswerableTable::AnswerableTable(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(12, 0, 10, 1);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(1);
    m_grid->setColumnStretch(0, 3);
    m_grid->setColumnStretch(1, 6);
}

void AnswerableTable::setFacts(const std::vector<const FactRow *> &rows)
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    int number = 0;
    for (const FactRow *row : rows)
        addRow(*row, number++);
    update();
}

void AnswerableTable::addRow(const FactRow &row, int number)
{
    m_grid->setRowMinimumHeight(number, rowHeight(fontMetrics()) - 1);
    auto *label = new QLabel(row.fact.label, this);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    m_grid->addWidget(label, number, 0, Qt::AlignVCenter);
    auto *value = new RunLabel(this);
    value->setRuns(countRuns(row.fact.value, row.alarming));
    value->setAccessibleName(QStringLiteral("%1: %2").arg(row.fact.label, row.fact.value));
    m_grid->addWidget(value, number, 1, Qt::AlignVCenter);
    if (!row.pivot)
        return;
    auto *link = new LinkLabel(row.pivot->text, this);
    link->setWhyNot(row.pivot->whyNot);
    link->setAccessibleName(tr("%1: %2").arg(row.pivot->text, row.fact.label));
    link->setObjectName(row.fact.key);
    connect(link, &LinkLabel::linkActivated, this, [this, pivot = *row.pivot] { emit pivotActivated(pivot); });
    m_grid->addWidget(link, number, 2, Qt::AlignRight | Qt::AlignVCenter);
}

void AnswerableTable::paintEvent(QPaintEvent *)
{
    const QColor line = Theme::of(this).color(ColorRole::Line);
    QPainter painter(this);
    for (int row = 0; row < m_grid->rowCount(); ++row) {
        const QRect cell = m_grid->cellRect(row, 0);
        if (cell.height() > 1)
            painter.fillRect(QRect(0, cell.bottom() + 1, width(), 1), line);
    }
}

} // namespace wirecase
