#include "models/capture/pcapngnotes.h"

#include "models/base/printable.h"

#include <algorithm>

namespace wirecase {

namespace {

// Option codes, draft-ietf-opsawg-pcapng 4.
constexpr quint16 sectionHardware = 2;
constexpr quint16 sectionApplication = 4;
constexpr quint16 interfaceName = 2;
constexpr quint16 interfaceDescription = 3;
constexpr quint16 interfaceFilter = 11;
constexpr quint16 statisticsDropped = 5;
constexpr quint16 statisticsDroppedByHost = 7;
constexpr quint16 packetDropped = 4;

constexpr std::size_t sectionFixed = 16; // byte order, version, length
constexpr std::size_t interfaceFixed = 8;
constexpr std::size_t statisticsFixed = 12;

} // namespace

QString PcapngNotes::textOf(const PcapngBytes &value)
{
    const auto length = static_cast<qsizetype>(value.bytes.size());
    if (m_text + length > CaptureNotes::mostText) {
        ++m_notes.leftOut;
        return {};
    }
    m_text += length;
    return printable(QString::fromUtf8(reinterpret_cast<const char *>(value.bytes.data()), length));
}

void PcapngNotes::append(QStringList &texts, const QString &text)
{
    if (text.isEmpty())
        return;
    if (static_cast<std::size_t>(texts.size()) < CaptureNotes::mostEntries)
        texts.append(text);
    else
        ++m_notes.leftOut;
}

void PcapngNotes::addBlock(quint32 type, const PcapngBytes &body)
{
    switch (static_cast<PcapngBlockType>(type)) {
    case PcapngBlockType::SectionHeader:
        return addSection(body.part(sectionFixed));
    case PcapngBlockType::InterfaceDescription:
        return addInterface(body.part(interfaceFixed));
    case PcapngBlockType::InterfaceStatistics:
        return addStatistics(body.part(statisticsFixed));
    case PcapngBlockType::NameResolution:
        return addNames(body);
    case PcapngBlockType::DecryptionSecrets:
        ++m_notes.secrets;
        return;
    case PcapngBlockType::Custom:
    case PcapngBlockType::CustomNotCopied:
        ++m_notes.customBlocks;
        return;
    default:
        return;
    }
}

void PcapngNotes::addSection(const PcapngBytes &options)
{
    for (PcapngOptions walk(options); walk.next();) {
        if (walk.code() == PcapngOptions::comment)
            append(m_notes.comments, textOf(walk.value()));
        else if (walk.code() >= sectionHardware && walk.code() <= sectionApplication)
            append(m_notes.writtenBy, textOf(walk.value()));
    }
}

void PcapngNotes::addInterface(const PcapngBytes &options)
{
    QStringList parts;
    for (PcapngOptions walk(options); walk.next();) {
        if (walk.code() == PcapngOptions::comment)
            append(m_notes.comments, textOf(walk.value()));
        else if (walk.code() == interfaceName || walk.code() == interfaceDescription)
            append(parts, textOf(walk.value()));
        else if (walk.code() == interfaceFilter && walk.value().bytes.size() > 1
                 && walk.value().bytes[0] == std::byte{0})
            append(parts, textOf(walk.value().part(1))); // 0 in front says that it is text, not compiled
    }
    append(m_notes.interfaces, parts.join(QStringLiteral(", ")));
}

void PcapngNotes::addStatistics(const PcapngBytes &options)
{
    for (PcapngOptions walk(options); walk.next();) {
        if (walk.code() == PcapngOptions::comment)
            append(m_notes.comments, textOf(walk.value()));
        else if (walk.code() == statisticsDropped || walk.code() == statisticsDroppedByHost)
            m_notes.dropped += walk.value().longWord(0);
    }
}

void PcapngNotes::addNames(PcapngBytes records)
{
    for (PcapngOptions walk(records); walk.next();)
        ++m_notes.names;
}

bool PcapngNotes::addPacketOptions(quint32 packet, const PcapngBytes &options)
{
    QStringList comments;
    PcapngOptions walk(options);
    while (walk.next()) {
        if (walk.code() == PcapngOptions::comment)
            append(comments, textOf(walk.value()));
        else if (walk.code() == packetDropped)
            m_droppedBetween += walk.value().longWord(0);
    }
    if (!comments.isEmpty() && m_notes.packetComments.size() >= CaptureNotes::mostEntries)
        ++m_notes.leftOut;
    else if (!comments.isEmpty())
        m_notes.packetComments.push_back({packet, comments.join(u'\n')});
    return !walk.isDamaged();
}

CaptureNotes PcapngNotes::notes() const
{
    CaptureNotes notes = m_notes;
    notes.dropped = std::max(notes.dropped, m_droppedBetween);
    return notes;
}

} // namespace wirecase
