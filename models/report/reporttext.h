#pragma once

#include <QString>

namespace wirecase {

/// Text from evidence as it can be shown without lying: control characters and those that turn the direction of text or
/// take no room are spelt out ("\u{202E}"), lone surrogates replaced. Line feeds stay.
[[nodiscard]] QString visibleText(const QString &text);

// Numbers as the report writes them: the same in every locale.
[[nodiscard]] QString reportCount(qint64 count); ///< digits in groups of three: "18 402", no-break spaces
[[nodiscard]] QString reportSize(quint64 bytes); ///< "812 MB"

} // namespace wirecase
