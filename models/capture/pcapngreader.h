#pragma once

#include "models/capture/capturereader.h"
#include "models/capture/pcapngnotes.h"

namespace wirecase {

/// pcapng: any number of sections and interfaces, enhanced, simple and obsolete packet blocks, both byte orders. Blocks
/// of other types are skipped.
class PcapngReader final : public CaptureReader
{
public:
    /// Null when the bytes are of another format.
    static Result<std::unique_ptr<CaptureReader>> open(const ByteSource &source);

    bool next(CaptureRecord &record) override;
    [[nodiscard]] EvidenceKind format() const override { return EvidenceKind::Pcapng; }
    [[nodiscard]] CaptureNotes notes() const override { return m_notes.notes(); }

private:
    struct Interface
    {
        LinkType linkType{};
        quint32 snaplen = 0;
        quint64 ticksPerSecond = 1'000'000; ///< 0 when they are more than can be counted
        quint64 nsPerTick = 1000;           ///< 0 when it is no whole number
        qint64 offsetSeconds = 0;
    };
    struct Block
    {
        quint32 type = 0;
        quint64 begin = 0;
        quint64 length = 0; ///< with its header and trailer
        [[nodiscard]] quint64 end() const { return begin + length; }
        [[nodiscard]] quint64 body() const { return begin + 8; }
        [[nodiscard]] quint64 bodyLength() const { return length - 12; }
    };
    enum class Found
    {
        Packet,
        Nothing,
        Stop
    };

    explicit PcapngReader(const ByteSource &source)
        : CaptureReader(source)
    {
    }

    /// The next whole block; false at the end.
    bool readBlock(Block &block);
    /// The block at `begin`, or why there is none.
    Status blockAt(quint64 begin, Block &block);
    Status startSection(quint64 begin);
    /// Damage: goes on where the section says that the next one begins. False when that is not told, or not true; then
    /// the rest of the file is lost.
    bool leaveSection(const Error &damage, quint64 begin);
    Found visit(const Block &block, CaptureRecord &record);
    /// A block that cannot be right, so that what follows is not believed either.
    Found distrust(const QString &message, const Block &block);
    /// A block that has no room for a packet.
    Found skip(const Block &block);
    Found addInterface(const Block &block);
    void readOption(const Block &block, Interface &interface, const PcapngOptions &option);
    Found readPacket(const Block &block, CaptureRecord &record);
    Found readObsoletePacket(const Block &block, CaptureRecord &record);
    Found readSimplePacket(const Block &block, CaptureRecord &record);
    /// What packet blocks with times have alike from their fourth byte on.
    Found readTimedPacket(const Block &block, CaptureRecord &record, const PcapngBytes &head, quint32 interface);
    Found finish(const Block &block, CaptureRecord &record, quint64 room);
    void readPacketOptions(quint64 offset, quint64 length);
    Found missesInterface(const Block &block, quint32 number);
    /// Bytes of a block, as much of them as may be looked at.
    [[nodiscard]] PcapngBytes view(quint64 offset, quint64 length);
    [[nodiscard]] static qint64 timeOf(const Interface &interface, quint64 ticks);

    quint64 m_sectionEnd = 0; ///< 0 when the section does not tell
    bool m_bigEndian = false;
    std::vector<Interface> m_interfaces;
    PcapngNotes m_notes;
};

} // namespace wirecase
