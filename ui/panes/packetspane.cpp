#include "ui/panes/packetspane.h"

#include "models/base/numbertext.h"
#include "models/casefile/caseeditor.h"
#include "models/casefile/casefile.h"
#include "models/context/investigationcontext.h"
#include "models/correlation/traffictablemodel.h"
#include "models/investigation/investigation.h"
#include "models/investigation/investigationpivots.h"
#include "ui/panes/packetfinder.h"
#include "ui/panes/packetmap.h"
#include "ui/panes/packetremarks.h"
#include "ui/panes/packetsteps.h"
#include "ui/panes/packettable.h"
#include "ui/panes/tablecolumns.h"
#include "ui/panes/tableexporter.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/datatable.h"

#include <QAction>
#include <QLineEdit>
#include <QScopedValueRollback>

namespace wirecase {

namespace {

/// What the pivot of that row says.
QString whyNoPackets(const InvestigationPivots &pivots, const TrafficIndexPtr &traffic, TrafficId id)
{
    if (indexOf(id) >= traffic->size())
        return {};
    TrafficTableModel row;
    row.setRows(traffic, {static_cast<quint32>(id)});
    return pivots.packetsOf(row.index(0, 0)).whyNot;
}

} // namespace

PacketsPane::PacketsPane(const PaneServices &services, QWidget *parent)
    : Pane(tr("Packets"), services, parent)
    , m_model(new PacketTableModel(this))
    , m_table(new DataTable(this))
    , m_finder(new PacketFinder(*m_model, services.context, services.jobs, this))
    , m_map(new PacketMap(*m_table, *m_model, services.caseFile, this))
    , m_count(addCountChip())
    , m_allChip(addFilterChip(tr("All packets")))
    , m_bpfLine(new QLineEdit(this))
    , m_bpfAction(new QAction(tr("BPF…"), this))
    , m_addEvidence(new QAction(tr("Add evidence…"), this))
    , m_clearScope(new QAction(tr("Clear the scope"), this))
    , m_showAlert(new QAction(tr("Show it"), this))
    , m_filterJob(this)
    , m_targetJob(this)
{
    setUpTable();
    addTableExport(*m_table)->setMakeModel([this]() -> TableExporter::MakeModel {
        return [capture = m_model->capture(), rows = m_model->rows(), masks = m_model->masks(),
                remarks = m_model->remarks()] {
            auto model = std::make_unique<PacketTableModel>();
            model->setMasks(masks);
            model->setRows(capture, rows);
            model->setRemarks(remarks);
            return model;
        };
    });
    setUpHeader();
    setUpActions();
    setUpFind();
    setBody(m_map);
    setEmptyState(tr("Packets appear here when a capture is added."), m_addEvidence);
    setEmptyShown(true);
    connect(m_addEvidence, &QAction::triggered, this, &PacketsPane::addEvidenceRequested);
    connect(m_clearScope, &QAction::triggered, this, [this] { m_services.context.narrow({}); });
    connect(m_showAlert, &QAction::triggered, this, [this] { m_services.context.show(View::Triage); });
    connect(&services.caseFile, &CaseFile::marksChanged, this, &PacketsPane::showRemarks);
}

void PacketsPane::sort(int column, Qt::SortOrder order)
{
    // The order of the files is the order of the table; its indicator would only cover the short title.
    const bool wasPlain = m_sortColumn == PacketTableModel::Number && m_sortOrder == Qt::AscendingOrder;
    m_sortColumn = static_cast<PacketTableModel::Column>(column);
    m_sortOrder = wasPlain && column == PacketTableModel::Number ? Qt::DescendingOrder : order;
    if (m_sortColumn == PacketTableModel::Number && m_sortOrder == Qt::AscendingOrder)
        m_table->clearSortShown();
    else
        m_table->setSortShown(m_sortColumn, m_sortOrder);
    filter();
}

void PacketsPane::refresh()
{
    m_model->setTimeFormat(m_services.context.timeFormat());
    planColumns();
    filter();
}

bool PacketsPane::showsAll() const
{
    return m_allChip->isChecked();
}

void PacketsPane::filter()
{
    const SnapshotPtr snapshot = m_services.investigation.snapshot();
    const Focus &focus = m_services.context.focus();
    if (!focus.traffic && !focus.packet && !showsAll()) {
        m_allByDefault = true;
        const QSignalBlocker blocker(m_allChip);
        m_allChip->setChecked(true);
    }
    PacketQuestion question = packetQuestion(snapshot, m_services.context.scope(), focus, showsAll());
    question.bpf = m_bpf;
    question.column = m_sortColumn;
    question.order = m_sortOrder;
    if (m_sortColumn == PacketTableModel::Comment)
        question.remarks = packetRemarks(m_services.caseFile.state(), *snapshot->capture.packets);
    if (m_filterJob.isRunning() && question == m_asked)
        return;
    m_asked = question;
    m_filterJob.start([question](JobState &job) { return answerPackets(question, job); },
                      [this](Result<PacketAnswer> answer) { showAnswer(std::move(answer)); });
}

void PacketsPane::showAnswer(Result<PacketAnswer> answer)
{
    m_failure.clear();
    if (answer)
        showRows(*answer);
    else if (answer.error().code != Error::Code::Cancelled)
        m_failure = answer.error().message;
    showCounts();
    showEmptyState();
    selectFocused();
    showNotes();
}

void PacketsPane::showRows(PacketAnswer &answer)
{
    const CaptureSnapshot &capture = answer.question.snapshot->capture;
    const bool grows = m_shown.question.snapshot && answer.question.sameAs(m_shown.question)
                       && continues(*capture.packets, *m_model->capture().packets) && answer.growsFrom(m_model->rows());
    const QScopedValueRollback quiet(m_quiet, true);
    if (!m_shown.question.snapshot || m_shown.question.snapshot->secrets != answer.question.snapshot->secrets)
        m_model->setMasks(answer.question.snapshot->secrets);
    if (grows)
        m_model->growRows(capture, std::move(answer.rows));
    else
        m_model->setRows(capture, std::move(answer.rows));
    showTimeReference();
    showRemarks();
    answer.rows.clear();
    m_shown = std::move(answer);
    // Numbers are those of a file: where several are mixed, the file has to stand beside them.
    const bool mixed = m_shown.question.set == PacketQuestion::Set::InScope && capture.packets->files().size() > 1;
    m_table->setColumnOffered(PacketTableModel::File, mixed);
    m_table->setColumnOffered(PacketTableModel::ConversationNumber,
                              m_shown.question.set != PacketQuestion::Set::Conversation);
    planColumns();
}

void PacketsPane::planColumns()
{
    const auto shown = m_model->timeShown();
    if (std::exchange(m_plannedTime, shown) != shown)
        planPacketColumns(*m_table, shown);
}

void PacketsPane::showCounts()
{
    const auto rows = static_cast<qint64>(m_model->rows().size());
    const QString shown = countText(rows);
    const auto &question = m_shown.question;
    QString text = shown;
    if (question.snapshot) {
        switch (question.set) {
        case PacketQuestion::Set::InScope: {
            const quint32 total = question.snapshot->capture.packets->size();
            //: rows shown of all rows
            text = rows < static_cast<qint64>(total) ? tr("%1 of %2").arg(shown, countText(total)) : shown;
            break;
        }
        case PacketQuestion::Set::Conversation:
            //: %1 is a number of packets
            text = tr("%1 of conversation").arg(shown);
            break;
        case PacketQuestion::Set::Around:
            text = tr("%1 around the packet").arg(shown);
            break;
        case PacketQuestion::Set::Nothing:
            break;
        }
    }
    m_count->setText(text);
    m_count->setVisible(question.snapshot && question.set != PacketQuestion::Set::Nothing);
    m_bpfAction->setText(m_bpf.isEmpty() ? tr("BPF…") : tr("BPF: %1").arg(m_bpf));
}

void PacketsPane::showEmptyState()
{
    const SnapshotPtr snapshot = m_services.investigation.snapshot();
    const bool nothing = m_shown.question.snapshot && m_shown.question.set == PacketQuestion::Set::Nothing;
    const bool noPackets = snapshot->capture.packets->size() == 0;
    if (noPackets && m_services.investigation.isReading())
        setEmptyState(tr("The evidence is being read; packets appear as soon as its captures are."));
    else if (noPackets && !nothing)
        setEmptyState(tr("Packets appear here when a capture is added."), m_addEvidence);
    else if (const auto traffic = m_services.context.focus().traffic; nothing && traffic)
        setEmptyState(whyNoPackets(m_services.pivots, snapshot->traffic, *traffic));
    setEmptyShown(noPackets || nothing);
}

void PacketsPane::showNotes()
{
    const auto packet = m_services.context.focus().packet;
    const bool hidden = packet && static_cast<quint32>(*packet) < m_model->capture().packets->size()
                        && m_model->rowOf(*packet) < 0 && !isEmptyShown();
    if (!m_failure.isEmpty())
        showMessage(m_failure, Tone::Bad);
    else if (hidden && !m_bpf.isEmpty())
        showMessage(tr("The packet that is pointed at does not match the libpcap filter."), Tone::Accent);
    else if (!m_shown.dropped.isEmpty())
        showMessage(tr("Not applied here, because packets have no such field: %1.")
                        .arg(m_shown.dropped.join(QStringLiteral(", "))),
                    Tone::Accent, hidden ? m_clearScope : nullptr);
    else if (hidden && m_shown.question.set == PacketQuestion::Set::InScope)
        showMessage(tr("The packet that is pointed at is outside the scope."), Tone::Accent, m_clearScope);
    else if (m_model->rowCount() == 0 && !isEmptyShown())
        showMessage(m_bpf.isEmpty() ? tr("No packet is in the scope.") : tr("No packet matches the libpcap filter."),
                    Tone::Accent, m_bpf.isEmpty() ? m_clearScope : nullptr);
    else if (!m_followedNote.isEmpty() && m_services.context.focus() == m_followed)
        showMessage(m_followedNote, Tone::Accent, m_showAlert->isEnabled() ? m_showAlert : nullptr);
    else
        clearMessage();
}

void PacketsPane::revealFocus()
{
    if (m_pointing)
        return;
    const Focus &focus = m_services.context.focus();
    const bool isOwnChoice = m_pointedAt && focus.packet == m_pointedAt;
    if (m_allByDefault && focus.traffic && !isOwnChoice) {
        m_allByDefault = false;
        const QSignalBlocker blocker(m_allChip);
        m_allChip->setChecked(false);
    }
    const PacketQuestion wanted =
        packetQuestion(m_services.investigation.snapshot(), m_services.context.scope(), focus, showsAll());
    const PacketQuestion &asked = m_asked;
    const bool same = wanted.snapshot == asked.snapshot && wanted.set == asked.set
                      && wanted.conversation == asked.conversation
                      && (wanted.set != PacketQuestion::Set::Around || m_model->rowOf(*wanted.around) >= 0);
    if (!same)
        return filter();
    if (m_filterJob.isRunning())
        return;
    selectFocused();
    showEmptyState();
    showNotes();
}

void PacketsPane::selectFocused()
{
    showRelations();
    const auto packet = m_services.context.focus().packet;
    const bool ofConversation = m_shown.question.snapshot && m_shown.question.set == PacketQuestion::Set::Conversation;
    if (!packet && ofConversation && m_model->rowCount() > 0)
        return pointAtRow(0); // so that the details have something to show
    const int row = packet ? m_model->rowOf(*packet) : -1;
    const QScopedValueRollback quiet(m_quiet, true);
    if (row < 0)
        m_table->setCurrentIndex({});
    else if (row != m_table->currentIndex().row())
        revealInContext(*m_table, row); // else the analyst may have scrolled away, and stays there
}

void PacketsPane::pointAtRow(int row)
{
    if (m_quiet || row < 0)
        return;
    pointAt(PacketId{m_model->rows()[static_cast<std::size_t>(row)]});
}

void PacketsPane::pointAt(PacketId packet, std::optional<FocusBytes> bytes)
{
    // Numbers of rows that are about to be replaced mean others in the new snapshot.
    const SnapshotPtr &snapshot = m_shown.question.snapshot;
    if (snapshot->traffic != m_services.investigation.snapshot()->traffic)
        return;
    Focus focus = m_services.context.focus();
    focus.packet = packet;
    focus.bytes = bytes;
    focus.traffic.reset();
    if (const auto conversation = snapshot->capture.packets->row(packet).conversation)
        focus.traffic = snapshot->traffic->ofConversation(*conversation);
    m_pointedAt = packet;
    const QScopedValueRollback pointing(m_pointing, true);
    m_services.context.pointAt(focus);
    selectFocused();
    showNotes();
}

void PacketsPane::goToPacket(PacketId packet)
{
    if (!m_shown.question.snapshot || static_cast<quint32>(packet) >= m_model->capture().packets->size())
        return;
    pointAt(packet);
    revealFocus();
}

void PacketsPane::stepRow(int by)
{
    const int current = m_table->currentIndex().row();
    const int row = current < 0 ? (by > 0 ? 0 : m_model->rowCount() - 1) : current + by;
    if (row >= 0 && row < m_model->rowCount())
        m_table->revealRow(row);
}

void PacketsPane::stepConversation(int by)
{
    const auto packet = m_services.context.focus().packet;
    if (!packet || !m_shown.question.snapshot)
        return showMessage(tr("Select a packet first."), Tone::Accent);
    if (const auto next = packetInConversation(m_model->capture(), *packet, by))
        return goToPacket(*next);
    const bool has = m_model->capture().packets->row(*packet).conversation.has_value();
    const QString end = by > 0 ? tr("This is the last packet of its conversation.")
                               : tr("This is the first packet of its conversation.");
    showMessage(has ? end : tr("This packet belongs to no conversation."), Tone::Accent);
}

void PacketsPane::followFlow()
{
    const QModelIndex row = m_table->currentIndex();
    const auto traffic = m_services.context.focus().traffic;
    if (!row.isValid() && !traffic)
        return showMessage(tr("Select a packet or a conversation first."), Tone::Accent);
    const Pivot pivot =
        row.isValid() ? m_services.pivots.flowAndAlertOf(row) : m_services.pivots.alertOfTraffic(*traffic);
    if (!pivot.isPossible())
        return showMessage(pivot.whyNot, Tone::Warning);
    m_services.context.follow(pivot);
    sayAlert();
}

void PacketsPane::sayAlert()
{
    const SnapshotPtr snapshot = m_services.investigation.snapshot();
    const Alert *alert = snapshot->alert(m_services.context.focus().alert);
    m_followed = m_services.context.focus();
    m_followedNote = alert ? tr("The alert of %1, %2, is in focus.")
                                 .arg(m_services.context.timeFormat().dateTime(alert->timeNs),
                                      snapshot->targets.value(alert->key).name)
                           : tr("No alert's capture holds this packet.");
    m_showAlert->setEnabled(alert);
    showNotes();
}

void PacketsPane::setBpf(const QString &expression)
{
    m_bpf = expression.trimmed();
    if (m_bpfLine->text() != m_bpf)
        m_bpfLine->setText(m_bpf);
    filter();
}

} // namespace wirecase
