#include "models/capture/dissection/sqltext.h"

#include "models/capture/dissection/textlines.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::array<std::string_view, 5> words{"PASSWORD", "IDENTIFIED", "PASSWD", "SECRET", "PWD"};
constexpr std::size_t farthestLiteral = 64;

/// The end of the literal whose quote stands at `open`: a quote written twice, or behind a backslash, goes on.
std::size_t literalEnd(std::string_view text, std::size_t open)
{
    const char quote = text[open];
    std::size_t at = open + 1;
    for (; at < text.size(); ++at) {
        const bool twice = text[at] == quote && at + 1 < text.size() && text[at + 1] == quote;
        if (text[at] == '\\' || twice)
            ++at;
        else if (text[at] == quote)
            break;
    }
    return std::min(at, text.size());
}

} // namespace

bool mentionsSecret(std::string_view statement)
{
    const std::string folded = upperFolded(statement);
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return folded.find(word) != std::string::npos; });
}

void maskSqlSecrets(Dissection &d, const Part &statement)
{
    const std::string_view text = textOf(statement.bytes());
    const std::string folded = upperFolded(text);
    for (const std::string_view word : words) {
        for (std::size_t at = folded.find(word); at != std::string::npos; at = folded.find(word, at)) {
            at += word.size();
            const std::size_t open = text.substr(0, at + farthestLiteral).find_first_of("'\"", at);
            if (open == std::string_view::npos)
                continue;
            const std::size_t end = literalEnd(text, open);
            if (end > open + 1)
                d.maskSecret(statement.sub(open + 1, end - open - 1));
        }
    }
}

} // namespace wirecase
