#pragma once

#include "models/base/maskedspans.h"

#include <QString>

namespace wirecase {

// Bytes as they are shown and copied. A masked byte is a middle dot for each of its characters, whatever it holds.

[[nodiscard]] int hexOffsetDigits(qsizetype bytes); ///< 4, more when the offsets need it
[[nodiscard]] QString hexOffsetText(qsizetype offset, int digits);
[[nodiscard]] QString hexByteText(const QByteArray &bytes, const MaskedSpans &masked, qsizetype at);
[[nodiscard]] QChar asciiChar(const QByteArray &bytes, const MaskedSpans &masked, qsizetype at);
/// "16 03 01": what is outside of the bytes is left out.
[[nodiscard]] QString hexText(const QByteArray &bytes, const MaskedSpans &masked, qsizetype begin, qsizetype length);
[[nodiscard]] QString asciiText(const QByteArray &bytes, const MaskedSpans &masked, qsizetype begin, qsizetype length);
/// Offset, hex and text of one row, as a line.
[[nodiscard]] QString hexRowText(const QByteArray &bytes, const MaskedSpans &masked, qsizetype row, int perRow);

} // namespace wirecase
