#include "ui/panes/schedulebox.h"

#include "models/context/investigationcontext.h"
#include "ui/panes/answerabletable.h"
#include "ui/panes/ruletext.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/progressstrip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace wirecase {

ScheduleBox::ScheduleBox(const PaneServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_button(new QPushButton(this))
    , m_state(new QLabel(this))
    , m_progress(new ProgressStrip(this))
    , m_answer(new AnswerableTable(this))
    , m_job(this, &services.jobs, tr("Replaying schedule"))
{
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_progress->setAccented(true);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(12, 2, 12, 6);
    line->setSpacing(gridStep);
    line->addWidget(m_button);
    line->addWidget(m_state, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(line);
    layout->addWidget(m_progress);
    layout->addWidget(m_answer);
    m_poll.setInterval(100);
    connect(&m_poll, &QTimer::timeout, this, [this] {
        if (const auto state = m_job.state())
            m_progress->setProgress(state->done, state->total);
    });
    connect(m_button, &QPushButton::clicked, this, &ScheduleBox::toggle);
    connect(m_answer, &AnswerableTable::pivotActivated, this, &ScheduleBox::pivotActivated);
    setRunning(false);
}

void ScheduleBox::setRule(const RuleView &view)
{
    const bool same = m_view.snapshot == view.snapshot && m_view.at == view.at;
    m_view = view;
    if (same)
        return;
    m_job.cancel();
    setRunning(false);
    m_rows.clear();
    m_answer->setFacts({});
    const bool hasEvents = view.snapshot->activity->size() > 0;
    m_button->setEnabled(view.rule().notEvaluable.isEmpty() && hasEvents);
    showState(hasEvents ? tr("Runs the rule at its interval over the evidence, or the window of time in the scope, and "
                             "tells which alerts a deployment would have missed.")
                        : tr("There are no activity events to run the rule over."));
}

void ScheduleBox::toggle()
{
    if (!m_job.isRunning())
        return replay();
    m_job.cancel();
    setRunning(false);
    showState(tr("The replay was cancelled."));
}

void ScheduleBox::replay()
{
    setRunning(true);
    showState(tr("Replaying…"));
    m_job.start(
        [view = m_view, window = m_services.context.scope().window](JobState &job) {
            ScheduleOptions options;
            options.mode = view.snapshot->mode;
            options.range = window;
            auto replay =
                replaySchedule(view.rule(), view.snapshot->exceptions, *view.snapshot->activity, options, job);
            if (replay && window)
                std::erase_if(replay->missed,
                              [&](const MissedAlert &one) { return !window->contains(one.alert.timeNs); });
            return replay;
        },
        [this](const Result<ScheduleReplay> &answer) { showAnswer(answer); });
}

void ScheduleBox::showAnswer(const Result<ScheduleReplay> &answer)
{
    setRunning(false);
    if (!answer) {
        const bool cancelled = answer.error().code == Error::Code::Cancelled;
        return showState(cancelled ? tr("The replay was cancelled.") : answer.error().message);
    }
    if (!answer->notRun.isEmpty())
        return showState(answer->notRun);
    m_rows = replayRows(m_view, *answer, m_services.context.timeFormat());
    std::vector<const FactRow *> shown;
    for (FactRow &row : m_rows) {
        if (row.pivot)
            row.pivot->focus.rule = ruleKey(m_view.rule());
        shown.push_back(&row);
    }
    m_answer->setFacts(shown);
    showState(answer->missed.empty() ? tr("At its interval the rule raises every alert that it raises here.")
                                     : tr("At its interval the rule misses %n alert(s) that it raises here.", nullptr,
                                          static_cast<int>(answer->missed.size())));
}

void ScheduleBox::showState(const QString &text)
{
    m_state->setText(text);
}

void ScheduleBox::setRunning(bool running)
{
    m_button->setText(running ? tr("Cancel") : tr("Replay schedule"));
    m_progress->setProgress(0, 0);
    m_progress->setVisible(running);
    if (running)
        m_poll.start();
    else
        m_poll.stop();
}

} // namespace wirecase
