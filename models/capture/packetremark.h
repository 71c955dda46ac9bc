#pragma once

#include <QHash>
#include <QString>

namespace wirecase {

/// Whether a packet has a comment, and whose.
enum class PacketRemark : quint8
{
    None,
    Capture, ///< of the capture file alone
    Case,    ///< of the case, be there one of the file or not
};

/// What the case says of single packets, by packet.
using PacketRemarks = QHash<quint32, QString>;

} // namespace wirecase
