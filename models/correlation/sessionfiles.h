#pragma once

#include "models/correlation/capturesession.h"

namespace wirecase {

class PacketIndex;

/// A capture begins and ends a little around what the activity log says.
inline constexpr qint64 fileSlack = 2 * nsPerMinute;

/// Gives each capture file to at most one session: the one whose target (or chosen path) stands in the file's path and
/// whose time the file shares most; files whose path names no machine go by time alone, when only one target fits.
/// A file as large as the session's limit ends it.
void linkFiles(const PacketIndex &packets, std::vector<CaptureSession> &sessions);

} // namespace wirecase
