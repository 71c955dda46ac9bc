#pragma once

#include "models/base/result.h"
#include "ui/panes/guidepoint.h"
#include "ui/panes/paneservices.h"

#include <QWidget>

class QVBoxLayout;

namespace wirecase {

class NoteEdit;
class PinList;
class StateButtons;
class StepFactsBox;

/// Where a step is answered: its question, what the evidence says to it, the answer with its reason, note and pins.
/// Every change goes into the case at once.
class StepEditor : public QWidget
{
    Q_OBJECT

public:
    StepEditor(const PaneServices &services, const GuidePoint &point, QWidget *parent = nullptr);

    /// Takes over what the case and the facts say now; fields in use are left alone when they say it already.
    void showAnswer();
    void showFacts();
    void focusAnswer();

    [[nodiscard]] StateButtons *buttons() const { return m_buttons; }

signals:
    void failed(const wirecase::Error &error);

private:
    void addQuestion(QVBoxLayout *layout);
    void addFields(QVBoxLayout *layout);
    void pin(const CaseFact &fact);
    void report(const Status &status);

    const PaneServices m_services;
    const GuidePoint m_point;
    StepFactsBox *m_facts;
    StateButtons *m_buttons;
    NoteEdit *m_why;
    NoteEdit *m_note;
    PinList *m_pins;
};

} // namespace wirecase
