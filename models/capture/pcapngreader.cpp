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
constexpr quint64 packetFixed = 20; // of a packet block with a time
constexpr quint64 smallestOption = 4;
constexpr quint64 mostOptionBytes = 1U << 20U; // a block's; notes that are longer are not worth the memory
constexpr std::size_t mostInterfaces = 65'536; // a section with more is damage, or an attempt to fill the memory

// A power of ten, or of two when the top bit is set; 0 when 64 bits do not hold it.
constexpr quint64 ticksPerSecondOf(quint8 resolution)
{
    const unsigned power = resolution & 0x7fU;
    if ((resolution & 0x80U) != 0)
        return power < 64 ? quint64{1} << power : 0;
    if (power >= 20)
        return 0;
    quint64 ticks = 1;
    for (unsigned i = 0; i < power; ++i)
        ticks *= 10;
    return ticks;
}

Error damageOf(const QString &message)
{
    return {Error::Code::Format, message, {}, -1};
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
    if (const Status started = reader->startSection(0); !started)
        return Error{started.error().code, started.error().message, source.name(), 0};
    return std::unique_ptr<CaptureReader>(std::move(reader));
}

// The section header's own byte order decides how its length and all that follows is read.
Status PcapngReader::startSection(quint64 begin)
{
    const ByteView head = m_window.at(begin, sectionHeaderBytes);
    if (head.size() < sectionHeaderBytes)
        return damageOf(tr("The section header is cut short"));
    const quint32 magic = *be32(head, 8);
    if (magic != byteOrderMagic && magic != __builtin_bswap32(byteOrderMagic))
        return damageOf(tr("The byte order of the section is not known"));
    m_bigEndian = magic == byteOrderMagic;
    const PcapngBytes header{head, m_bigEndian};
    const quint16 major = header.half(12);
    const quint16 minor = header.half(14);
    if (major != 1 || (minor != 0 && minor != 2)) {
        const QString message = tr("Version %1.%2 of the pcapng format is not known").arg(major).arg(minor);
        return Error{Error::Code::Unsupported, message, {}, -1};
    }
    m_interfaces.clear();
    // All ones say that nobody knows. The length counts from behind the header.
    const quint64 length = header.longWord(16);
    const quint64 headerEnd = begin + header.word(4);
    const bool isTold = headerEnd <= m_window.size() && length <= m_window.size() - headerEnd;
    m_sectionEnd = isTold ? headerEnd + length : 0;
    return {};
}

bool PcapngReader::readBlock(Block &block)
{
    while (m_position < m_window.size()) {
        const quint64 begin = m_position;
        const Status found = blockAt(begin, block);
        if (found) {
            m_position = block.end();
            return true;
        }
        if (!leaveSection(found.error(), begin))
            return false;
    }
    return false;
}

Status PcapngReader::blockAt(quint64 begin, Block &block)
{
    const PcapngBytes head{m_window.at(begin, smallestBlock), m_bigEndian};
    if (head.bytes.size() < smallestBlock)
        return damageOf(tr("The file ends in the middle of a block header"));
    block.begin = begin;
    block.type = head.word(0);
    block.length = head.word(4);
    if (block.type == sectionHeader) {
        if (Status started = startSection(begin); !started)
            return started;
        block.length = PcapngBytes{m_window.at(begin, smallestBlock), m_bigEndian}.word(4);
    }
    const quint64 least = block.type == sectionHeader ? sectionHeaderBytes : smallestBlock;
    if (block.length < least || block.length % 4 != 0)
        return damageOf(tr("A block claims to have %1 bytes").arg(block.length));
    if (m_window.size() - begin < block.length)
        return damageOf(tr("The file ends in the middle of a block"));
    // With all of the block in view, looking at its end does not read its beginning twice.
    static_cast<void>(view(begin, std::min<quint64>(block.length, SourceWindow::windowBytes)));
    const PcapngBytes trailer{m_window.at(block.end() - 4, 4), m_bigEndian};
    if (trailer.word(0) != block.length)
        return damageOf(tr("The two lengths of a block differ"));
    return {};
}

