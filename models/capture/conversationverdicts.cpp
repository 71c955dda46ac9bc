#include "models/capture/conversationverdicts.h"

#include "models/capture/conversationtable.h"
#include "models/capture/packetcolumns.h"
#include "models/capture/packetindex.h"

#include <algorithm>

namespace wirecase {

ConversationVerdicts::ConversationVerdicts(const PacketIndex &index)
    : m_index(index)
    , m_accepted(index.conversationTable().size() + 1ULL)
{
}

void ConversationVerdicts::accept(const RowBits &conversations, quint8 directions)
{
    for (quint32 i = 0; i < conversations.size(); ++i) {
        if (conversations.test(i))
            accept(i, directions);
    }
}

void ConversationVerdicts::spreadTo(RowBits &packets, JobState &job) const
{
    constexpr quint32 wordBits = 64;
    constexpr quint32 stride = 4096;
    const PacketColumns &columns = m_index.columns();
    const auto none = static_cast<quint32>(m_accepted.size() - 1);
    const auto words = packets.words();
    for (quint32 row = 0; row < columns.size(); row += wordBits) {
        if (row % stride == 0 && job.cancelled)
            return;
        // A word never spans two chunks.
        const PacketChunk &chunk = *columns.chunks()[row >> PacketChunk::shift];
        const quint32 begin = row & PacketChunk::mask;
        const quint32 count = std::min(wordBits, columns.size() - row);
        quint64 word = 0;
        for (quint32 i = 0; i < count; ++i) {
            const unsigned accepted = m_accepted[std::min(chunk.conversation[begin + i], none)];
            const bool isForward = (chunk.flags[begin + i] & PacketChunk::fromFirstFlag) != 0;
            word |= quint64{accepted >> (isForward ? 1U : 0U) & 1U} << i;
        }
        words[row / wordBits] |= word;
    }
}

} // namespace wirecase
