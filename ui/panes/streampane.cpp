#include "ui/panes/streampane.h"

#include "models/base/numbertext.h"
#include "models/capture/streams/streamfile.h"
#include "models/casefile/caseeditor.h"
#include "models/context/investigationcontext.h"
#include "models/exposure/secretindex.h"
#include "models/investigation/investigation.h"
#include "models/investigation/investigationpivots.h"
#include "ui/panes/evidencepaths.h"
#include "ui/widgets/chipbutton.h"

#include <QAction>
#include <QButtonGroup>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLineEdit>

namespace wirecase {

namespace {

constexpr std::size_t mostMatches = 100'000;

} // namespace

StreamPane::StreamPane(const PaneServices &services, QWidget *parent)
    : Pane(tr("Stream"), services, parent)
    , m_view(new LinesView(this))
    , m_secrets(addCountChip({}, Tone::Warning))
    , m_headings(new QAction(tr("Turns"), this))
    , m_save(new QAction(tr("Save stream as…"), this))
    , m_addEvidence(new QAction(tr("Add evidence…"), this))
    , m_findLine(new QLineEdit(this))
    , m_readJob(this, &services.jobs, tr("Following a stream"))
    , m_findJob(this, &services.jobs, tr("Searching a stream"))
    , m_saveJob(this, &services.jobs, tr("Saving a stream"))
{
    m_secrets->setToolTip(tr("Masked here. Return on its line shows the packet, whose details can reveal it."));
    setUpChips();
    setUpActions();
    setUpFind();
    m_view->setAccessibleName(tr("Stream"));
    setBody(m_view);
    connect(m_view, &LinesView::lineActivated, this, &StreamPane::pointAt);
    connect(m_view, &LinesView::findAgainRequested, this, [this](bool backwards) { showMatch(backwards ? -1 : 1); });
    connect(m_view, &LinesView::copyRefused, this, [this] {
        showMessage(tr("This is too much for the clipboard; save the stream instead."), Tone::Warning, m_save);
    });
    connect(m_addEvidence, &QAction::triggered, this, &StreamPane::addEvidenceRequested);
}

void StreamPane::setUpChips()
{
    const auto addGroup = [this](auto &chips, const std::array<QString, 3> &texts) {
        auto *group = new QButtonGroup(this);
        for (std::size_t i = 0; i < chips.size(); ++i) {
            chips[i] = addFilterChip(texts[i]);
            group->addButton(chips[i]);
        }
        chips.front()->setChecked(true);
        connect(group, &QButtonGroup::buttonToggled, this, [this](QAbstractButton *, bool on) {
            if (on)
                ask(false);
        });
    };
    addGroup(m_sideChips, {tr("Both sides"), tr("Client"), tr("Server")});
    addGroup(m_formChips, {tr("Text"), tr("UTF-8"), tr("Hex")});
}

void StreamPane::setUpActions()
{
    auto *follow = new QAction(tr("Follow the stream"), this);
    follow->setShortcut(Qt::CTRL | Qt::ALT | Qt::SHIFT | Qt::Key_T);
    connect(follow, &QAction::triggered, this, &StreamPane::follow);
    addPaneAction(follow);

    m_headings->setCheckable(true);
    m_headings->setChecked(true);
    m_headings->setToolTip(tr("Say above each turn whose it is, when, and in which packet it begins"));
    connect(m_headings, &QAction::toggled, this, [this] { ask(false); });
    addHeaderAction(m_headings);

    m_save->setToolTip(tr("Write the bytes of the sides shown to a file, whatever their number"));
    connect(m_save, &QAction::triggered, this, &StreamPane::askWhereToSave);
    addHeaderAction(m_save);
    addPaneAction(m_save);

    auto *go = new QAction(tr("Show its packet"), this);
    go->setShortcut(Qt::Key_Return);
    go->setShortcutContext(Qt::WidgetShortcut);
    connect(go, &QAction::triggered, this, [this] { pointAt(m_view->currentLine()); });
    m_view->addAction(go);
}

void StreamPane::setUpFind()
{
    m_findLine->setPlaceholderText(tr("Find in the stream"));
    m_findLine->setAccessibleName(tr("Find in the stream"));
    m_findLine->setToolTip(
        tr("Return goes to the next match, Shift+Return to the one before. Secrets are not searched."));
    m_findLine->setClearButtonEnabled(true);
    m_findLine->setMaximumWidth(180);
    addHeaderWidget(m_findLine);
    m_findCount = new ChipButton({}, ChipButton::Kind::Plain, this);
    m_findCount->hide();
    addHeaderWidget(m_findCount);
    connect(m_findLine, &QLineEdit::textChanged, this, &StreamPane::find);
    const auto addKey = [this](const QKeySequence &keys, int by) {
        auto *action = new QAction(this);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, by] { showMatch(by); });
        m_findLine->addAction(action);
    };
    addKey(Qt::Key_Return, 1);
    addKey(Qt::SHIFT | Qt::Key_Return, -1);
    m_findLine->installEventFilter(this);
}

