#include "models/context/investigationcontext.h"
#include "ui/panes/gotopacketdialog.h"
#include "ui/panes/packetspane.h"

// Going to a packet by its number or its time.

namespace wirecase {

void PacketsPane::askForTarget()
{
    const PacketIndexPtr packets = m_model->capture().packets;
    if (packets->size() == 0)
        return;
    const quint32 focused = static_cast<quint32>(m_services.context.focus().packet.value_or(PacketId{}));
    GoToPacketDialog dialog(packets, PacketId{focused < packets->size() ? focused : 0}, this);
    if (dialog.exec() != QDialog::Accepted || packets != m_model->capture().packets)
        return;
    if (dialog.target().timeNs)
        goToTime(*dialog.target().timeNs);
    else
        goToPacket(dialog.packet());
}

void PacketsPane::goToTime(qint64 timeNs)
{
    const PacketIndexPtr packets = m_model->capture().packets;
    m_targetJob.start(
        [packets, rows = m_model->rows(), timeNs](JobState &job) { return nearestPacket(*packets, rows, timeNs, job); },
        [this, packets](const Result<std::optional<PacketId>> &nearest) {
            if (!nearest || packets != m_model->capture().packets)
                return;
            if (*nearest)
                goToPacket(**nearest);
            else
                showMessage(tr("None of the packets shown has a time."), Tone::Accent);
        });
}

} // namespace wirecase
