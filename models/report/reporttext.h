#pragma once

#include <QString>

#include <functional>

namespace wirecase {

/// Text from evidence as it can be shown without lying: control characters and those that turn the direction of text or
/// take no room are spelt out ("\u{202E}"), lone surrogates replaced. Line feeds stay.
[[nodiscard]] QString visibleText(const QString &text);

/// The path with line feeds after slashes, so that each line fits; a part that alone does not fit stays whole.
[[nodiscard]] QString brokenAtSlashes(const QString &path, const std::function<bool(const QString &)> &fits);

// Numbers as the report writes them: the same in every locale.
[[nodiscard]] QString reportCount(qint64 count); ///< digits in groups of three: "18 402", no-break spaces
[[nodiscard]] QString reportSize(quint64 bytes); ///< "812 MB"

} // namespace wirecase
