#include "models/exposure/httpmessages.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace wirecase {

namespace {

constexpr std::size_t maxHeaders = 1000;
constexpr std::size_t maxHeads = 1'000'000;

bool isTokenCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
           || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos; // RFC 9110 5.6.2
}

bool isHeaderLine(std::string_view line)
{
    const std::size_t colon = line.find(':');
    return colon != std::string_view::npos && colon > 0
           && std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon), isTokenCharacter);
}

bool isVersion(std::string_view word)
{
    return word.size() == 8 && word.substr(0, 7) == "HTTP/1.";
}

bool isRequestLine(std::string_view line)
{
    const std::size_t blank = line.find(' ');
    const std::size_t last = line.rfind(' ');
    return blank != std::string_view::npos && blank > 0 && blank < last && isVersion(line.substr(last + 1))
           && std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(blank), isTokenCharacter);
}

int statusOf(std::string_view line)
{
    return line.size() >= 12 && isVersion(line.substr(0, 8)) && line[8] == ' ' ? replyCode(line.substr(9)) : 0;
}

template <int Base>
std::optional<quint64> numberIn(std::string_view text)
{
    quint64 number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, Base);
    return error == std::errc() && end != text.data() ? std::optional(number) : std::nullopt;
}

/// The value of a header line with this name, without blanks around it.
std::optional<std::string_view> valueOf(std::string_view text, const TextSpan &line, std::string_view name)
{
    if (!startsWithFolded(line.in(text), name))
        return std::nullopt;
    return trimmed(text, {line.begin + name.size(), line.length - name.size()}).in(text);
}

class HeadReader
{
public:
    HeadReader(const StreamSide &side, bool fromClient)
        : m_side(side)
        , m_text(side.text())
        , m_fromClient(fromClient)
    {
    }

    std::vector<HttpHead> read()
    {
        readBrokenStart();
        while (m_at < m_text.size() && m_heads.size() < maxHeads) {
            const TextLine line = lineAt(m_text, m_at);
            const bool starts =
                m_fromClient ? isRequestLine(line.text.in(m_text)) : statusOf(line.text.in(m_text)) != 0;
            m_at = line.next;
            if (!starts)
                continue;
            closeBody(line.text.begin);
            readHead(line.text);
        }
        closeBody(m_text.size());
        return std::move(m_heads);
    }

private:
    /// A capture may begin within a head: then its first line is cut, and header lines follow up to an empty one.
    void readBrokenStart()
    {
        TextLine line = lineAt(m_text, 0);
        if (!m_fromClient || isRequestLine(line.text.in(m_text)))
            return;
        HttpHead head;
        for (line = lineAt(m_text, line.next); line.complete && line.text.length > 0;
             line = lineAt(m_text, line.next)) {
            if (!isHeaderLine(line.text.in(m_text)) || head.headers.size() == maxHeaders)
                return;
            head.headers.push_back(line.text);
        }
        if (head.headers.empty() || !line.complete)
            return;
        m_at = line.next;
        stepOverBody(head);
        m_heads.push_back(std::move(head));
    }

    void readHead(const TextSpan &startLine)
    {
        HttpHead head{startLine, {}, m_fromClient ? 0 : statusOf(startLine.in(m_text)), {}};
        while (m_at < m_text.size() && head.headers.size() < maxHeaders) {
            const TextLine line = lineAt(m_text, m_at);
            m_at = line.next;
            if (line.text.length == 0 && !isGap(line.text.begin))
                break;
            head.headers.push_back(line.text);
        }
        stepOverBody(head);
        m_heads.push_back(std::move(head));
    }

    [[nodiscard]] bool isGap(std::size_t at) const
    {
        return std::any_of(m_side.gaps().begin(), m_side.gaps().end(),
                           [=](const StreamSide::Gap &g) { return g.at == at; });
    }

    void stepOverBody(HttpHead &head)
    {
        const bool hasNone = head.status == 204 || head.status == 304 || (head.status >= 100 && head.status < 200);
        if (hasNone)
            return;
        const auto coding = head.header(m_text, "Transfer-Encoding:");
        if (coding && upperFolded(*coding).find("CHUNKED") != std::string::npos)
            return stepOverChunks(head.body);
        // A response to HEAD states the length of a body that does not come.
        const auto length = head.header(m_text, "Content-Length:");
        const auto number = length ? numberIn<10>(*length) : std::nullopt;
        if (number && (m_fromClient || statusOf(lineAt(m_text, m_at).text.in(m_text)) == 0))
            stepOver(head.body, *number);
        else if (!number && !m_fromClient)
            openBody(); // it ends with its connection: the next status line tells
    }

    void stepOverChunks(HttpBody &body)
    {
        body.isStated = true;
        while (m_at < m_text.size()) {
            const TextLine line = lineAt(m_text, m_at);
            const auto length = numberIn<16>(line.text.in(m_text));
            if (!length)
                return; // damaged, or lost in a gap: go on at the next message
            m_at = line.next;
            if (*length == 0)
                return;
            stepOver(body, *length);
            if (m_text.substr(m_at, 2) == "\r\n")
                m_at += 2;
        }
    }

    /// Bytes in gaps count, though they are not there.
    void stepOver(HttpBody &body, quint64 length)
    {
        body.isStated = true;
        for (StreamSide::Run run : m_side.runsFrom(m_at, length, m_at)) {
            run.offset += body.length;
            body.runs.push_back(run);
        }
        constexpr quint64 mostStated = 1ULL << 62U; // of many chunks together
        body.length = std::min(mostStated, body.length + std::min(length, mostStated));
    }

    void openBody()
    {
        m_open = m_heads.size(); // its head is about to go there
        m_openBegin = m_at;
    }

    /// The body that has no stated length ends here.
    void closeBody(std::size_t end)
    {
        if (m_open != none)
            m_heads[m_open].body.runs = m_side.runsBetween(m_openBegin, end, m_heads[m_open].body.length);
        m_open = none;
    }

    static constexpr std::size_t none = std::string_view::npos;

    const StreamSide &m_side;
    std::string_view m_text;
    bool m_fromClient;
    std::size_t m_at = 0;
    std::vector<HttpHead> m_heads;
    std::size_t m_open = none; ///< the head whose body has no stated length
    std::size_t m_openBegin = 0;
};

} // namespace

std::optional<std::string_view> HttpHead::header(std::string_view text, std::string_view name) const
{
    for (const TextSpan &line : headers) {
        if (const auto value = valueOf(text, line, name))
            return value;
    }
    return std::nullopt;
}

std::vector<HttpHead> httpHeads(const StreamSide &side, bool fromClient)
{
    return HeadReader(side, fromClient).read();
}

} // namespace wirecase
