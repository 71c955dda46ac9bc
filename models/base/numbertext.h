#pragma once

#include <QLocale>
#include <QString>

namespace wirecase {

/// A count with its digits grouped as the locale does: "18 402".
[[nodiscard]] QString countText(qint64 count, const QLocale &locale = QLocale());
/// Bytes in powers of 1000, three significant digits: "812 MB", "9.1 kB", "0 B".
[[nodiscard]] QString bytesText(quint64 bytes, const QLocale &locale = QLocale());
/// A part of a whole as a percentage without a fraction unless it is under 10: "11 %", "0.4 %". Empty when whole is 0.
[[nodiscard]] QString shareText(quint64 part, quint64 whole, const QLocale &locale = QLocale());

} // namespace wirecase
