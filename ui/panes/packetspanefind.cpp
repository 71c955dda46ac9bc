#include "models/context/investigationcontext.h"
#include "ui/panes/packetfindbar.h"
#include "ui/panes/packetfinder.h"
#include "ui/panes/packetmap.h"
#include "ui/panes/packetspane.h"
#include "ui/widgets/datatable.h"

// Finding bytes in the packets.

namespace wirecase {

void PacketsPane::setUpFind()
{
    addTopWidget(m_finder->bar());
    connect(m_finder, &PacketFinder::arrived, this, [this](PacketId packet, const FocusBytes &bytes) {
        if (static_cast<quint32>(packet) < m_model->capture().packets->size())
            pointAt(packet, bytes);
    });
    connect(m_finder, &PacketFinder::foundChanged, this, [this] { m_map->setFound(m_finder->found()); });
    connect(m_finder, &PacketFinder::left, this, [this] { m_table->setFocus(); });
    addStep(tr("Find in the bytes of the packets…"), Qt::CTRL | Qt::Key_F, &PacketsPane::openFind);
    addStep(tr("Find the next packet with the bytes"), Qt::Key_F3, &PacketsPane::findNext);
    addStep(tr("Find the packet with the bytes before"), Qt::SHIFT | Qt::Key_F3, &PacketsPane::findPrevious);
}

void PacketsPane::openFind()
{
    m_finder->open();
}

void PacketsPane::findNext()
{
    m_finder->find(false);
}

void PacketsPane::findPrevious()
{
    m_finder->find(true);
}

} // namespace wirecase
