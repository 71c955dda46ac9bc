#pragma once

#include "models/base/byteview.h"

#include <string>
#include <vector>

namespace wirecase {

/// A word or a line within a run of bytes.
struct TextSpan
{
    std::size_t begin = 0;
    std::size_t length = 0;

    [[nodiscard]] std::size_t end() const { return begin + length; }
    [[nodiscard]] std::string_view in(std::string_view text) const { return text.substr(begin, length); }
    bool operator==(const TextSpan &) const = default;
};

/// A line without its line end, and the place after that. `complete` when the line end is there.
struct TextLine
{
    TextSpan text;
    std::size_t next = 0;
    bool complete = false;
};

/// The line at `begin`; CRLF and a lone LF end it.
[[nodiscard]] TextLine lineAt(std::string_view text, std::size_t begin);

/// Words between blanks within `line`, at most `most` of them; the last one takes the rest of the line.
[[nodiscard]] std::vector<TextSpan> wordsOf(std::string_view text, const TextSpan &line, std::size_t most);

/// ASCII letters compare without case, whatever the locale.
[[nodiscard]] bool equalsFolded(std::string_view a, std::string_view b);
[[nodiscard]] bool startsWithFolded(std::string_view text, std::string_view start);
[[nodiscard]] std::string upperFolded(std::string_view text);

/// Without blanks at both ends.
[[nodiscard]] TextSpan trimmed(std::string_view text, TextSpan span);

/// Three digits and no fourth: how FTP and SMTP servers answer; some leave out the blank behind. 0 when it is not that.
[[nodiscard]] int replyCode(std::string_view line);

} // namespace wirecase
