#pragma once

#include "models/base/job.h"
#include "models/kql/rowbits.h"

#include <vector>

namespace wirecase {

class PacketIndex;

/// What a test says of each conversation, for the packets of its first endpoint and for those of its second. Refers to
/// the index.
class ConversationVerdicts
{
public:
    static constexpr quint8 backward = 1;
    static constexpr quint8 forward = 2;
    static constexpr quint8 both = backward | forward;

    explicit ConversationVerdicts(const PacketIndex &index);

    /// Accepts the packets of a conversation that go in these directions.
    void accept(quint32 conversation, quint8 directions)
    {
        m_accepted[conversation] = static_cast<quint8>(m_accepted[conversation] | directions);
    }
    void accept(const RowBits &conversations, quint8 directions);
    /// Sets the bits of the packets that were accepted. May return early when `job` is cancelled.
    void spreadTo(RowBits &packets, JobState &job) const;

private:
    const PacketIndex &m_index;
    std::vector<quint8> m_accepted; ///< one more than conversations: packets without one are never accepted
};

} // namespace wirecase
