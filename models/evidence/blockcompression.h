#pragma once

#include "models/base/byteview.h"

namespace wirecase {

/// Packs bytes for keeping them in memory: fast rather than small (LZ4). Empty when that fails.
[[nodiscard]] QByteArray packedBlock(ByteView bytes);
/// What packedBlock() was given, `length` bytes. Empty when `packed` is not that.
[[nodiscard]] QByteArray unpackedBlock(const QByteArray &packed, std::size_t length);

} // namespace wirecase
