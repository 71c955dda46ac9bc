#include "models/casefile/caseeditor.h"
#include "models/casefile/casefile.h"
#include "models/context/investigationcontext.h"
#include "ui/panes/packetmap.h"
#include "ui/panes/packetspane.h"
#include "ui/widgets/datatable.h"

// What the analyst attaches to single packets: marks, the time reference, and what is related to it.

namespace wirecase {

bool PacketsPane::isMarked(const QModelIndex &row) const
{
    const PacketId packet{m_model->rows()[static_cast<std::size_t>(row.row())]};
    return m_services.caseFile.state().mark(m_model->capture().packets->refOf(packet)) != nullptr;
}

void PacketsPane::toggleMark()
{
    const QModelIndex row = m_table->currentIndex();
    if (!row.isValid())
        return;
    const PacketId packet{m_model->rows()[static_cast<std::size_t>(row.row())]};
    const EvidenceRef ref = m_model->capture().packets->refOf(packet);
    const RecordMark *mark = m_services.caseFile.state().mark(ref);
    const bool isCommented = mark && !mark->comment.isEmpty();
    const Status done = mark ? m_services.editor.removeMark(ref) : m_services.editor.setMark(ref, {});
    if (!done)
        showMessage(done.error().message, Tone::Bad);
    else if (isCommented)
        showMessage(tr("The mark was taken away, and its comment with it; undo brings both back."), Tone::Accent);
}

void PacketsPane::toggleTimeReference()
{
    const QModelIndex row = m_table->currentIndex();
    if (!row.isValid())
        return showMessage(tr("Select a packet first."), Tone::Accent);
    const PacketIndex &packets = *m_model->capture().packets;
    const PacketId packet{m_model->rows()[static_cast<std::size_t>(row.row())]};
    if (packets.timeNs(packet) == noTime)
        return showMessage(tr("The packet has no time."), Tone::Accent);
    const EvidenceRef ref = packets.refOf(packet);
    m_timeReference = m_timeReference == ref ? std::nullopt : std::optional(ref);
    showTimeReference();
}

void PacketsPane::showTimeReference()
{
    const PacketIndex &packets = *m_model->capture().packets;
    m_model->setTimeReference(m_timeReference ? packets.packetAt(*m_timeReference) : std::nullopt);
    m_table->setColumnOffered(PacketTableModel::SinceReference, m_model->timeReference().has_value());
}

void PacketsPane::showRelations()
{
    const PacketIndex &packets = *m_model->capture().packets;
    const auto packet = m_services.context.focus().packet;
    const bool isThere = packet && static_cast<quint32>(*packet) < packets.size();
    const auto related = isThere ? packets.row(*packet).conversation : std::nullopt;
    m_model->setRelated(related);
    m_map->setRelated(related);
}

} // namespace wirecase
