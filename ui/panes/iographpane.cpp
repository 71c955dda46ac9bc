#include "ui/panes/iographpane.h"

#include "models/base/numbertext.h"
#include "models/base/settings.h"
#include "models/capture/capturefilter.h"
#include "models/context/investigationcontext.h"
#include "models/investigation/investigation.h"
#include "ui/panes/iolanes.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/timeplot.h"

#include <QAction>

#include <algorithm>

namespace wirecase {

namespace {

constexpr Setting<bool> bytesSetting{"iograph/bytes", true};
// More bins than a screen has pixels, so that zooming in has something to show at once.
constexpr std::size_t mostBins = 65'536;
// From here on it is counted anew, in finer bins, for what is shown and as much on both sides.
constexpr qint64 finerFrom = 4;

} // namespace

IoGraphPane::IoGraphPane(const PaneServices &services, QWidget *parent)
    : Pane(tr("I/O graph"), services, parent)
    , m_plot(new TimePlot(this))
    , m_count(addCountChip())
    , m_allChip(addFilterChip(tr("All of the scope")))
    , m_bytes(new QAction(tr("Bytes"), this))
    , m_addEvidence(new QAction(tr("Add evidence…"), this))
    , m_clearScope(new QAction(tr("Clear the scope"), this))
    , m_job(this)
{
    setUpActions();
    setBody(m_plot);
    m_plot->setAccessibleName(tr("Packets and bytes over time"));
    setEmptyState(tr("Packets over time appear here when a capture is added."), m_addEvidence);
    setEmptyShown(true);
    connect(m_plot, &TimePlot::brushChanged, this, &IoGraphPane::takeBrush);
    connect(m_plot, &TimePlot::visibleRangeChanged, this, &IoGraphPane::countFiner);
    connect(m_addEvidence, &QAction::triggered, this, &IoGraphPane::addEvidenceRequested);
    connect(m_clearScope, &QAction::triggered, this, [this] { m_services.context.narrow({}); });
}

void IoGraphPane::setUpActions()
{
    m_allChip->setToolTip(tr("Count every packet of the scope, whatever is pointed at"));
    connect(m_allChip, &ChipButton::toggled, this, [this] { ask(question()); });
    m_bytes->setCheckable(true);
    m_bytes->setChecked(m_services.settings.get(bytesSetting));
    m_bytes->setToolTip(tr("Bars are bytes; switched off, they are packets"));
    connect(m_bytes, &QAction::toggled, this, [this](bool on) {
        m_services.settings.set(bytesSetting, on);
        showLanes();
    });
    addHeaderAction(m_bytes);
    auto *fit = new QAction(tr("Fit"), this);
    fit->setToolTip(tr("Show all of it; Home in the graph"));
    connect(fit, &QAction::triggered, m_plot, &TimePlot::fit);
    addHeaderAction(fit);
}

IoGraphPane::Question IoGraphPane::question() const
{
    Question question;
    question.snapshot = m_services.investigation.snapshot();
    question.scope = m_services.context.scope();
    const auto traffic = m_services.context.focus().traffic;
    const TrafficIndex &index = *question.snapshot->traffic;
    if (!m_allChip->isChecked() && traffic && indexOf(*traffic) < index.size())
        question.conversation = index.at(*traffic).conversation;
    return question;
}

void IoGraphPane::refresh()
{
    m_plot->setTimeFormat(m_services.context.timeFormat());
    m_plot->setBrush(m_services.context.scope().window);
    const bool empty = m_services.investigation.snapshot()->capture.packets->size() == 0;
    if (empty && m_services.investigation.isReading())
        setEmptyState(tr("The evidence is being read; packets appear as soon as its captures are."));
    else
        setEmptyState(tr("Packets over time appear here when a capture is added."), m_addEvidence);
    setEmptyShown(empty);
    ask(question());
}

void IoGraphPane::revealFocus()
{
    Question wanted = question();
    wanted.range = m_asked.range;
    if (wanted != m_asked)
        ask(question());
}

Result<IoGraphPane::Answer> IoGraphPane::answer(const Question &question, JobState &job)
{
    Answer answer;
    answer.question = question;
    const CaptureSnapshot &capture = question.snapshot->capture;
    std::vector<quint32> rows;
    if (question.conversation) {
        for (const PacketId packet : capture.conversations->packets(*question.conversation))
            rows.push_back(static_cast<quint32>(packet));
    } else {
        // The window is what the brush shows: narrowing to it would leave nothing around it to compare with.
        Scope scope = question.scope;
        scope.window.reset();
        auto visible = visiblePackets(capture, scope, job, &answer.dropped, question.snapshot->tables());
        if (!visible)
            return visible.error();
        rows = *std::move(visible);
    }
    const auto whole = timeOfPackets(*capture.packets, rows, job);
    if (!whole)
        return whole.error();
    answer.whole = *whole;
    const TimeRange range = question.range.isEmpty() ? *whole : question.range.intersected(*whole);
    auto graph = ioGraph(*capture.packets, rows, range, mostBins, job);
    if (!graph)
        return graph.error();
    answer.graph = *std::move(graph);
    return answer;
}

void IoGraphPane::ask(const Question &question)
{
    m_asked = question;
    m_job.start([question](JobState &job) { return answer(question, job); },
                [this](Result<Answer> answered) { showAnswer(std::move(answered)); });
}

void IoGraphPane::showAnswer(Result<Answer> answered)
{
    if (!answered) {
        if (answered.error().code != Error::Code::Cancelled)
            showMessage(answered.error().message, Tone::Bad);
        return;
    }
    m_graph = std::move(answered->graph);
    m_whole = answered->whole;
    showLanes();
    if (m_asked.range.isEmpty())
        showCounts();
    if (!answered->dropped.isEmpty())
        showMessage(tr("Not applied here, because packets have no such field: %1.")
                        .arg(answered->dropped.join(QStringLiteral(", "))),
                    Tone::Accent);
    else if (m_whole.isEmpty() && !isEmptyShown())
        showMessage(tr("No packet with a time is in the scope."), Tone::Accent, m_clearScope);
    else
        clearMessage();
}

void IoGraphPane::showLanes()
{
    const TimeRange before = m_plot->visibleRange();
    const bool zoomed = !m_asked.range.isEmpty();
    const QSignalBlocker blocker(m_plot); // the range that comes back is no wish of the analyst
    m_plot->setLanes(ioLanes(m_graph, m_bytes->isChecked()), m_whole);
    if (zoomed)
        m_plot->setVisibleRange(before);
    m_plot->setBrush(m_services.context.scope().window);
}

void IoGraphPane::showCounts()
{
    IoBin all;
    for (const IoBin &total : m_graph.totals) {
        all.packets += total.packets;
        all.bytes += total.bytes;
    }
    const QString counts =
        //: packets and bytes
        tr("%1 packets, %2").arg(countText(static_cast<qint64>(all.packets)), bytesText(all.bytes));
    m_count->setText(m_asked.conversation ? tr("%1 of conversation").arg(counts) : counts);
}

void IoGraphPane::countFiner(const TimeRange &visible)
{
    if (visible.isEmpty() || m_whole.isEmpty())
        return;
    const TimeRange counted = m_graph.range;
    const bool covers = counted.beginNs <= std::max(visible.beginNs, m_whole.beginNs)
                        && counted.endNs >= std::min(visible.endNs, m_whole.endNs);
    const qint64 length = visible.lengthNs();
    const bool isFine = counted.lengthNs() / finerFrom <= length || m_graph.stepNs <= 1;
    if (covers && isFine)
        return;
    Question question = m_asked;
    question.range = TimeRange{visible.beginNs - length, visible.endNs + length}.intersected(m_whole);
    if (question.range == m_whole)
        question.range = {};
    if (question != m_asked)
        ask(question);
}

void IoGraphPane::takeBrush(const std::optional<TimeRange> &window)
{
    Scope scope = m_services.context.scope();
    scope.window = window;
    m_services.context.narrow(scope);
}

} // namespace wirecase
