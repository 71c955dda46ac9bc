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
        quint8 resolution = 6; ///< if_tsresol: a power of ten, or of two when the top bit is set
        bool representable = true;
        qint64 offsetSeconds = 0;
    };
    struct Block
    {
        quint32 type = 0;
        quint64 begin = 0;
        quint64 length = 0; ///< with its header and trailer
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

    bool readBlock(Block &block);
    bool lengthsAgree(const Block &block);
    bool startSection(quint64 begin);
    Found visit(const Block &block, CaptureRecord &record);
    bool addInterface(const Block &block);
    void readOption(const Block &block, Interface &interface, quint16 code, quint16 length, quint64 offset);
    Found readPacket(const Block &block, CaptureRecord &record, bool obsolete);
    Found readSimplePacket(const Block &block, CaptureRecord &record);
    Found finish(const Block &block, CaptureRecord &record, quint64 room);
    /// The beginning of bytes in a block, as much as options may have.
    [[nodiscard]] PcapngBytes view(quint64 offset, quint64 length);
    [[nodiscard]] quint32 word(quint64 offset);
    [[nodiscard]] quint16 half(quint64 offset);
    [[nodiscard]] static qint64 timeOf(const Interface &interface, quint64 ticks);

    bool m_bigEndian = false;
    std::vector<Interface> m_interfaces;
    PcapngNotes m_notes;
};

} // namespace wirecase
