#pragma once

#include <QString>

namespace wirecase {

/// The text as a quoted value: exactly this text, on one line.
[[nodiscard]] QString kqlQuoted(QString text);

/// The text as an unquoted value, in which `*` stands for anything and all else for itself. Empty when there is no such
/// form: spaces at an end, or the word "not ".
[[nodiscard]] QString kqlUnquoted(const QString &text);

} // namespace wirecase
