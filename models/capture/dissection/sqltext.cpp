#include "models/capture/dissection/sqltext.h"

#include "models/capture/dissection/textlines.h"

#include <array>
#include <optional>

namespace wirecase {

namespace {

constexpr std::array<std::string_view, 5> words{"PASSWORD", "IDENTIFIED", "PASSWD", "SECRET", "PWD"};
constexpr std::size_t farthestLiteral = 64;

/// The end of the text between quotes, the first of which stands at `open`: a quote written twice, or behind a
/// backslash, goes on.
std::size_t quotedEnd(std::string_view text, std::size_t open)
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

/// "$$" or "$tag$" at `open`, between two of which PostgreSQL takes a text as it is; empty where it is neither.
std::string_view dollarQuote(std::string_view text, std::size_t open)
{
    const std::size_t close = text.find('$', open + 1);
    if (close == std::string_view::npos)
        return {};
    const std::string_view tag = text.substr(open + 1, close - open - 1);
    const bool isName = std::all_of(tag.begin(), tag.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
    return isName ? text.substr(open, close + 1 - open) : std::string_view();
}

/// What stands in the first literal that begins soon after `at`.
std::optional<TextSpan> literalAfter(std::string_view text, std::size_t at)
{
    const std::string_view near = text.substr(0, at + farthestLiteral);
    for (std::size_t open = near.find_first_of("'\"$", at); open != std::string_view::npos;
         open = near.find_first_of("'\"$", open + 1)) {
        if (text[open] != '$')
            return TextSpan{open + 1, quotedEnd(text, open) - open - 1};
        const std::string_view quote = dollarQuote(text, open);
        if (quote.empty())
            continue; // the place of a parameter, such as $1
        const std::size_t begin = open + quote.size();
        return TextSpan{begin, std::min(text.find(quote, begin), text.size()) - begin};
    }
    return std::nullopt;
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
            const auto literal = literalAfter(text, at);
            if (literal && literal->length > 0)
                d.maskSecret(statement.sub(literal->begin, literal->length));
        }
    }
}

} // namespace wirecase
