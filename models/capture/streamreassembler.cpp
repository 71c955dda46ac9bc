#include "models/capture/streamreassembler.h"

#include "models/capture/streams/streamassembly.h"
#include "models/capture/streams/streamcollector.h"
#include "models/capture/streams/streampackets.h"

namespace wirecase {

namespace {

constexpr quint8 protocolTcp = 6;
constexpr quint8 protocolUdp = 17;
constexpr quint32 stride = 1024;

} // namespace

bool hasStream(const Conversation &conversation)
{
    return !conversation.isPartial
           && (conversation.ipProtocol == protocolTcp || conversation.ipProtocol == protocolUdp);
}

Result<StreamFacts> streamTo(StreamSink &sink, const CaptureSnapshot &capture, ConversationId conversation,
                             JobState &job)
{
    const Conversation about = capture.conversations->at(conversation);
    StreamAssembly assembly(sink);
    if (!hasStream(about))
        return assembly.facts();
    StreamPackets packets(capture, about);
    quint32 visited = 0;
    for (const PacketId id : capture.conversations->packets(conversation)) {
        if (visited++ % stride == 0 && job.cancelled)
            return Error::cancelled();
        if (assembly.isFull())
            break;
        auto packet = packets.read(id, job);
        if (!packet)
            return packet.error();
        if (!*packet)
            continue;
        StreamPacket &part = **packet;
        if (about.ipProtocol == protocolUdp)
            assembly.addDatagram(part.fromClient, std::move(part.segment));
        else
            assembly.addSegment(part.fromClient, part.frame, std::move(part.segment));
    }
    assembly.finish();
    return assembly.facts();
}

Result<std::vector<StreamChunk>> reassemble(const CaptureSnapshot &capture, ConversationId conversation,
                                            quint64 maxBytes, JobState &job)
{
    StreamCollector collector(maxBytes);
    const auto facts = streamTo(collector, capture, conversation, job);
    if (!facts)
        return facts.error();
    return std::move(collector.chunks());
}

} // namespace wirecase
