#pragma once

#include "models/investigation/factbook.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace wirecase {

/// What can be answered now: a row per fact, with the verb that leads to what it counts at the right. Where the value
/// would have no room beside its label it stands below.
class AnswerableTable : public QWidget
{
    Q_OBJECT

public:
    explicit AnswerableTable(QWidget *parent = nullptr);

    /// For rows whose labels are what is looked for, and whose values tell much of each: whatever the room; before the
    /// first facts.
    void setValuesBelow();
    void setFacts(const std::vector<const FactRow *> &rows);

signals:
    void pivotActivated(const wirecase::Pivot &pivot);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Line
    {
        QGridLayout *layout;
        QLabel *label;
        QWidget *value;
        QWidget *link; ///< may be null
    };

    void addRow(const FactRow &row);
    void arrange(const Line &line) const;

    QVBoxLayout *m_layout;
    std::vector<Line> m_lines;
    bool m_alwaysBelow = false;
    bool m_narrow = true; ///< until there is room
};

} // namespace wirecase