// F3 is a key of the window too: an action for it would be one of two.
bool StreamPane::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (watched != m_findLine || !isKey || static_cast<QKeyEvent *>(event)->key() != Qt::Key_F3)
        return Pane::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress)
        showMatch(static_cast<QKeyEvent *>(event)->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
    return true;
}

QString StreamPane::findText() const
{
    return m_findCount->text();
}

StreamPane::Question StreamPane::question() const
{
    Question question;
    question.snapshot = m_services.investigation.snapshot();
    const Focus &focus = m_services.context.focus();
    const CaptureSnapshot &capture = question.snapshot->capture;
    const TrafficIndex &traffic = *question.snapshot->traffic;
    if (focus.packet && static_cast<quint32>(*focus.packet) < capture.packets->size())
        question.conversation = capture.packets->row(*focus.packet).conversation;
    else if (focus.traffic && indexOf(*focus.traffic) < traffic.size())
        question.conversation = traffic.at(*focus.traffic).conversation;
    for (std::size_t i = 0; i < 3; ++i) {
        if (m_sideChips[i]->isChecked())
            question.layout.sides = static_cast<StreamSides>(i);
        if (m_formChips[i]->isChecked())
            question.form = static_cast<StreamForm>(i);
    }
    question.layout.asHex = question.form == StreamForm::Hex;
    question.layout.headings = m_headings->isChecked();
    return question;
}

void StreamPane::refresh()
{
    ask(true);
}

void StreamPane::revealFocus()
{
    ask(false);
}

Result<std::shared_ptr<const ShownStream>> StreamPane::read(const Question &question,
                                                            std::shared_ptr<const Transcript> known, JobState &job)
{
    const CaptureSnapshot &capture = question.snapshot->capture;
    if (!known) {
        auto transcript =
            readTranscript(capture, *question.conversation, question.snapshot->secrets.get(), mostShown, job);
        if (!transcript)
            return transcript.error();
        known = std::make_shared<const Transcript>(*std::move(transcript));
    }
    auto shown = std::make_shared<ShownStream>();
    shown->layout = question.layout;
    shown->form = question.form;
    shown->lines = breakIntoLines(*known, question.layout, job);
    for (const TranscriptLine &line : shown->lines)
        shown->longestLine = std::max(shown->longestLine, line.length);
    for (const StreamChunk &turn : known->turns)
        shown->numbers.push_back(capture.packets->row(turn.packet).numberInFile);
    shown->transcript = std::move(known);
    return std::shared_ptr<const ShownStream>(std::move(shown));
}

