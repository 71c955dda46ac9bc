#include "models/capture/pcapngreader.h"

#include "models/base/timerange.h"

namespace wirecase {

namespace {

constexpr auto sectionHeader = static_cast<quint32>(PcapngBlockType::SectionHeader);
constexpr quint32 byteOrderMagic = 0x1a2b3c4d;

constexpr quint16 optionResolution = 9; // if_tsresol
constexpr quint16 optionOffset = 14;    // if_tsoffset

constexpr std::size_t sectionHeaderBytes = 28;
constexpr std::size_t smallestBlock = 12;
constexpr quint64 smallestOption = 4;
constexpr quint64 mostOptionBytes = 1U << 20U; // a block's; notes that are longer are not worth the memory
constexpr std::size_t mostInterfaces = 65'536; // a section with more is damage, or an attempt to fill the memory

// The powers of ten and two that a 64-bit tick count can be divided by.
constexpr bool canRepresent(quint8 resolution)
{
    return (resolution & 0x80U) != 0 ? (resolution & 0x7fU) < 64 : resolution < 20;
}

} // namespace

Result<std::unique_ptr<CaptureReader>> PcapngReader::open(const ByteSource &source)
{
    const auto head = source.bytesAt(0, sectionHeaderBytes);
    if (!head)
        return head.error();
    if (be32(bytesOf(*head), 0) != sectionHeader)
        return std::unique_ptr<CaptureReader>();
    auto reader = std::unique_ptr<PcapngReader>(new PcapngReader(source));
    if (!reader->startSection(0)) {
        const auto &places = reader->report().places;
        return places.empty() ? Error{Error::Code::Io, tr("The file cannot be read"), source.name(), 0}
                              : places.front();
    }
    return std::unique_ptr<CaptureReader>(std::move(reader));
}

quint32 PcapngReader::word(quint64 offset)
{
    const quint32 big = be32(m_window.at(offset, 4), 0).value_or(0);
    return m_bigEndian ? big : __builtin_bswap32(big);
}

quint16 PcapngReader::half(quint64 offset)
{
    const quint16 big = be16(m_window.at(offset, 2), 0).value_or(0);
    return m_bigEndian ? big : __builtin_bswap16(big);
}

// The section header's own byte order decides how its length and all that follows is read.
bool PcapngReader::startSection(quint64 begin)
{
    const ByteView head = m_window.at(begin, sectionHeaderBytes);
    if (head.size() < sectionHeaderBytes)
        return stop(Error::Code::Format, tr("The section header is cut short"), begin);
    const quint32 magic = *be32(head, 8);
    if (magic != byteOrderMagic && magic != __builtin_bswap32(byteOrderMagic))
        return stop(Error::Code::Format, tr("The byte order of the section is not known"), begin);
    m_bigEndian = magic == byteOrderMagic;
    const quint16 major = half(begin + 12);
    const quint16 minor = half(begin + 14);
    if (major != 1 || (minor != 0 && minor != 2)) {
        const QString message = tr("Version %1.%2 of the pcapng format is not known").arg(major).arg(minor);
        return stop(Error::Code::Unsupported, message, begin);
    }
    m_interfaces.clear();
    return true;
}

bool PcapngReader::readBlock(Block &block)
{
    block.begin = m_position;
    const ByteView head = m_window.at(block.begin, smallestBlock);
    if (head.empty() && block.begin >= m_window.size())
        return false;
    if (head.size() < smallestBlock)
        return stop(Error::Code::Format, tr("The file ends in the middle of a block header"), block.begin);
    if (*be32(head, 0) == sectionHeader && !startSection(block.begin))
        return false;
    block.type = word(block.begin);
    block.length = word(block.begin + 4);
    return lengthsAgree(block);
}

bool PcapngReader::lengthsAgree(const Block &block)
{
    const quint64 least = block.type == sectionHeader ? sectionHeaderBytes : smallestBlock;
    if (block.length < least || block.length % 4 != 0)
        return stop(Error::Code::Format, tr("A block claims to have %1 bytes").arg(block.length), block.begin);
    if (m_window.size() - block.begin < block.length)
        return stop(Error::Code::Format, tr("The file ends in the middle of a block"), block.begin);
    if (word(block.begin + block.length - 4) != block.length)
        return stop(Error::Code::Format, tr("The two lengths of a block differ"), block.begin);
    return true;
}

bool PcapngReader::next(CaptureRecord &record)
{
    Block block;
    while (readBlock(block)) {
        switch (visit(block, record)) {
        case Found::Packet:
            m_position = block.begin + block.length;
            return true;
        case Found::Nothing:
            m_position = block.begin + block.length;
            break;
        case Found::Stop:
            return false;
        }
    }
    return false;
}

PcapngReader::Found PcapngReader::visit(const Block &block, CaptureRecord &record)
{
    switch (static_cast<PcapngBlockType>(block.type)) {
    case PcapngBlockType::EnhancedPacket:
        return readPacket(block, record, false);
    case PcapngBlockType::ObsoletePacket:
        return readPacket(block, record, true);
    case PcapngBlockType::SimplePacket:
        return readSimplePacket(block, record);
    case PcapngBlockType::InterfaceDescription:
        m_notes.addBlock(block.type, view(block.body(), block.bodyLength()));
        return addInterface(block) ? Found::Nothing : Found::Stop;
    default:
        m_notes.addBlock(block.type, view(block.body(), block.bodyLength()));
        return Found::Nothing;
    }
}

PcapngBytes PcapngReader::view(quint64 offset, quint64 length)
{
    return {m_window.at(offset, static_cast<std::size_t>(std::min(length, mostOptionBytes))), m_bigEndian};
}

bool PcapngReader::addInterface(const Block &block)
{
    if (block.bodyLength() < 8)
        return stop(Error::Code::Format, tr("An interface description is too short"), block.begin);
    if (m_interfaces.size() >= mostInterfaces)
        return stop(Error::Code::Limit, tr("The section has too many interfaces"), block.begin);
    Interface interface;
    interface.linkType = static_cast<LinkType>(half(block.body()));
    interface.snaplen = word(block.body() + 4);

    const quint64 end = block.body() + block.bodyLength();
    quint64 offset = block.body() + 8;
    while (end - offset >= 4) {
        const quint16 code = half(offset);
        const quint16 length = half(offset + 2);
        if (code == PcapngOptions::end)
            break;
        if (end - offset - 4 < pcapngPadded(length)) {
            note(Error::Code::Format, tr("An option reaches past the end of its block"), offset);
            break;
        }
        readOption(block, interface, code, length, offset + 4);
        offset += 4 + pcapngPadded(length);
    }
    m_interfaces.push_back(interface);
    m_snaplen = std::max(m_snaplen, interface.snaplen);
    addLinkType(interface.linkType);
    return true;
}

void PcapngReader::readOption(const Block &block, Interface &interface, quint16 code, quint16 length, quint64 offset)
{
    if (code == optionResolution && length >= 1) {
        interface.resolution = u8(m_window.at(offset, 1), 0).value_or(6);
        interface.representable = canRepresent(interface.resolution);
        if (!interface.representable)
            note(Error::Code::Unsupported, tr("The times of an interface have a resolution that cannot be read"),
                 block.begin);
    } else if (code == optionOffset && length >= 8) {
        const quint64 first = word(offset);
        const quint64 second = word(offset + 4);
        interface.offsetSeconds = static_cast<qint64>(m_bigEndian ? first << 32U | second : second << 32U | first);
    }
}

qint64 PcapngReader::timeOf(const Interface &interface, quint64 ticks)
{
    if (!interface.representable)
        return noTime;
    __extension__ using Wide = __int128;
    const bool binary = (interface.resolution & 0x80U) != 0;
    Wide perSecond = 1;
    if (binary)
        perSecond <<= interface.resolution & 0x7fU;
    else
        for (unsigned i = 0; i < interface.resolution; ++i)
            perSecond *= 10;
    const Wide time =
        static_cast<Wide>(ticks) * nsPerSecond / perSecond + static_cast<Wide>(interface.offsetSeconds) * nsPerSecond;
    if (time <= std::numeric_limits<qint64>::min() || time > std::numeric_limits<qint64>::max())
        return noTime;
    return static_cast<qint64>(time);
}

PcapngReader::Found PcapngReader::readPacket(const Block &block, CaptureRecord &record, bool obsolete)
{
    constexpr quint64 fixed = 20;
    if (block.bodyLength() < fixed) {
        note(Error::Code::Format, tr("A packet block is too short"), block.begin, block.length);
        return Found::Nothing;
    }
    const quint32 number = obsolete ? half(block.body()) : word(block.body());
    if (number >= m_interfaces.size()) {
        const QString message = tr("A packet names interface %1, which the section does not have").arg(number);
        stop(Error::Code::Format, message, block.begin);
        return Found::Stop;
    }
    const Interface &interface = m_interfaces[number];
    const quint64 ticks = static_cast<quint64>(word(block.body() + 4)) << 32U | word(block.body() + 8);
    record.timeNs = timeOf(interface, ticks);
    record.capturedLength = word(block.body() + 12);
    record.wireLength = word(block.body() + 16);
    record.linkType = interface.linkType;
    record.offset = block.body() + fixed;
    return finish(block, record, block.bodyLength() - fixed);
}

PcapngReader::Found PcapngReader::readSimplePacket(const Block &block, CaptureRecord &record)
{
    if (block.bodyLength() < 4 || m_interfaces.empty()) {
        stop(Error::Code::Format, tr("A packet names interface %1, which the section does not have").arg(0),
             block.begin);
        return Found::Stop;
    }
    const Interface &interface = m_interfaces.front();
    record.timeNs = noTime;
    record.wireLength = word(block.body());
    const quint64 room = block.bodyLength() - 4;
    const quint64 limit = interface.snaplen == 0 ? record.wireLength : interface.snaplen;
    record.capturedLength = static_cast<quint32>(std::min({quint64{record.wireLength}, limit, room}));
    record.linkType = interface.linkType;
    record.offset = block.body() + 4;
    return finish(block, record, room);
}

PcapngReader::Found PcapngReader::finish(const Block &block, CaptureRecord &record, quint64 room)
{
    if (record.capturedLength > room || record.capturedLength > mostCapturedBytes) {
        const QString message = tr("A packet claims to have %1 bytes").arg(record.capturedLength);
        stop(Error::Code::Format, message, block.begin);
        return Found::Stop;
    }
    // Before the packet's own bytes are looked at, which stay in view until the next packet.
    if (const quint64 before = pcapngPadded(record.capturedLength); room >= before + smallestOption) {
        if (room - before > mostOptionBytes)
            m_notes.leaveOut();
        m_notes.addPacketOptions(static_cast<quint32>(m_report.records + 1),
                                 view(record.offset + before, room - before));
    }
    return take(record, block.begin) ? Found::Packet : Found::Stop;
}

} // namespace wirecase
