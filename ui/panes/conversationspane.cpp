#include "ui/panes/conversationspane.h"

#include "models/base/numbertext.h"
#include "models/context/investigationcontext.h"
#include "models/correlation/trafficcolumns.h"
#include "models/investigation/investigation.h"
#include "models/investigation/investigationpivots.h"
#include "ui/panes/filteractions.h"
#include "ui/panes/pivotactions.h"
#include "ui/panes/sliceactions.h"
#include "ui/panes/tablecolumns.h"
#include "ui/panes/tableexporter.h"
#include "ui/panes/traffictable.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/datatable.h"

#include <QAction>
#include <QMenu>

#include <numeric>

namespace wirecase {

ConversationsPane::ConversationsPane(const PaneServices &services, QWidget *parent)
    : Pane(tr("Conversations"), services, parent)
    , m_model(new TrafficTableModel(this))
    , m_table(new DataTable(this))
    , m_count(addCountChip())
    , m_addEvidence(new QAction(tr("Add evidence…"), this))
    , m_clearScope(new QAction(tr("Clear the scope"), this))
    , m_showKinds(new QAction(tr("Show every kind"), this))
    , m_export(addTableExport(*m_table))
    , m_slices(new SliceActions(*this, services, [this] { return chosenPackets(); }))
    , m_filterJob(this)
{
    setUpTable();
    setUpChips();
    setUpActions();
    showCounts();
    setBody(m_table);
    setEmptyState(tr("Conversations appear here when a capture or a flow log is added."), m_addEvidence);
    setEmptyShown(true);
    connect(m_addEvidence, &QAction::triggered, this, &ConversationsPane::addEvidenceRequested);
    connect(m_clearScope, &QAction::triggered, this, [this] { m_services.context.narrow({}); });
}

void ConversationsPane::setUpTable()
{
    m_table->setAccessibleName(tr("Conversations"));
    m_table->setModel(m_model);
    m_table->setCopyRole(CopyRole);
    dressTrafficTable(*m_table);
    keepColumns(*m_table, m_services.settings, QStringLiteral("conversations/columns"));
    m_table->setSortShown(m_sortColumn, m_sortOrder);
    connect(m_table, &DataTable::sortRequested, this, [this](int column, Qt::SortOrder order) {
        m_sortColumn = static_cast<TrafficTableModel::Column>(column);
        m_sortOrder = order;
        m_table->setSortShown(column, order);
        filter();
    });
    connect(m_table, &DataTable::currentRowChanged, this, &ConversationsPane::pointAtRow);
    connect(m_table, &DataTable::rowActivated, this, &ConversationsPane::followPackets);
    connect(m_table, &DataTable::copyRefused, this, [this](qint64 rows) {
        showMessage(tr("%1 rows are too many for the clipboard; export them instead.").arg(countText(rows)),
                    Tone::Warning, m_export->action());
    });
    m_table->setMenuHook([this](const QModelIndex &cell, QMenu &menu) {
        addPivotActions(menu, m_services.pivots.pivotsOf(cell), m_services.context);
        menu.addSeparator();
        m_slices->setPossible(chosenPackets().has_value());
        connect(&menu, &QMenu::aboutToHide, m_slices, [this] { m_slices->setPossible(true); });
        menu.addAction(m_slices->saveAction());
        menu.addAction(m_slices->openAction());
        addFilterActions(menu, cell, m_services.context);
    });
}

void ConversationsPane::setUpChips()
{
    constexpr std::array tones{Tone::Neutral, Tone::Accent, Tone::Warning}; // by SeenIn
    for (const SeenIn kind : {SeenIn::CaptureAndLog, SeenIn::LogOnly, SeenIn::CaptureOnly}) {
        const auto at = static_cast<std::size_t>(kind);
        m_kinds[at] = addFilterChip(seenInText(kind), tones[at]);
        m_kinds[at]->setToolTip(tr("Show only these conversations"));
        connect(m_kinds[at], &ChipButton::toggled, this, &ConversationsPane::filter);
    }
    connect(m_showKinds, &QAction::triggered, this, [this] {
        for (ChipButton *chip : m_kinds)
            chip->setChecked(false);
    });
}

void ConversationsPane::setUpActions()
{
    auto *hosts = new QAction(tr("Group by host"), this);
    hosts->setToolTip(tr("Show the hosts, subnets, ports or protocols of these conversations"));
    connect(hosts, &QAction::triggered, this, &ConversationsPane::showHosts);
    addPaneAction(hosts);

    auto *columns = new QAction(tr("Columns"), this);
    columns->setToolTip(tr("Choose the columns to show"));
    ChipButton *button = addHeaderAction(columns);
    connect(columns, &QAction::triggered, this, [this, button] {
        QMenu menu(this);
        m_table->fillColumnMenu(menu);
        menu.exec(button->mapToGlobal(QPoint(0, button->height())));
    });
    m_export->setMakeModel([this]() -> TableExporter::MakeModel {
        return [traffic = m_model->traffic(), rows = m_model->rows()] {
            auto model = std::make_unique<TrafficTableModel>();
            model->setRows(traffic, rows);
            return model;
        };
    });
    connect(m_export, &TableExporter::exported, this, &ConversationsPane::exported);
    addHeaderAction(m_export->action());

    auto *packets = new QAction(tr("Show packets of the conversation"), this);
    packets->setShortcut(Qt::Key_P);
    connect(packets, &QAction::triggered, this, &ConversationsPane::followPackets);
    addPaneAction(packets);
    addPaneAction(m_slices->saveAction());
    addPaneAction(m_slices->openAction());
}

void ConversationsPane::planColumns()
{
    const bool days = m_model->showsDays();
    if (std::exchange(m_plannedDays, days) != days)
        planTrafficColumns(*m_table, days);
}

void ConversationsPane::refresh()
{
    m_model->setTimeFormat(m_services.context.timeFormat());
    planColumns();
    m_snapshot = m_services.investigation.snapshot();
    const bool empty = m_snapshot->traffic->size() == 0;
    if (empty && m_services.investigation.isReading())
        setEmptyState(
            tr("The evidence is being read; conversations appear as soon as its captures and flow logs are."));
    else
        setEmptyState(tr("Conversations appear here when a capture or a flow log is added."), m_addEvidence);
    setEmptyShown(empty);
    filter();
}

void ConversationsPane::filter()
{
    if (!m_snapshot)
        return;
    TrafficQuestion question;
    question.snapshot = m_snapshot;
    question.scope = m_services.context.scope();
    for (std::size_t kind = 0; kind < m_kinds.size(); ++kind)
        question.kinds[kind] = m_kinds[kind]->isChecked();
    question.column = m_sortColumn;
    question.order = m_sortOrder;
    m_filterJob.start([question](JobState &job) { return answerTraffic(question, job); },
                      [this](Result<TrafficAnswer> answer) { showRows(std::move(answer)); });
}

void ConversationsPane::showRows(Result<TrafficAnswer> answer)
{
    if (!answer) {
        if (answer.error().code != Error::Code::Cancelled)
            showMessage(answer.error().message, Tone::Bad);
        return;
    }
    m_shown = *std::move(answer);
    m_quiet = true;
    if (m_model->traffic() != m_shown.question.snapshot->traffic || m_model->rows() != m_shown.rows)
        m_model->setRows(m_shown.question.snapshot->traffic, std::exchange(m_shown.rows, {}));
    planColumns();
    m_shown.rows.clear();
    m_quiet = false;
    showCounts();
    revealFocus();
}

void ConversationsPane::showCounts()
{
    const auto &counts = m_shown.inScope;
    const quint32 total = std::accumulate(counts.begin(), counts.end(), 0U);
    const int shown = m_model->rowCount();
    //: rows shown of all rows
    m_count->setText(static_cast<quint32>(shown) < total ? tr("%1 of %2").arg(countText(shown), countText(total))
                                                         : countText(total));
    for (std::size_t kind = 0; kind < m_kinds.size(); ++kind) {
        //: "log only" and how many conversations those are
        m_kinds[kind]->setText(tr("%1 %2").arg(seenInText(static_cast<SeenIn>(kind)), countText(counts[kind])));
        m_kinds[kind]->updateGeometry();
    }
    m_export->action()->setEnabled(shown > 0);
}

void ConversationsPane::showNotes()
{
    const auto focused = m_services.context.focus().traffic;
    const auto &traffic = *m_shown.question.snapshot->traffic;
    const bool hidden = focused && indexOf(*focused) < traffic.size() && m_model->rowOf(*focused) < 0;
    if (hidden && !m_shown.question.shows(traffic.at(*focused).seenIn))
        showMessage(tr("The conversation that is pointed at is of a kind that is not shown."), Tone::Accent,
                    m_showKinds);
    else if (!m_shown.dropped.isEmpty())
        showMessage(tr("Not applied here, because conversations have no such field: %1.")
                        .arg(m_shown.dropped.join(QStringLiteral(", "))),
                    Tone::Accent, hidden ? m_clearScope : nullptr);
    else if (hidden)
        showMessage(tr("The conversation that is pointed at is outside the scope."), Tone::Accent, m_clearScope);
    else if (m_model->rowCount() == 0 && traffic.size() > 0)
        showMessage(tr("No conversation is in the scope."), Tone::Accent, m_clearScope);
    else
        clearMessage();
}

void ConversationsPane::revealFocus()
{
    if (!m_shown.question.snapshot)
        return;
    const auto focused = m_services.context.focus().traffic;
    // After a new snapshot the numbers of the focus are not those of the table until its rows are there.
    if (m_model->traffic() == m_snapshot->traffic) {
        const int row = focused ? m_model->rowOf(*focused) : -1;
        m_quiet = true;
        if (row < 0)
            m_table->setCurrentIndex({});
        else if (row != m_table->currentIndex().row())
            revealInContext(*m_table, row);
        m_quiet = false;
        showNotes();
    }
}

void ConversationsPane::pointAtRow(int row)
{
    // Numbers of rows that are about to be replaced mean others in the new snapshot.
    if (m_quiet || row < 0 || m_model->traffic() != m_services.investigation.snapshot()->traffic)
        return;
    const TrafficId id{m_model->index(row, 0).data(TrafficIdRole).toUInt()};
    const auto conversation = m_model->traffic()->at(id).conversation;
    Focus focus = m_services.context.focus();
    focus.traffic = id;
    focus.packet.reset();
    focus.bytes.reset();
    if (conversation)
        focus.packet = m_model->traffic()->capture().conversations->at(*conversation).firstPacket;
    m_services.context.pointAt(focus);
}

void ConversationsPane::followPackets()
{
    const QModelIndex row = m_table->currentIndex();
    if (!isShown())
        return;
    if (!row.isValid())
        return showMessage(tr("Select a conversation first: its packets are shown then."), Tone::Accent);
    const Pivot pivot = m_services.pivots.packetsOf(row);
    if (pivot.isPossible())
        m_services.context.follow(pivot);
    else
        showMessage(pivot.whyNot, Tone::Warning);
}

void ConversationsPane::showHosts()
{
    Pivot pivot;
    pivot.view = View::Traffic;
    pivot.pane = QStringLiteral("hosts");
    pivot.scope = m_services.context.scope();
    pivot.focus = m_services.context.focus();
    m_services.context.follow(pivot);
}

std::optional<SliceChoice> ConversationsPane::chosenPackets() const
{
    SliceChoice choice;
    choice.snapshot = m_shown.question.snapshot;
    for (const RowRange &range : m_table->selectedRanges()) {
        for (int row = range.first; row <= range.last; ++row) {
            const quint32 number = m_model->rows()[static_cast<std::size_t>(row)];
            const quint32 conversation = m_model->traffic()->columns().rows[number].conversation;
            if (conversation != noRow)
                choice.conversations.push_back(ConversationId{conversation});
        }
    }
    if (choice.conversations.empty())
        return std::nullopt;
    choice.current = m_services.context.focus().packet;
    choice.rows = [snapshot = choice.snapshot,
                   conversations = choice.conversations](JobState &job) -> Result<std::vector<quint32>> {
        std::vector<quint32> rows;
        for (const ConversationId conversation : conversations) {
            if (job.cancelled)
                return Error::cancelled();
            for (const PacketId packet : snapshot->capture.conversations->packets(conversation))
                rows.push_back(static_cast<quint32>(packet));
        }
        return rows;
    };
    return choice;
}

void ConversationsPane::exportTo(const QString &path)
{
    m_export->exportTo(path);
}

} // namespace wirecase
