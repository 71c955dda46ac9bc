#pragma once

#include "models/base/byteview.h"
#include "models/evidence/evidencekind.h"

namespace wirecase {

enum class Compression
{
    None,
    Gzip,
    Zstd,
    Xz
};

/// How many bytes from the start decide what a file is.
inline constexpr std::size_t sniffLength = 64UL * 1024;

/// What a file is by its first bytes (up to sniffLength of them); the name plays no part.
[[nodiscard]] EvidenceKind sniffKind(ByteView head);
[[nodiscard]] Compression sniffCompression(ByteView head);

} // namespace wirecase
