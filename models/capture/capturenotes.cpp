#include "models/capture/capturenotes.h"

#include <algorithm>

namespace wirecase {

QString CaptureNotes::commentOf(quint32 packet) const
{
    const auto place =
        std::lower_bound(packetComments.begin(), packetComments.end(), packet,
                         [](const PacketComment &comment, quint32 wanted) { return comment.packet < wanted; });
    return place != packetComments.end() && place->packet == packet ? place->text : QString();
}

} // namespace wirecase
