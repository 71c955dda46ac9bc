#pragma once

#include <QString>

namespace wirecase {

/// `text` so that CommonMark and GitHub show it as it is: no markup, no link, no HTML. Without line feeds.
[[nodiscard]] QString markdownLine(const QString &text);
/// The same for a run of lines. `lineFeed` stands between them.
[[nodiscard]] QString markdownText(const QString &text, const QString &lineFeed);
/// A code span that holds the text, whatever backticks are in it; line feeds become spaces.
[[nodiscard]] QString markdownCode(const QString &text);
/// A fenced code block, whatever fences are in the text.
[[nodiscard]] QString markdownCodeBlock(const QString &text);

} // namespace wirecase