void StreamPane::ask(bool anew)
{
    const Question asked = question();
    const CaptureSnapshot &capture = asked.snapshot->capture;
    const bool canFollow = asked.conversation && hasStream(capture.conversations->at(*asked.conversation));
    if (capture.packets->size() == 0)
        setEmptyState(tr("Streams appear here when a capture is added."), m_addEvidence);
    else if (!asked.conversation && m_services.context.focus().traffic)
        setEmptyState(tr("This conversation is in flow logs only: no capture of the evidence has its bytes."));
    else if (!asked.conversation)
        setEmptyState(tr("Point at a packet or a captured conversation to follow its stream."));
    else
        setEmptyState(tr("This conversation is neither TCP nor UDP: it has no stream."));
    setEmptyShown(!canFollow);
    m_save->setEnabled(canFollow);
    m_findLine->setEnabled(canFollow);
    if (!canFollow)
        m_secrets->hide();
    const bool isSame = asked.snapshot == m_asked.snapshot && asked.conversation == m_asked.conversation;
    if (asked == m_asked && !anew)
        return;
    m_asked = asked;
    if (!canFollow) {
        m_readJob.cancel();
        m_shown.reset();
        m_lines.reset();
        m_view->setSource(nullptr);
        setNote({});
        find();
        clearMessage();
        return;
    }
    const auto known = isSame && m_shown ? m_shown->transcript : nullptr;
    m_readJob.start(
        [asked, known](JobState &job) { return read(asked, known, job); },
        [this, asked](Result<std::shared_ptr<const ShownStream>> stream) { showStream(asked, std::move(stream)); });
}

void StreamPane::showStream(const Question &question, Result<std::shared_ptr<const ShownStream>> stream)
{
    if (!stream) {
        if (stream.error().code != Error::Code::Cancelled)
            showMessage(stream.error().text(), Tone::Bad);
        return;
    }
    // Where the analyst reads stays in view when only the look of it changes.
    const int line = m_view->currentLine();
    const bool isSame = m_shown && (*stream)->transcript == m_shown->transcript;
    const TranscriptLine at = isSame && line >= 0 ? m_shown->lines[std::size_t(line)] : TranscriptLine();
    m_shown = *std::move(stream);
    m_lines = std::make_shared<const StreamLines>(m_shown, m_services.context.timeFormat());
    m_view->setSource(m_lines);
    if (isSame && line >= 0 && !m_shown->lines.empty())
        m_view->goTo(int(lineOf(m_shown->lines, at.turn, at.begin)));
    m_asked = question;
    showCounts();
    sayWhatIsMissing();
    find();
}

void StreamPane::showCounts()
{
    const StreamFacts &facts = m_shown->transcript->facts;
    //: a side of a stream and its bytes
    const auto sized = [](const QString &side, quint64 bytes) { return tr("%1 %2").arg(side, bytesText(bytes)); };
    sidesChip(StreamSides::Client)->setText(sized(tr("Client"), facts.client.bytes));
    sidesChip(StreamSides::Server)->setText(sized(tr("Server"), facts.server.bytes));
    const Conversation conversation = m_asked.snapshot->capture.conversations->at(*m_asked.conversation);
    //: client and server of a stream, and what they speak
    setNote(tr("%1 → %2 · %3")
                .arg(endpointText(conversation.client), endpointText(conversation.server),
                     protocolText(conversation.protocol)));
    const quint32 secrets = m_asked.snapshot->secrets->countIn(*m_asked.conversation);
    m_secrets->setVisible(secrets > 0);
    m_secrets->setText(tr("%n secret(s)", nullptr, int(secrets)));
    for (ChipButton *chip : {sidesChip(StreamSides::Client), sidesChip(StreamSides::Server), m_secrets})
        chip->updateGeometry();
}

void StreamPane::sayWhatIsMissing()
{
    const StreamFacts &facts = m_shown->transcript->facts;
    QStringList said;
    if (!m_shown->transcript->isWhole)
        said << tr("The first %1 are shown; a saved stream is whole.").arg(bytesText(mostShown));
    if (m_shown->lines.size() >= mostTranscriptLines)
        said << tr("The first %1 lines are shown.").arg(countText(static_cast<qint64>(m_shown->lines.size())));
    const auto addSide = [&said](const StreamSideFacts &side, const QString &begin, const QString &missing,
                                 const QString &unplaced) {
        if (side.startMissing && side.bytes > 0)
            said << begin;
        if (side.missing > 0)
            said << missing.arg(countText(static_cast<qint64>(side.missing)));
        if (side.unplaced > 0)
            said << unplaced.arg(countText(static_cast<qint64>(side.unplaced)));
    };
    addSide(facts.client, tr("The beginning of what the client said may not be captured."),
            tr("%1 bytes of the client are missing."),
            tr("%1 captured bytes of the client have no place in the stream."));
    addSide(facts.server, tr("The beginning of what the server said may not be captured."),
            tr("%1 bytes of the server are missing."),
            tr("%1 captured bytes of the server have no place in the stream."));
    if (facts.client.bytes + facts.server.bytes == 0)
        said << tr("No packet of this conversation carries bytes.");
    if (said.isEmpty())
        clearMessage();
    else
        showMessage(said.join(u' '), Tone::Warning);
}

