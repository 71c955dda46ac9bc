#pragma once

#include "models/base/job.h"
#include "models/evidence/bytesource.h"

namespace wirecase {

/// Whether a text begins with a byte order mark of UTF-16, as PowerShell's redirections write it.
[[nodiscard]] bool isUtf16(ByteView head);
/// The text in UTF-8, without the mark. A part of a character at the end is left out.
[[nodiscard]] QByteArray utf8FromUtf16(ByteView text);
/// The whole of a UTF-16 text in UTF-8, in memory.
[[nodiscard]] Result<ByteSourcePtr> utf8FromUtf16(const ByteSource &source, JobState &job);
/// Where in a UTF-16 text the character stands that is at `offset` in its UTF-8.
[[nodiscard]] qint64 utf16Offset(ByteView utf8, qint64 offset);

} // namespace wirecase