bool PcapngReader::leaveSection(const Error &damage, quint64 begin)
{
    if (m_window.error() || m_sectionEnd <= begin || be32(m_window.at(m_sectionEnd, 4), 0) != sectionHeader)
        return stop(damage.code, damage.message, begin);
    note(damage.code, damage.message, begin, m_sectionEnd - begin);
    m_position = m_sectionEnd;
    return true;
}

bool PcapngReader::next(CaptureRecord &record)
{
    Block block;
    while (readBlock(block)) {
        const Found found = visit(block, record);
        if (found != Found::Nothing)
            return found == Found::Packet;
    }
    return false;
}

PcapngReader::Found PcapngReader::visit(const Block &block, CaptureRecord &record)
{
    switch (static_cast<PcapngBlockType>(block.type)) {
    case PcapngBlockType::EnhancedPacket:
        return readPacket(block, record);
    case PcapngBlockType::ObsoletePacket:
        return readObsoletePacket(block, record);
    case PcapngBlockType::SimplePacket:
        return readSimplePacket(block, record);
    case PcapngBlockType::InterfaceDescription:
        m_notes.addBlock(block.type, view(block.body(), block.bodyLength()));
        return addInterface(block);
    default:
        m_notes.addBlock(block.type, view(block.body(), block.bodyLength()));
        return Found::Nothing;
    }
}

PcapngBytes PcapngReader::view(quint64 offset, quint64 length)
{
    return {m_window.at(offset, static_cast<std::size_t>(std::min(length, mostOptionBytes))), m_bigEndian};
}

PcapngReader::Found PcapngReader::distrust(const QString &message, const Block &block)
{
    return leaveSection(damageOf(message), block.begin) ? Found::Nothing : Found::Stop;
}

PcapngReader::Found PcapngReader::skip(const Block &block)
{
    note(Error::Code::Format, tr("A packet block is too short"), block.begin, block.length);
    return Found::Nothing;
}

PcapngReader::Found PcapngReader::addInterface(const Block &block)
{
    constexpr std::size_t fixed = 8;
    // Packets name interfaces by their order, so that none can be left out.
    if (block.bodyLength() < fixed)
        return distrust(tr("An interface description is too short"), block);
    if (m_interfaces.size() >= mostInterfaces)
        return distrust(tr("The section has too many interfaces"), block);
    const PcapngBytes body = view(block.body(), block.bodyLength());
    Interface interface;
    interface.linkType = static_cast<LinkType>(body.half(0));
    interface.snaplen = body.word(4);
    PcapngOptions option(body.part(fixed));
    while (option.next())
        readOption(block, interface, option);
    if (option.isDamaged())
        note(Error::Code::Format, tr("An option reaches past the end of its block"),
             block.body() + fixed + option.offset());
    m_interfaces.push_back(interface);
    m_snaplen = std::max(m_snaplen, interface.snaplen);
    addLinkType(interface.linkType);
    return Found::Nothing;
}

void PcapngReader::readOption(const Block &block, Interface &interface, const PcapngOptions &option)
{
    const PcapngBytes &value = option.value();
    if (option.code() == optionResolution && !value.bytes.empty()) {
        interface.ticksPerSecond = ticksPerSecondOf(*u8(value.bytes, 0));
        const quint64 ticks = std::max<quint64>(interface.ticksPerSecond, 1);
        interface.nsPerTick = nsPerSecond % ticks == 0 ? nsPerSecond / ticks : 0;
        if (interface.ticksPerSecond == 0)
            note(Error::Code::Unsupported, tr("The times of an interface have a resolution that cannot be read"),
                 block.begin);
    } else if (option.code() == optionOffset && value.bytes.size() >= 8) {
        interface.offsetSeconds = static_cast<qint64>(value.longWord(0));
    }
}

