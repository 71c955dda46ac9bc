#pragma once

#include "models/capture/capturefile.h"

#include <vector>

namespace wirecase {

struct ConversationRecord;
struct PacketChunk;

/// Whether every number of a kept index points to something that is there, and the packets of each conversation are a
/// chain of as many as it says.
class IndexCheck
{
public:
    struct Counts
    {
        quint32 packets = 0;
        quint32 conversations = 0;
        quint32 linkTypes = 0;
    };

    /// Refers to the files.
    IndexCheck(const Counts &counts, const std::vector<CaptureFile> &files);

    [[nodiscard]] bool files() const;
    /// The chunks come in order; `first` is the first packet of the chunk, `count` how many there are in it.
    [[nodiscard]] bool chunk(const PacketChunk &chunk, quint32 first, quint32 count);
    /// After all chunks. `names` is how many there are.
    [[nodiscard]] bool record(const ConversationRecord &record, quint32 conversation, std::size_t names) const;

private:
    struct Chain
    {
        quint32 first;
        quint32 last;
        quint32 packets;
    };

    [[nodiscard]] bool isInFile(const PacketChunk &chunk, quint32 i) const;
    [[nodiscard]] bool extendsChain(const PacketChunk &chunk, quint32 i, quint32 packet);

    Counts m_counts;
    const std::vector<CaptureFile> &m_files;
    std::vector<Chain> m_chains;
    std::size_t m_file = 0; ///< of the packet that was looked at last
};

} // namespace wirecase
