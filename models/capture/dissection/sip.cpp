#include "models/capture/dissection/application.h"
#include "models/capture/dissection/textlines.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::size_t maxHeaders = 100;

struct HeaderSpec
{
    std::string_view name;
    std::string_view shortName; ///< RFC 3261 7.3.3
    const char *filterName;
};

constexpr std::array headers{
    HeaderSpec{"Authorization", "", "sip.Authorization"},
    HeaderSpec{"Call-ID", "i", "sip.Call-ID"},
    HeaderSpec{"Contact", "m", "sip.Contact"},
    HeaderSpec{"Content-Length", "l", "sip.Content-Length"},
    HeaderSpec{"Content-Type", "c", "sip.Content-Type"},
    HeaderSpec{"CSeq", "", "sip.CSeq"},
    HeaderSpec{"Expires", "", "sip.Expires"},
    HeaderSpec{"From", "f", "sip.From"},
    HeaderSpec{"Proxy-Authorization", "", "sip.Proxy-Authorization"},
    HeaderSpec{"Server", "", "sip.Server"},
    HeaderSpec{"To", "t", "sip.To"},
    HeaderSpec{"User-Agent", "", "sip.User-Agent"},
    HeaderSpec{"Via", "v", "sip.Via"},
    HeaderSpec{"WWW-Authenticate", "", "sip.WWW-Authenticate"},
};

const char *filterNameOf(std::string_view line)
{
    const std::string_view name = line.substr(0, line.find(':'));
    const auto found = std::find_if(headers.begin(), headers.end(), [&](const HeaderSpec &header) {
        return equalsFolded(header.name, name) || (!header.shortName.empty() && equalsFolded(header.shortName, name));
    });
    return found == headers.end() ? "sip.msg_hdr" : found->filterName;
}

bool isResponse(std::string_view text)
{
    return text.substr(0, 6) == "SIP/2.";
}

/// "INVITE sip:bob@example.org SIP/2.0"; a line that begins elsewhere may be the rest of a secret.
bool isRequest(std::string_view line)
{
    const std::size_t method = line.find(' ');
    return method != std::string_view::npos && method > 0 && line.ends_with(" SIP/2.0")
           && std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(method),
                          [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// RFC 3261 19.1.1 lets an address hold a password: "sip:anna:secret@example.org".
std::vector<TextSpan> passwordsIn(std::string_view text, const TextLine &line)
{
    const std::string folded = upperFolded(line.text.in(text));
    std::vector<TextSpan> found;
    for (std::size_t at = folded.find("SIP"); at != std::string::npos; at = folded.find("SIP", at + 1)) {
        const std::size_t scheme = at + (folded.compare(at, 4, "SIPS") == 0 ? 4 : 3);
        if (scheme >= folded.size() || folded[scheme] != ':')
            continue;
        const std::size_t begin = scheme + 1;
        const std::size_t end = std::min(folded.find_first_of(" \t<>\"", begin), folded.size());
        // Where the packet ends within the address, what follows the colon may be the password.
        const bool isCut = end == folded.size() && !line.complete;
        const std::size_t sign = folded.substr(0, end).rfind('@');
        const std::size_t last = sign != std::string::npos && sign >= begin ? sign : isCut ? end : begin;
        const std::size_t colon = folded.find(':', begin);
        if (colon < last && last > colon + 1)
            found.push_back({line.text.begin + colon + 1, last - colon - 1});
    }
    return found;
}

void addLine(Dissection &d, FieldNode &layer, const Part &part, const TextLine &line, const char *filterName)
{
    const Part place = part.sub(line.text.begin, line.text.length);
    FieldNode node = Dissection::node({}, filterName, place);
    for (const TextSpan &password : passwordsIn(textOf(part.bytes()), line)) {
        const Part secret = part.sub(password.begin, password.length);
        d.add(node, d.secretNode(Dissection::tr("Password: "), "sip.uri.password", secret, copyOf(secret.bytes())));
    }
    node.text = d.text(place);
    d.add(layer, std::move(node));
}

} // namespace

bool looksLikeSip(const Part &part)
{
    const std::string_view text = textOf(part.bytes());
    return isResponse(text) || isRequest(lineAt(text, 0).text.in(text));
}

void dissectSip(Dissection &d, const Part &part)
{
    if (!looksLikeSip(part))
        return summariseContinuation(d, QStringLiteral("SIP"), "sip", part);
    const std::string_view text = textOf(part.bytes());
    TextLine line = lineAt(text, 0);
    FieldNode layer = Dissection::node(Dissection::tr("Session Initiation Protocol"), "sip", part);
    addLine(d, layer, part, line, isResponse(text) ? "sip.Status-Line" : "sip.Request-Line");
    QString carried;
    for (std::size_t count = 0; line.complete && count < maxHeaders; ++count) {
        line = lineAt(text, line.next);
        if (line.text.length == 0)
            break;
        const char *filterName = filterNameOf(line.text.in(text));
        addLine(d, layer, part, line, filterName);
        if (filterName == std::string_view("sip.Content-Type")
            && line.text.in(text).find("application/sdp") != std::string_view::npos)
            carried = QStringLiteral(", with session description");
    }
    d.addLayer(std::move(layer));
    const std::vector<TextSpan> words = wordsOf(text, lineAt(text, 0).text, 3);
    const auto word = [&](std::size_t i) {
        return i < words.size() ? d.text(part.sub(words[i].begin, words[i].length)) : QString();
    };
    const QString info = isResponse(text) ? QStringLiteral("Status: %1 %2").arg(word(1), word(2))
                                          : QStringLiteral("Request: %1 %2").arg(word(0), word(1));
    d.summarise(QStringLiteral("SIP"), info.trimmed() + carried);
}

} // namespace wirecase
