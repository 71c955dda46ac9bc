#pragma once

#include "models/investigation/factbook.h"

#include <QWidget>

class QGridLayout;

namespace wirecase {

/// What can be answered now: a row per fact, with the verb that leads to what it counts at the right.
class AnswerableTable : public QWidget
{
    Q_OBJECT

public:
    explicit AnswerableTable(QWidget *parent = nullptr);

    void setFacts(const std::vector<const FactRow *> &rows);

signals:
    void pivotActivated(const wirecase::Pivot &pivot);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addRow(const FactRow &row, int number);

    QGridLayout *m_grid;
};

} // namespace wirecase
