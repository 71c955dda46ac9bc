#pragma once

#include "models/investigation/factbook.h"

#include <QWidget>

#include <vector>

class QLabel;
class QVBoxLayout;

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
    void resizeEvent(QResizeEvent *event) override;

private:
    void addRow(const FactRow &row);
    [[nodiscard]] int labelWidth() const;

    QVBoxLayout *m_layout;
    std::vector<QLabel *> m_labels;
};

} // namespace wirecase
