#include "models/capture/packetrelation.h"

#include "models/capture/conversationtable.h"
#include "models/capture/packetcolumns.h"
#include "models/capture/packetindex.h"

#include <QCoreApplication>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::PacketRelation)
};

} // namespace

PacketRelation relationTo(const PacketIndex &packets, ConversationId conversation, PacketId packet)
{
    const PacketColumns &columns = packets.columns();
    const auto row = static_cast<quint32>(packet);
    const auto number = static_cast<quint32>(conversation);
    if (number >= packets.conversationTable().size() || columns.conversation(row) != number)
        return PacketRelation::None;
    const ConversationRecord &record = packets.conversationTable().record(number);
    if (row == record.firstPacket)
        return PacketRelation::First;
    if (row == record.lastPacket)
        return PacketRelation::Last;
    if (!columns.hasPayload(row))
        return PacketRelation::Other;
    return columns.fromFirst(row) == record.clientIsFirst() ? PacketRelation::Request : PacketRelation::Answer;
}

QString relationText(PacketRelation relation)
{
    switch (relation) {
    case PacketRelation::None:
        break;
    case PacketRelation::First:
        return Text::tr("First packet of the conversation");
    case PacketRelation::Last:
        return Text::tr("Last packet of the conversation");
    case PacketRelation::Request:
        return Text::tr("Content from the client of the conversation");
    case PacketRelation::Answer:
        return Text::tr("Content from the server of the conversation");
    case PacketRelation::Other:
        return Text::tr("Of the same conversation");
    }
    return {};
}

} // namespace wirecase
