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

} // namespace

bool looksLikeSip(const Part &part)
{
    const std::string_view text = textOf(part.bytes());
    const std::string_view line = lineAt(text, 0).text.in(text);
    return isResponse(text) || (line.size() > 8 && line.substr(line.size() - 8) == " SIP/2.0");
}

void dissectSip(Dissection &d, const Part &part)
{
    if (!looksLikeSip(part))
        return summariseContinuation(d, QStringLiteral("SIP"), "sip", part);
    const std::string_view text = textOf(part.bytes());
    TextLine line = lineAt(text, 0);
    const Part first = part.sub(0, line.text.length);
    FieldNode layer = Dissection::node(Dissection::tr("Session Initiation Protocol"), "sip", part);
    d.add(layer, d.text(first), isResponse(text) ? "sip.Status-Line" : "sip.Request-Line", first);
    QString carried;
    for (std::size_t count = 0; line.complete && count < maxHeaders; ++count) {
        line = lineAt(text, line.next);
        if (line.text.length == 0)
            break;
        const Part place = part.sub(line.text.begin, line.text.length);
        const char *filterName = filterNameOf(line.text.in(text));
        d.add(layer, d.text(place), filterName, place);
        if (line.text.in(text).find("application/sdp") != std::string_view::npos)
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
