#pragma once

#include "models/base/ids.h"
#include "models/base/ipaddress.h"
#include "models/base/timerange.h"
#include "models/capture/protocol.h"

#include <QByteArray>
#include <QString>

namespace wirecase {

/// A file that crossed the network readable. Its bytes are not in it: they are read again from the evidence.
struct NetworkObject
{
    ConversationId conversation{};
    quint32 ordinal = 0;    ///< among the objects of its conversation
    PacketId packet{};      ///< the first that brought bytes of it, or spoke of it
    qint64 timeNs = noTime; ///< of that packet
    Protocol protocol{};
    bool fromClient = false; ///< who sent it
    Endpoint client;
    Endpoint server;
    QString name;        ///< as given, made printable; may be empty
    QString path;        ///< where the server has it, without query; may be empty
    QString claimedType; ///< media type as told; may be empty
    QString type;        ///< media type by its bytes
    QString coding;      ///< "gzip" and the like when it was sent so and could not be unpacked
    quint64 size = 0;    ///< bytes that are there, unpacked
    quint64 missing = 0; ///< bytes that no packet holds, of those that are told
    QByteArray sha256;   ///< of the bytes that are there

    [[nodiscard]] bool isWhole() const { return missing == 0; }
    bool operator==(const NetworkObject &) const = default;
};

} // namespace wirecase
