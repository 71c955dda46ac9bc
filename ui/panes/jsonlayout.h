#pragma once

#include <QByteArray>

namespace wirecase {

/// JSON with line ends and indentation added between its tokens; the tokens stay as they are, byte by byte, so that
/// nothing of a record is changed by showing it. Stops being indented where it is no JSON. At most `limit` bytes come
/// out.
[[nodiscard]] QByteArray laidOut(const QByteArray &json, qsizetype limit);

} // namespace wirecase
