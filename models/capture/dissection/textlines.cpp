#include "models/capture/dissection/textlines.h"

#include <algorithm>

namespace wirecase {

namespace {

char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

TextLine lineAt(std::string_view text, std::size_t begin)
{
    TextLine line;
    line.text.begin = std::min(begin, text.size());
    const std::size_t feed = text.find('\n', line.text.begin);
    line.complete = feed != std::string_view::npos;
    std::size_t end = line.complete ? feed : text.size();
    line.next = line.complete ? feed + 1 : text.size();
    if (end > line.text.begin && text[end - 1] == '\r')
        --end;
    line.text.length = end - line.text.begin;
    return line;
}

std::vector<TextSpan> wordsOf(std::string_view text, const TextSpan &line, std::size_t most)
{
    std::vector<TextSpan> words;
    std::size_t at = line.begin;
    while (words.size() < most) {
        while (at < line.end() && isBlank(text[at]))
            ++at;
        if (at == line.end())
            break;
        std::size_t end = at;
        if (words.size() + 1 == most)
            end = line.end();
        while (end < line.end() && !isBlank(text[end]))
            ++end;
        words.push_back({at, end - at});
        at = end;
    }
    return words;
}

bool equalsFolded(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && startsWithFolded(a, b);
}

bool startsWithFolded(std::string_view text, std::string_view start)
{
    return text.size() >= start.size()
           && std::equal(start.begin(), start.end(), text.begin(), [](char x, char y) { return upper(x) == upper(y); });
}

std::string upperFolded(std::string_view text)
{
    std::string folded(text);
    std::transform(folded.begin(), folded.end(), folded.begin(), upper);
    return folded;
}

TextSpan trimmed(std::string_view text, TextSpan span)
{
    while (span.length > 0 && isBlank(text[span.begin])) {
        ++span.begin;
        --span.length;
    }
    while (span.length > 0 && isBlank(text[span.end() - 1]))
        --span.length;
    return span;
}

int replyCode(std::string_view line)
{
    if (line.size() < 3 || !std::all_of(line.begin(), line.begin() + 3, isDigit))
        return 0;
    if (line.size() > 3 && isDigit(line[3]))
        return 0;
    return (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
}

} // namespace wirecase
