#include "models/capture/packetbytes.h"

#include "models/capture/packetcolumns.h"

#include <QCoreApplication>

namespace wirecase {

namespace {

// Further on than this a window would mostly read what nobody asks for.
constexpr quint64 nearBytes = SourceWindow::windowBytes / 4;
constexpr std::size_t mostOpen = 16;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::PacketBytes)
};

} // namespace

Result<ByteView> PacketBytes::of(PacketId packet)
{
    const auto i = static_cast<quint32>(packet);
    const quint32 file = m_packets.fileOf(packet);
    const CaptureFile &source = m_packets.files()[file];
    const quint64 offset = m_packets.columns().offset(i);
    const quint32 length = m_packets.columns().capturedLength(i);
    if (!m_open.contains(file)) {
        if (m_open.size() == mostOpen)
            m_open.clear();
        m_open[file] = {std::make_unique<SourceWindow>(*source.bytes), offset};
    }
    OpenFile &open = m_open[file];
    const bool isNear = offset >= open.next && offset - open.next <= nearBytes;
    open.next = offset + length;
    if (!isNear) {
        auto bytes = m_packets.bytes(packet);
        if (!bytes)
            return bytes.error();
        m_single = *std::move(bytes);
        return bytesOf(m_single);
    }
    const ByteView bytes = open.window->at(offset, length);
    if (bytes.size() == length)
        return bytes;
    if (open.window->error())
        return *open.window->error();
    return Error{Error::Code::Io, Text::tr("The file no longer holds this packet."), source.name,
                 static_cast<qint64>(offset)};
}

} // namespace wirecase
