#include "models/capture/pcapngwriter.h"

#include "models/base/timerange.h"

#include <QCoreApplication>
#include <QIODevice>
#include <QtEndian>

namespace wirecase {

namespace {

constexpr quint32 byteOrderMagic = 0x1a2b3c4d;
// Option codes, draft-ietf-opsawg-pcapng 4.
constexpr quint16 optionDescription = 3; // if_description
constexpr quint16 optionApplication = 4; // shb_userappl
constexpr quint16 optionResolution = 9;  // if_tsresol
constexpr quint16 optionOffset = 14;     // if_tsoffset
constexpr char nanoseconds = 9;
constexpr qsizetype mostOptionBytes = 65'535;

template <typename Integer>
void put(QByteArray &bytes, Integer value)
{
    const Integer little = qToLittleEndian(value);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

void pad(QByteArray &bytes)
{
    while (bytes.size() % 4 != 0)
        bytes.append('\0');
}

void putOption(QByteArray &bytes, quint16 code, const QByteArray &value)
{
    put(bytes, code);
    put(bytes, static_cast<quint16>(value.size()));
    bytes.append(value);
    pad(bytes);
}

// Cut between characters where an option cannot hold all of it.
void putText(QByteArray &bytes, quint16 code, const QString &text)
{
    QByteArray value = text.toUtf8();
    if (value.isEmpty())
        return;
    if (value.size() > mostOptionBytes) {
        qsizetype end = mostOptionBytes;
        while (end > 0 && (static_cast<unsigned char>(value.at(end)) & 0xc0U) == 0x80U)
            --end;
        value.truncate(end);
    }
    putOption(bytes, code, value);
}

void endOptions(QByteArray &bytes, qsizetype begin)
{
    if (bytes.size() > begin)
        putOption(bytes, PcapngOptions::end, {});
}

} // namespace

Status PcapngWriter::writeBlock(PcapngBlockType type, const QByteArray &body)
{
    constexpr qsizetype around = 12;
    QByteArray block;
    block.reserve(body.size() + around);
    put(block, static_cast<quint32>(type));
    put(block, static_cast<quint32>(body.size() + around));
    block.append(body);
    put(block, static_cast<quint32>(body.size() + around));
    if (m_out.write(block) == block.size())
        return {};
    const QString message =
        QCoreApplication::translate("wirecase::PcapngWriter", "The capture could not be written: %1");
    return Error{Error::Code::Io, message.arg(m_out.errorString()), {}, -1};
}

Status PcapngWriter::writeSection(const QStringList &comments, const QString &application)
{
    QByteArray body;
    put(body, byteOrderMagic);
    put(body, quint16{1});
    put(body, quint16{0});
    put(body, qint64{-1}); // its length: not told
    const qsizetype options = body.size();
    for (const QString &comment : comments)
        putText(body, PcapngOptions::comment, comment);
    putText(body, optionApplication, application);
    endOptions(body, options);
    return writeBlock(PcapngBlockType::SectionHeader, body);
}

Status PcapngWriter::writeInterface(const Interface &interface)
{
    m_interfaces.push_back(interface);
    QByteArray body;
    put(body, static_cast<quint16>(interface.linkType));
    put(body, quint16{0});
    put(body, interface.snaplen);
    const qsizetype options = body.size();
    putText(body, optionDescription, interface.description);
    putOption(body, optionResolution, QByteArray(1, nanoseconds));
    if (interface.offsetSeconds != 0) {
        QByteArray offset;
        put(offset, interface.offsetSeconds);
        putOption(body, optionOffset, offset);
    }
    endOptions(body, options);
    return writeBlock(PcapngBlockType::InterfaceDescription, body);
}

// A simple packet's captured length is not told but follows from the snaplen.
bool PcapngWriter::canBeSimple(const Packet &packet) const
{
    const quint32 snaplen = m_interfaces.front().snaplen;
    const quint32 told = snaplen == 0 ? packet.wireLength : std::min(packet.wireLength, snaplen);
    return packet.timeNs == noTime && packet.interface == 0 && packet.comments.isEmpty() && packet.bytes.size() == told;
}

Status PcapngWriter::writePacket(const Packet &packet)
{
    QByteArray body;
    if (canBeSimple(packet)) {
        put(body, packet.wireLength);
        body.append(copyOf(packet.bytes));
        pad(body);
        return writeBlock(PcapngBlockType::SimplePacket, body);
    }
    const qint64 offset = m_interfaces[packet.interface].offsetSeconds * nsPerSecond;
    const quint64 ticks = packet.timeNs == noTime ? 0 : static_cast<quint64>(packet.timeNs - offset);
    put(body, packet.interface);
    put(body, static_cast<quint32>(ticks >> 32U));
    put(body, static_cast<quint32>(ticks));
    put(body, static_cast<quint32>(packet.bytes.size()));
    put(body, packet.wireLength);
    body.append(copyOf(packet.bytes));
    pad(body);
    const qsizetype options = body.size();
    for (const QString &comment : packet.comments)
        putText(body, PcapngOptions::comment, comment);
    endOptions(body, options);
    return writeBlock(PcapngBlockType::EnhancedPacket, body);
}

} // namespace wirecase
