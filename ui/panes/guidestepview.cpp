#include "ui/panes/guidestepview.h"

#include "models/casefile/casefile.h"
#include "models/investigation/investigation.h"
#include "ui/panes/stepeditor.h"
#include "ui/panes/stepheader.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QVBoxLayout>

namespace wirecase {

GuideStepView::GuideStepView(const PaneServices &services, const GuidePoint &point, int number, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_point(point)
    , m_layout(new QVBoxLayout(this))
    , m_header(new StepHeader(number, point.step.title, this))
{
    m_layout->setContentsMargins(0, 0, 0, 1);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_header);
    m_header->setIndent(point.depth);
    connect(m_header, &StepHeader::clicked, this, &GuideStepView::toggleRequested);
    showHeader();
}

void GuideStepView::setExpanded(bool expanded)
{
    if (expanded == isExpanded())
        return;
    if (expanded) {
        m_editor = new StepEditor(m_services, m_point, this);
        m_layout->addWidget(m_editor);
        connect(m_editor, &StepEditor::failed, this, &GuideStepView::failed);
    } else {
        m_editor->hide();
        m_editor->deleteLater();
        m_editor = nullptr;
    }
    showHeader();
    update();
}

bool GuideStepView::isAnswered() const
{
    const StepAnswer *answer = m_services.caseFile.state().answer(m_point.step.alertKey, m_point.step.stepKey);
    return answer && answer->answer != Answer::None;
}

void GuideStepView::showAnswer()
{
    if (m_editor)
        m_editor->showAnswer();
    showHeader();
}

void GuideStepView::showFacts()
{
    if (m_editor)
        m_editor->showFacts();
    showHeader();
}

void GuideStepView::showHeader()
{
    const StepAnswer *stored = m_services.caseFile.state().answer(m_point.step.alertKey, m_point.step.stepKey);
    const Answer answer = stored ? stored->answer : Answer::None;
    if (answer == Answer::Unclear)
        m_header->setState(StepHeader::State::Unclear);
    else if (answer == Answer::NotApplicable)
        m_header->setState(StepHeader::State::NotApplicable);
    else if (answer != Answer::None)
        m_header->setState(StepHeader::State::Answered);
    else
        m_header->setState(isExpanded() ? StepHeader::State::Current : StepHeader::State::Open);

    const QString said = stored && !isExpanded() ? answerSummary(*stored) : QString();
    QString found;
    if (!said.isEmpty()) {
        const AlertFacts *facts = m_services.investigation.facts()->of(m_point.step.alertKey);
        if (const auto rows = facts ? facts->ofStep(m_point.step.stepKey) : std::vector<const FactRow *>();
            !rows.empty())
            found = rows.front()->fact.value;
    }
    m_header->setSummary(found, said);
}

void GuideStepView::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    if (isExpanded())
        painter.fillRect(rect(), theme.color(ColorRole::AccentGround));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.color(ColorRole::Line));
}

} // namespace wirecase
