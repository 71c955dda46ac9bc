#pragma once

#include "models/base/timerange.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace wirecase {

/// A capture that is about to be read.
struct CaptureStart
{
    QString name;            ///< with the folders that tell it from others
    qint64 firstNs = noTime; ///< of its first packet with a time
};

/// The time of the first packet among the first bytes of a capture; noTime when there is none.
[[nodiscard]] qint64 firstPacketTime(const QByteArray &head);

/// What the names of files share through which one capture was rotated: all but the digits.
[[nodiscard]] QString rotationName(const QString &name);

/// In which order captures are read: as they stand, but those that share a rotation name among each other by their
/// first packets. A ring begins again with its first name, so that names do not tell the order. The places of
/// `captures`.
[[nodiscard]] std::vector<std::size_t> readingOrder(const std::vector<CaptureStart> &captures);

} // namespace wirecase
