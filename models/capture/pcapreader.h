#pragma once

#include "models/capture/capturereader.h"

namespace wirecase {

/// Classic pcap in both byte orders: microseconds and nanoseconds, IXIA's two, and the longer record headers that old
/// Linux distributions and Nokia wrote, mostly under the usual magic number: there the first records tell.
class PcapReader final : public CaptureReader
{
public:
    /// Null when the bytes are of another format.
    static Result<std::unique_ptr<CaptureReader>> open(const ByteSource &source);

    bool next(CaptureRecord &record) override;
    [[nodiscard]] EvidenceKind format() const override { return EvidenceKind::Pcap; }

private:
    struct Variant
    {
        bool swapped = false;     ///< big-endian
        qint64 fractionNs = 1000; ///< length of a tick of the fraction
        std::size_t recordHeader = 16;
    };

    PcapReader(const ByteSource &source, const Variant &variant);
    static std::optional<Variant> variantOf(ByteView head);
    std::optional<Error> readHeader(ByteView head);
    void chooseRecordHeader();
    enum class Fit
    {
        None,
        Cut, ///< as far as the file goes
        Whole
    };
    [[nodiscard]] Fit tryRecords(std::size_t recordHeader) const;
    [[nodiscard]] bool isPlausible(ByteView recordHeader, quint32 secondsBefore) const;
    [[nodiscard]] quint32 word(ByteView bytes, std::size_t offset) const
    {
        const quint32 big = be32(bytes, offset).value_or(0);
        return m_variant.swapped ? big : __builtin_bswap32(big);
    }
    /// The captured length and that on the wire.
    [[nodiscard]] std::pair<quint32, quint32> lengths(ByteView recordHeader) const;
    [[nodiscard]] bool startsAnotherFile(ByteView recordHeader) const;

    Variant m_variant;
    LinkType m_linkType{};
    quint16 m_minorVersion = 4;
    quint32 m_mostCaptured = 0;
    quint32 m_magic = 0;
};

} // namespace wirecase
