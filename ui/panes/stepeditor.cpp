#include "ui/panes/stepeditor.h"

#include "models/casefile/caseeditor.h"
#include "models/casefile/casefile.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "ui/panes/noteedit.h"
#include "ui/panes/pinlist.h"
#include "ui/panes/runlabel.h"
#include "ui/panes/stepfactsbox.h"
#include "ui/panes/stepheader.h"
#include "ui/widgets/linklabel.h"
#include "ui/widgets/statebuttons.h"

#include <QAbstractButton>
#include <QVBoxLayout>

namespace wirecase {

StepEditor::StepEditor(const PaneServices &services, const GuidePoint &point, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_point(point)
    , m_facts(new StepFactsBox(this))
    , m_buttons(new StateButtons(this))
    , m_why(new NoteEdit(tr("Why?"), this))
    , m_note(new NoteEdit(tr("Add a note…"), this))
    , m_pins(new PinList(services, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(StepHeader::textLeft, 0, 12, 10);
    layout->setSpacing(6);
    addQuestion(layout);
    layout->addWidget(m_facts);
    addFields(layout);
    const bool mayWrite = !services.caseFile.isReadOnly();
    m_buttons->setEnabled(mayWrite);
    m_why->setReadOnly(!mayWrite);
    m_note->setReadOnly(!mayWrite);
    m_facts->setPinningAllowed(mayWrite);
    connect(m_facts, &StepFactsBox::pivotActivated, this,
            [this](const Pivot &pivot) { m_services.context.follow(pivot); });
    connect(m_facts, &StepFactsBox::pinRequested, this, &StepEditor::pin);
    connect(m_pins, &PinList::removeRequested, this,
            [this](const std::vector<Pin> &pins) { report(m_services.editor.removePins(m_point.step, pins)); });
    showFacts();
    showAnswer();
}

void StepEditor::addQuestion(QVBoxLayout *layout)
{
    const QString text = m_point.question.isEmpty() ? m_point.step.text : m_point.question;
    // A guide asks first and explains then: the question is shown, the rest on demand.
    const qsizetype asked = text.indexOf(QStringLiteral("? ")) + 1;
    auto *question = new RunLabel(this);
    question->setRuns(codeRuns(asked > 0 ? text.left(asked) : text, ColorRole::Muted));
    layout->addWidget(question);
    if (asked <= 0)
        return;
    auto *more = new LinkLabel(tr("How to find out"), this);
    layout->addWidget(more);
    connect(more, &LinkLabel::linkActivated, this, [question, more, text] {
        question->setRuns(codeRuns(text, ColorRole::Muted));
        question->setFocus();
        more->hide();
    });
}

void StepEditor::addFields(QVBoxLayout *layout)
{
    for (const AnswerChoice &choice : answerChoices(m_point.step.section))
        m_buttons->addState(static_cast<int>(choice.answer), choice.text, choice.tooltip);
    m_buttons->setAccessibleName(tr("Answer: %1").arg(m_point.step.title));
    layout->addWidget(m_buttons);
    layout->addWidget(m_why);
    layout->addWidget(m_note);
    layout->addWidget(m_pins);
    connect(m_buttons, &StateButtons::stateChosen, this, [this](std::optional<int> chosen) {
        const Answer answer = chosen ? static_cast<Answer>(*chosen) : Answer::None;
        report(m_services.editor.setAnswer(m_point.step, answer));
        // The reason comes next; and what is typed now must not press the button again.
        if (chosen && m_why->isVisible())
            m_why->setFocus(Qt::OtherFocusReason);
    });
    connect(m_why, &NoteEdit::edited, this,
            [this](const QString &text) { report(m_services.editor.setWhy(m_point.step, text)); });
    connect(m_note, &NoteEdit::edited, this,
            [this](const QString &text) { report(m_services.editor.setStepNote(m_point.step, text)); });
}

void StepEditor::showAnswer()
{
    const StepAnswer *stored = m_services.caseFile.state().answer(m_point.step.alertKey, m_point.step.stepKey);
    const StepAnswer answer = stored ? *stored : StepAnswer();
    m_buttons->setCurrent(answer.answer == Answer::None ? std::nullopt
                                                        : std::optional(static_cast<int>(answer.answer)));
    m_why->showText(answer.why);
    m_note->showText(answer.note);
    m_pins->setPins(answer.pins);
    m_facts->setPinned(answer.pins);
}

void StepEditor::showFacts()
{
    const AlertFacts *facts = m_services.investigation.facts()->of(m_point.step.alertKey);
    const bool isStep = m_point.step.section == QLatin1String(sectionSteps);
    if (!facts && isStep) {
        m_facts->show();
        return m_facts->showDeriving();
    }
    std::vector<FactRow> rows;
    if (facts) {
        for (const FactRow *row : facts->ofStep(m_point.step.stepKey))
            rows.push_back(*row);
    }
    m_facts->setVisible(!rows.empty());
    m_facts->setFacts(std::move(rows));
}

void StepEditor::focusAnswer()
{
    const int chosen =
        m_buttons->current().value_or(static_cast<int>(answerChoices(m_point.step.section).front().answer));
    if (QAbstractButton *button = m_buttons->button(chosen))
        button->setFocus(Qt::ShortcutFocusReason);
}

void StepEditor::pin(const CaseFact &fact)
{
    report(m_services.editor.addPins(m_point.step, StepFactsBox::pinsOf(fact)));
}

void StepEditor::report(const Status &status)
{
    if (!status)
        emit failed(status.error());
}

} // namespace wirecase
