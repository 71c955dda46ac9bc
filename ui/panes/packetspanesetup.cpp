#include "models/base/numbertext.h"
#include "models/context/investigationcontext.h"
#include "models/context/pivotroles.h"
#include "models/investigation/investigationpivots.h"
#include "ui/panes/filteractions.h"
#include "ui/panes/packetspane.h"
#include "ui/panes/packettable.h"
#include "ui/panes/pivotactions.h"
#include "ui/panes/sliceactions.h"
#include "ui/panes/tablecolumns.h"
#include "ui/theme/fontrole.h"
#include "ui/widgets/chipbutton.h"
#include "ui/widgets/datatable.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>

// The widgets of the pane: its table, header and keys.

namespace wirecase {

namespace {

/// The property of actions that work on packets in the table, and stand in its menu.
constexpr const char *ofPackets = "ofPackets";

} // namespace

void PacketsPane::setUpTable()
{
    m_table->setAccessibleName(tr("Packets"));
    m_table->setModel(m_model);
    m_table->setCopyRole(CopyRole);
    dressPacketTable(*m_table, [this](const QModelIndex &row) { return isMarked(row); });
    keepColumns(*m_table, m_services.settings, QStringLiteral("packets/columns"));
    connect(m_table, &DataTable::sortRequested, this, &PacketsPane::sort);
    connect(m_table, &DataTable::currentRowChanged, this, &PacketsPane::pointAtRow);
    connect(m_table, &DataTable::copyRefused, this, [this](qint64 rows) {
        showMessage(tr("%1 rows are too many for the clipboard.").arg(countText(rows)), Tone::Warning);
    });
    m_table->setMenuHook([this](const QModelIndex &cell, QMenu &menu) {
        addPivotActions(menu, m_services.pivots.pivotsOf(cell), m_services.context);
        addFilterActions(menu, cell, m_services.context);
        menu.addSeparator();
        for (QAction *action : paneActions()) {
            if (action->property(ofPackets).toBool())
                menu.addAction(action);
        }
    });
}

void PacketsPane::setUpHeader()
{
    m_allChip->setToolTip(tr("Show every packet of the scope, whatever is pointed at"));
    connect(m_allChip, &ChipButton::toggled, this, [this](bool on) {
        m_allByDefault = m_allByDefault && on;
        filter();
    });
    auto *slices = new SliceActions(*this, m_services, [this] { return chosenPackets(); });
    addHeaderAction(slices->openAction());
    for (QAction *action : {slices->saveAction(), slices->openAction()}) {
        action->setProperty(ofPackets, true);
        addPaneAction(action);
    }
    m_bpfAction->setCheckable(true);
    m_bpfAction->setToolTip(tr("Show only packets that a libpcap filter matches"));
    addHeaderAction(m_bpfAction);
    m_bpfLine->setPlaceholderText(tr("libpcap filter: tcp port 21 and host 10.1.5.30"));
    m_bpfLine->setAccessibleName(tr("libpcap filter"));
    m_bpfLine->setClearButtonEnabled(true);
    setFontRole(m_bpfLine, FontRole::Fixed);
    m_bpfLine->hide();
    addTopWidget(m_bpfLine);
    connect(m_bpfAction, &QAction::toggled, this, [this](bool on) {
        m_bpfLine->setVisible(on);
        if (on)
            m_bpfLine->setFocus();
        else
            setBpf({});
    });
    connect(m_bpfLine, &QLineEdit::returnPressed, this, [this] { setBpf(m_bpfLine->text()); });
}

QAction *PacketsPane::addStep(const QString &text, const QKeySequence &keys, void (PacketsPane::*step)())
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, [this, step] {
        if (isShown())
            (this->*step)();
    });
    addPaneAction(action);
    return action;
}

// The selected rows where there are several, else all that are shown.
std::optional<SliceChoice> PacketsPane::chosenPackets() const
{
    const PacketQuestion &question = m_shown.question;
    if (!question.snapshot || m_model->rows().empty())
        return std::nullopt;
    SliceChoice choice;
    choice.snapshot = question.snapshot;
    choice.current = m_services.context.focus().packet;
    choice.bpf = question.bpf;
    if (question.set == PacketQuestion::Set::InScope)
        choice.scope = question.scope;
    else if (question.conversation)
        choice.conversations = {*question.conversation};
    std::vector<RowRange> ranges = m_table->selectedRanges();
    if (m_table->selectedRowCount() < 2)
        ranges = {{0, static_cast<int>(m_model->rows().size()) - 1}};
    choice.rows = [rows = m_model->rows(), ranges](JobState &) -> Result<std::vector<quint32>> {
        std::vector<quint32> chosen;
        for (const RowRange &range : ranges)
            chosen.insert(chosen.end(), rows.begin() + range.first, rows.begin() + range.last + 1);
        return chosen;
    };
    return choice;
}

void PacketsPane::setUpActions()
{
    addStep(tr("Next packet"), Qt::Key_F8, &PacketsPane::nextPacket);
    addStep(tr("Previous packet"), Qt::Key_F7, &PacketsPane::previousPacket);
    addStep(tr("Next packet of the conversation"), Qt::CTRL | Qt::Key_Period, &PacketsPane::nextOfConversation);
    addStep(tr("Previous packet of the conversation"), Qt::CTRL | Qt::Key_Comma, &PacketsPane::previousOfConversation);
    addStep(tr("Go to packet or time…"), Qt::CTRL | Qt::Key_G, &PacketsPane::askForTarget);
    addStep(tr("Show flow and alert of the packet or conversation"), Qt::Key_L, &PacketsPane::followFlow);
    addStep(tr("Count times from the packet, or not any more"), Qt::CTRL | Qt::Key_T, &PacketsPane::toggleTimeReference)
        ->setProperty(ofPackets, true);
    addStep(tr("Mark the packet, or take the mark away"), Qt::CTRL | Qt::Key_M, &PacketsPane::toggleMark)
        ->setProperty(ofPackets, true);
    addStep(tr("Comment on the packet…"), Qt::CTRL | Qt::ALT | Qt::Key_C, &PacketsPane::askForComment)
        ->setProperty(ofPackets, true);
}

} // namespace wirecase