qint64 PcapngReader::timeOf(const Interface &interface, quint64 ticks)
{
    if (interface.ticksPerSecond == 0)
        return noTime;
    __extension__ using Wide = __int128;
    // Dividing 128 bits is slow, and rarely needed.
    const Wide sinceOffset = interface.nsPerTick != 0
                                 ? static_cast<Wide>(ticks) * interface.nsPerTick
                                 : static_cast<Wide>(ticks) * nsPerSecond / interface.ticksPerSecond;
    const Wide time = sinceOffset + static_cast<Wide>(interface.offsetSeconds) * nsPerSecond;
    if (time <= std::numeric_limits<qint64>::min() || time > std::numeric_limits<qint64>::max())
        return noTime;
    return static_cast<qint64>(time);
}

PcapngReader::Found PcapngReader::readPacket(const Block &block, CaptureRecord &record)
{
    const PcapngBytes head = view(block.body(), std::min(packetFixed, block.bodyLength()));
    return readTimedPacket(block, record, head, head.word(0));
}

PcapngReader::Found PcapngReader::readObsoletePacket(const Block &block, CaptureRecord &record)
{
    constexpr quint16 notCounted = 0xffff;
    const PcapngBytes head = view(block.body(), std::min(packetFixed, block.bodyLength()));
    if (const quint16 dropped = head.half(2); dropped != notCounted)
        m_notes.addDropped(dropped);
    return readTimedPacket(block, record, head, head.half(0));
}

PcapngReader::Found PcapngReader::readTimedPacket(const Block &block, CaptureRecord &record, const PcapngBytes &head,
                                                  quint32 interface)
{
    if (head.bytes.size() < packetFixed)
        return skip(block);
    if (interface >= m_interfaces.size())
        return missesInterface(block, interface);
    // The high half comes first in either byte order.
    const quint64 ticks = static_cast<quint64>(head.word(4)) << 32U | head.word(8);
    record.timeNs = timeOf(m_interfaces[interface], ticks);
    record.capturedLength = head.word(12);
    record.wireLength = head.word(16);
    record.linkType = m_interfaces[interface].linkType;
    record.offset = block.body() + packetFixed;
    return finish(block, record, block.bodyLength() - packetFixed);
}

PcapngReader::Found PcapngReader::readSimplePacket(const Block &block, CaptureRecord &record)
{
    constexpr quint64 fixed = 4;
    if (block.bodyLength() < fixed)
        return skip(block);
    if (m_interfaces.empty())
        return missesInterface(block, 0);
    const Interface &interface = m_interfaces.front();
    record.timeNs = noTime;
    record.wireLength = view(block.body(), fixed).word(0);
    const quint64 room = block.bodyLength() - fixed;
    const quint64 limit = interface.snaplen == 0 ? record.wireLength : interface.snaplen;
    record.capturedLength = static_cast<quint32>(std::min({quint64{record.wireLength}, limit, room}));
    record.linkType = interface.linkType;
    record.offset = block.body() + fixed;
    return finish(block, record, room);
}

PcapngReader::Found PcapngReader::missesInterface(const Block &block, quint32 number)
{
    return distrust(tr("A packet names interface %1, which the section does not have").arg(number), block);
}

PcapngReader::Found PcapngReader::finish(const Block &block, CaptureRecord &record, quint64 room)
{
    if (record.capturedLength > room || record.capturedLength > mostCapturedBytes)
        return distrust(tr("A packet claims to have %1 bytes").arg(record.capturedLength), block);
    // Before the packet's own bytes are looked at, which stay in view until the next packet.
    if (const quint64 before = pcapngPadded(record.capturedLength); room >= before + smallestOption)
        readPacketOptions(record.offset + before, room - before);
    return take(record, block.begin) ? Found::Packet : Found::Stop;
}

void PcapngReader::readPacketOptions(quint64 offset, quint64 length)
{
    const bool isWhole = m_notes.addPacketOptions(static_cast<quint32>(m_report.records + 1), view(offset, length));
    if (length > mostOptionBytes)
        m_notes.leaveOut();
    else if (!isWhole)
        note(Error::Code::Format, tr("An option reaches past the end of its block"), offset);
}

} // namespace wirecase