void StreamPane::follow()
{
    Pivot pivot;
    pivot.view = View::Traffic;
    pivot.pane = QStringLiteral("stream");
    pivot.scope = m_services.context.scope();
    pivot.focus = m_services.context.focus();
    m_services.context.follow(pivot);
    m_view->setFocus();
}

void StreamPane::pointAt(int line)
{
    if (!m_shown || line < 0 || m_asked.snapshot != m_services.investigation.snapshot())
        return;
    const TranscriptLine &shown = m_shown->lines[std::size_t(line)];
    Focus focus = m_services.context.focus();
    focus.packet = packetAt(m_shown->transcript->turns[shown.turn], shown.begin);
    m_services.context.pointAt(focus);
}

void StreamPane::find()
{
    m_matches.clear();
    m_match = -1;
    m_view->setFound(-1, {});
    const QByteArray text = m_findLine->text().toUtf8();
    m_findCount->setVisible(!text.isEmpty() && m_shown);
    m_findCount->setText(QString());
    m_findJob.cancel();
    if (text.isEmpty() || !m_shown)
        return;
    m_findJob.start(
        [shown = m_shown, text](JobState &job) {
            return findInTranscript(*shown->transcript, shown->layout.sides, text, mostMatches, job);
        },
        [this](std::vector<TurnSpan> matches) {
            m_matches = std::move(matches);
            showMatch(1);
        });
}

void StreamPane::showMatch(int by)
{
    const int count = int(m_matches.size());
    m_findCount->setTone(count == 0 ? Tone::Warning : Tone::Neutral);
    if (count == 0)
        return m_findCount->setText(tr("not found"));
    m_match = m_match < 0 ? (by > 0 ? 0 : count - 1) : (m_match + by + count) % count;
    const TurnSpan &match = m_matches[std::size_t(m_match)];
    const int line = int(lineOf(m_shown->lines, match.turn, match.begin));
    m_view->setFound(line, m_lines->runOf(line, match));
    m_findCount->setText(tr("%1 of %2").arg(countText(m_match + 1), countText(count)));
    m_findCount->updateGeometry();
}

void StreamPane::askWhereToSave()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the stream"), tr("stream.bin"));
    if (!path.isEmpty())
        saveTo(path);
}

void StreamPane::saveTo(const QString &path)
{
    if (!m_asked.conversation)
        return;
    m_saveJob.start(
        [asked = m_asked, path, evidence = evidencePaths(m_services.investigation)](JobState &job) {
            return saveStream(asked.snapshot->capture, *asked.conversation, asked.layout.sides, path, evidence, job);
        },
        [this, path, asked = m_asked](const Result<SavedStream> &stream) {
            if (!stream) {
                if (stream.error().code != Error::Code::Cancelled)
                    showMessage(stream.error().text(), Tone::Bad);
                return;
            }
            m_services.editor.tellExport(path, stream->sha256);
            const quint32 secrets = asked.snapshot->secrets->countIn(*asked.conversation);
            QStringList said{tr("%1 are in %2.").arg(bytesText(stream->bytes), QFileInfo(path).fileName())};
            if (const quint64 missing = stream->facts.client.missing + stream->facts.server.missing; missing > 0)
                said << tr("%1 bytes are missing between them, without a trace in the file.")
                            .arg(countText(static_cast<qint64>(missing)));
            if (secrets > 0)
                said << tr("%n secret(s) of the conversation may lie readable in it.", nullptr, int(secrets));
            showMessage(said.join(u' '), said.size() == 1 ? Tone::Good : Tone::Warning);
            emit saved(path);
        });
}

} // namespace wirecase
