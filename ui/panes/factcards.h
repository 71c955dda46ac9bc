#pragma once

#include "models/investigation/factbook.h"

#include <QWidget>

class QGridLayout;
class QVBoxLayout;

namespace wirecase {

/// Who, what, target, written to: the facts of an alert as four cards. A fact that no line of a card is made for gets a
/// line of its own, so that nothing the investigation found is left out.
class FactCards : public QWidget
{
    Q_OBJECT

public:
    explicit FactCards(QWidget *parent = nullptr);

    void setFacts(const AlertFacts &facts);

signals:
    void pivotActivated(const wirecase::Pivot &pivot);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeCard(const AlertFacts &facts, std::size_t number);
    void addHeadline(QVBoxLayout *layout, const std::vector<const FactRow *> &rows, std::size_t number);
    void addLink(QVBoxLayout *layout, const FactRow &row);
    void addCautions(const AlertFacts &facts);

    QGridLayout *m_grid;
};

} // namespace wirecase
