#pragma once

#include "models/casefile/said.h"
#include "models/investigation/factbook.h"

#include <QWidget>

#include <optional>

class QVBoxLayout;

namespace wirecase {

class LinkLabel;

/// The facts that fill a step: what was found, a verb that shows it, and one that cites its records in the answer.
class StepFactsBox : public QWidget
{
    Q_OBJECT

public:
    explicit StepFactsBox(QWidget *parent = nullptr);

    void showDeriving();
    void setFacts(std::vector<FactRow> rows);
    /// Facts all of whose records are pinned in their words say so.
    void setPinned(const std::vector<Pin> &pins);
    /// What pinning a fact adds: each of its records, with what the fact says.
    [[nodiscard]] static std::vector<Pin> pinsOf(const CaseFact &fact);
    void setPinningAllowed(bool allowed);

signals:
    void pivotActivated(const wirecase::Pivot &pivot);
    void pinRequested(const wirecase::CaseFact &fact);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void clear();
    void addFact(const FactRow &row);
    void updatePins();

    QVBoxLayout *m_layout;
    std::vector<FactRow> m_rows;
    std::vector<LinkLabel *> m_pinLinks; ///< of m_rows
    std::vector<Pin> m_pinned;
    bool m_mayPin = true;
};

} // namespace wirecase
