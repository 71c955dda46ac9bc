#include "ui/panes/packetremarks.h"

#include "models/capture/packetindex.h"
#include "models/casefile/casestate.h"

namespace wirecase {

PacketRemarks packetRemarks(const CaseState &state, const PacketIndex &packets)
{
    PacketRemarks remarks;
    for (const RecordMark &mark : state.marks) {
        if (mark.comment.isEmpty())
            continue;
        if (const auto packet = packets.packetAt(mark.ref))
            remarks.insert(static_cast<quint32>(*packet), mark.comment);
    }
    return remarks;
}

} // namespace wirecase
