#include "models/capture/dissection/application.h"
#include "models/capture/dissection/textlines.h"

#include <charconv>

namespace wirecase {

namespace {

constexpr std::size_t mostWords = 64;

/// The number behind the first letter of a line such as "$12"; -1 when there is none.
long lengthIn(std::string_view line)
{
    long value = -1;
    const char *end = line.data() + line.size();
    if (line.size() < 2 || std::from_chars(line.data() + 1, end, value).ptr != end)
        return -1;
    return value;
}

/// The texts of an array at the beginning: "*2", then "$3" and its text for each.
std::vector<TextSpan> arrayWords(std::string_view text)
{
    std::vector<TextSpan> words;
    if (text.empty() || text.front() != '*')
        return words;
    TextLine line = lineAt(text, 0);
    const long count = lengthIn(line.text.in(text));
    while (static_cast<long>(words.size()) < count && words.size() < mostWords && line.next < text.size()) {
        line = lineAt(text, line.next);
        const std::string_view head = line.text.in(text);
        const long length = lengthIn(head);
        if (head.empty() || head.front() != '$' || length < 0)
            break;
        words.push_back({line.next, std::min(static_cast<std::size_t>(length), text.size() - line.next)});
        line.next = words.back().end() + 2;
    }
    return words;
}

/// From which word on a command holds secrets; past the end when it holds none.
std::size_t firstSecret(std::string_view text, const std::vector<TextSpan> &words)
{
    const auto word = [&](std::size_t i) { return i < words.size() ? words[i].in(text) : std::string_view(); };
    if (equalsFolded(word(0), "AUTH"))
        return words.size() > 2 ? 2 : 1; // AUTH user password, or AUTH password
    for (std::size_t i = 1; i < words.size(); ++i) {
        const bool named = equalsFolded(word(0), "CONFIG")
                           && (equalsFolded(word(i), "requirepass") || equalsFolded(word(i), "masterauth"));
        if (named)
            return i + 1;
        if ((equalsFolded(word(0), "HELLO") || equalsFolded(word(0), "MIGRATE")) && equalsFolded(word(i), "AUTH"))
            return i + (equalsFolded(word(0), "HELLO") ? 2 : 1);
        if (equalsFolded(word(0), "MIGRATE") && equalsFolded(word(i), "AUTH2"))
            return i + 2;
    }
    return equalsFolded(word(0), "ACL") && equalsFolded(word(1), "SETUSER") ? 3 : words.size();
}

void dissectCommand(Dissection &d, const Part &part, const std::vector<TextSpan> &words)
{
    const std::string_view text = textOf(part.bytes());
    const std::size_t secrets = firstSecret(text, words);
    FieldNode layer = Dissection::node(Dissection::tr("Redis Serialization Protocol"), "resp", part);
    QString info = QStringLiteral("Request:");
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Part place = part.sub(words[i].begin, words[i].length);
        if (i >= secrets) {
            d.add(layer,
                  d.secretNode(Dissection::tr("Password: "), "resp.bulk_string.value", place, copyOf(place.bytes())));
            info += u' ' + secretMark();
            continue;
        }
        d.add(layer, d.text(place), "resp.bulk_string.value", place);
        constexpr std::size_t inInfo = 3; // the command, what it is about, and the first word more
        if (i < inInfo)
            info += u' ' + d.text(place.sub(0, 64));
        else if (i == inInfo)
            info += u' ' + QString(QChar(0x2026));
    }
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("RESP"), info);
}

/// Only what says how a command went is shown: a reply may also be a value that is secret.
void dissectReply(Dissection &d, const Part &part)
{
    const std::string_view text = textOf(part.bytes());
    const bool isLine = !text.empty() && std::string_view("+-:").find(text.front()) != std::string_view::npos;
    const bool isData = !text.empty() && std::string_view("$*_#,%~>").find(text.front()) != std::string_view::npos;
    if (!isLine && !isData)
        return summariseContinuation(d, QStringLiteral("RESP"), "resp", part);
    const Part place = part.sub(0, lineAt(text, 0).text.length);
    const QString said =
        isLine ? d.text(place) : Dissection::tr("%n bytes of data", nullptr, static_cast<int>(part.wireSize()));
    FieldNode layer = Dissection::node(Dissection::tr("Redis Serialization Protocol"), "resp", part);
    d.add(layer, said, "resp.simple_string", place);
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("RESP"), QStringLiteral("Response: %1").arg(said));
}

} // namespace

bool looksLikeRedis(const Part &part)
{
    const std::vector<TextSpan> words = arrayWords(textOf(part.bytes()));
    const std::string_view command = words.empty() ? std::string_view() : words.front().in(textOf(part.bytes()));
    return !command.empty() && command.size() <= 32 && std::all_of(command.begin(), command.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_';
    });
}

void dissectRedis(Dissection &d, const Part &part)
{
    constexpr quint16 port = 6379;
    if (d.isFromServer(port))
        return dissectReply(d, part);
    if (!looksLikeRedis(part))
        return summariseContinuation(d, QStringLiteral("RESP"), "resp", part);
    dissectCommand(d, part, arrayWords(textOf(part.bytes())));
}

} // namespace wirecase
