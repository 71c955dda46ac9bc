#include "models/capture/captureremarks.h"

#include "models/base/numbertext.h"

#include <QCoreApplication>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::CaptureRemarks)
};

// The longest headers that stand before a payload in ordinary traffic: Ethernet, IPv6, TCP with its options.
constexpr quint32 mostHeaderBytes = 128;
constexpr quint32 ipHeader = 20;
constexpr quint32 ports = 4;
constexpr quint32 tcpHeader = 20;

quint32 linkHeaderOf(const CaptureFile &file)
{
    if (file.linkTypes.empty())
        return 0;
    switch (file.linkTypes.front()) {
    case LinkType::Ethernet:
        return 14;
    case LinkType::LinuxSll:
        return 16;
    case LinkType::LinuxSll2:
        return 20;
    case LinkType::Null:
    case LinkType::Loop:
    case LinkType::Ppp:
    case LinkType::PppSerial:
    case LinkType::CiscoHdlc:
        return 4;
    case LinkType::Raw12:
    case LinkType::Raw14:
    case LinkType::RawIp:
    case LinkType::Ipv4:
    case LinkType::Ipv6:
        return 0;
    }
    return 0;
}

QString headersOnlyText(const CaptureFile &file)
{
    const quint32 link = linkHeaderOf(file);
    const quint32 network = file.mostCaptured > link ? file.mostCaptured - link : 0;
    QString missing;
    if (network < ipHeader)
        missing = Text::tr("addresses, ports, protocols, names, credentials and streams cannot be seen");
    else if (network < ipHeader + ports)
        missing = Text::tr("ports, protocols, names, credentials and streams cannot be seen");
    else if (network < ipHeader + tcpHeader)
        missing = Text::tr("states of connections, names, credentials and streams cannot be seen");
    else
        missing = Text::tr("names, credentials and streams cannot be seen");
    return Text::tr("Headers only, at most %1 bytes of a packet: %2. Their absence says nothing.")
        .arg(file.mostCaptured)
        .arg(missing);
}

} // namespace

bool isHeadersOnly(const CaptureFile &file)
{
    return file.mostCaptured <= mostHeaderBytes && file.cutShort > file.packets / 2;
}

QStringList captureRemarks(const CaptureFile &file)
{
    QStringList remarks;
    const auto count = [&remarks](quint64 packets, const QString &text) {
        if (packets > 0)
            remarks.append(text.arg(countText(static_cast<qint64>(packets))));
    };
    if (isHeadersOnly(file))
        remarks.append(headersOnlyText(file));
    else
        count(file.cutShort, Text::tr("Packets captured in part: %1"));
    count(file.longerThanWire, Text::tr("Packets with more captured bytes than they had on the wire: %1"));
    count(file.outOfOrder, Text::tr("Packets earlier than the one before them: %1"));
    count(file.notes->dropped, Text::tr("Packets lost before they could be written, as the file tells: %1"));
    count(file.notes->secrets, Text::tr("Blocks of decryption secrets, which are not read: %1"));
    count(file.notes->customBlocks, Text::tr("Blocks of other programs' own, which are not read: %1"));
    count(file.notes->leftOut, Text::tr("Comments and names over a limit, which are left out: %1"));
    return remarks;
}

} // namespace wirecase
