#include "models/capture/dissection/application.h"
#include "models/capture/dissection/httpsecret.h"
#include "models/capture/dissection/lineprotocol.h"
#include "models/capture/dissection/ntlm.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::size_t maxHeaders = 200;

constexpr std::array<std::string_view, 24> methods{
    "GET",    "POST",     "HEAD",      "PUT",    "DELETE",    "OPTIONS",     "CONNECT",    "TRACE",
    "PATCH",  "PROPFIND", "PROPPATCH", "MKCOL",  "COPY",      "MOVE",        "LOCK",       "UNLOCK",
    "REPORT", "SEARCH",   "M-SEARCH",  "NOTIFY", "SUBSCRIBE", "UNSUBSCRIBE", "MKCALENDAR", "BITS_POST"};

struct HeaderSpec
{
    std::string_view name;
    const char *filterName;
};

constexpr std::array headers{
    HeaderSpec{"Accept", "http.accept"},
    HeaderSpec{"Accept-Encoding", "http.accept_encoding"},
    HeaderSpec{"Accept-Language", "http.accept_language"},
    HeaderSpec{"Authorization", "http.authorization"},
    HeaderSpec{"Cache-Control", "http.cache_control"},
    HeaderSpec{"Connection", "http.connection"},
    HeaderSpec{"Content-Encoding", "http.content_encoding"},
    HeaderSpec{"Content-Length", "http.content_length_header"},
    HeaderSpec{"Content-Type", "http.content_type"},
    HeaderSpec{"Cookie", "http.cookie"},
    HeaderSpec{"Date", "http.date"},
    HeaderSpec{"Host", "http.host"},
    HeaderSpec{"Last-Modified", "http.last_modified"},
    HeaderSpec{"Location", "http.location"},
    HeaderSpec{"Proxy-Authenticate", "http.proxy_authenticate"},
    HeaderSpec{"Proxy-Authorization", "http.proxy_authorization"},
    HeaderSpec{"Referer", "http.referer"},
    HeaderSpec{"Server", "http.server"},
    HeaderSpec{"Set-Cookie", "http.set_cookie"},
    HeaderSpec{"Transfer-Encoding", "http.transfer_encoding"},
    HeaderSpec{"Upgrade", "http.upgrade"},
    HeaderSpec{"User-Agent", "http.user_agent"},
    HeaderSpec{"WWW-Authenticate", "http.www_authenticate"},
    HeaderSpec{"X-Forwarded-For", "http.x_forwarded_for"},
};

bool isResponse(std::string_view text)
{
    return text.substr(0, 7) == "HTTP/1.";
}

Part partOf(const Part &part, const TextSpan &span)
{
    return part.sub(span.begin, span.length);
}

/// The secrets that lie within `line`, below its node.
void addSecrets(Dissection &d, FieldNode &node, const Part &part, const TextSpan &line,
                const std::vector<HttpSecret> &secrets)
{
    for (const HttpSecret &found : secrets) {
        if (found.secret.span.begin < line.begin || found.secret.span.end() > line.end())
            continue;
        if (found.secret.coding == SecretCoding::BasicToken) {
            const Part token = partOf(part, found.secret.span);
            const auto credential = decodeSecret(token.bytes(), SecretCoding::BasicToken);
            const QString label =
                credential ? Dissection::tr("Credentials: %1:").arg(credential->user) : Dissection::tr("Credentials: ");
            d.add(node, d.secretNode(label, "http.authbasic", token,
                                     credential ? credential->password : copyOf(token.bytes())));
        } else if (found.secret.user) {
            addCredential(d, node, part, found.secret, "");
        } else {
            const Part place = partOf(part, found.secret.span);
            const QString label = found.name.length > 0 ? d.text(partOf(part, found.name)) : Dissection::tr("Token");
            const auto value = decodeSecret(place.bytes(), found.secret.coding);
            d.add(node, d.secretNode(label + QLatin1String(": "), "", place, value ? value->password : QByteArray()));
        }
    }
}

void addStartLine(Dissection &d, FieldNode &layer, const Part &part, const TextSpan &line,
                  const std::vector<HttpSecret> &secrets)
{
    struct WordSpec
    {
        const char *label;
        const char *filterName;
    };
    constexpr std::array request{
        WordSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Request method"), "http.request.method"},
        WordSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Request URI"), "http.request.uri"},
        WordSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Request version"), "http.request.version"},
    };
    constexpr std::array response{
        WordSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Response version"), "http.response.version"},
        WordSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Status code"), "http.response.code"},
        WordSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Response phrase"), "http.response.phrase"},
    };
    const std::string_view text = textOf(part.bytes());
    const std::span<const WordSpec> labels = isResponse(text) ? std::span(response) : std::span(request);
    FieldNode node = Dissection::node(
        d.text(partOf(part, line)), isResponse(text) ? "http.response.line" : "http.request.line", partOf(part, line));
    const std::vector<TextSpan> words = wordsOf(text, line, 3);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Part place = partOf(part, words[i]);
        d.add(node, QStringLiteral("%1: %2").arg(Dissection::tr(labels[i].label), d.text(place)), labels[i].filterName,
              place);
    }
    addSecrets(d, node, part, line, secrets);
    d.add(layer, std::move(node));
}

void addHeader(Dissection &d, FieldNode &layer, const Part &part, const TextSpan &line,
               const std::vector<HttpSecret> &secrets)
{
    const std::string_view text = textOf(part.bytes());
    const std::string_view name = line.in(text).substr(0, line.in(text).find(':'));
    const auto known =
        std::find_if(headers.begin(), headers.end(), [&](const HeaderSpec &h) { return equalsFolded(h.name, name); });
    const char *filterName = known != headers.end() ? known->filterName
                             : isResponse(text)     ? "http.response.line"
                                                    : "http.request.line";
    FieldNode node = Dissection::node(d.text(partOf(part, line)), filterName, partOf(part, line));
    addSecrets(d, node, part, line, secrets);
    d.add(layer, std::move(node));
}

/// The media type of a Content-Type line, for the info line as Wireshark has it: "  (text/html)".
QString mediaTypeText(const Dissection &d, const Part &part, const TextSpan &line)
{
    constexpr std::string_view name = "Content-Type:";
    const std::string_view text = textOf(part.bytes());
    if (!isResponse(text) || !startsWithFolded(line.in(text), name))
        return {};
    const std::size_t end = std::min(text.find(';', line.begin), line.end());
    const TextSpan type = trimmed(text, {line.begin + name.size(), end - std::min(end, line.begin + name.size())});
    return QStringLiteral("  (%1)").arg(d.text(partOf(part, type)));
}

/// What an NTLM message in a header says, for the info line.
QString ntlmText(const Dissection &d, const Part &part, const TextSpan &line)
{
    const std::string_view text = textOf(part.bytes());
    const std::string_view name = line.in(text).substr(0, line.in(text).find(':'));
    constexpr std::array<std::string_view, 4> names{"Authorization", "Proxy-Authorization", "WWW-Authenticate",
                                                    "Proxy-Authenticate"};
    const bool isNamed =
        std::any_of(names.begin(), names.end(), [&](std::string_view known) { return equalsFolded(known, name); });
    const std::vector<TextSpan> words = isNamed ? wordsOf(text, line, 3) : std::vector<TextSpan>();
    if (words.size() != 3 || d.isMasked(partOf(part, words[2])))
        return {};
    const QString said = ntlmTextOf(copyOf(partOf(part, words[2]).bytes()));
    return said.isEmpty() ? QString() : QStringLiteral(", ") + said;
}

} // namespace

bool looksLikeHttp(const Part &part)
{
    const std::string_view text = textOf(part.bytes());
    const std::string_view word = text.substr(0, text.substr(0, 16).find(' '));
    return isResponse(text)
           || (word.size() < text.size() && std::find(methods.begin(), methods.end(), word) != methods.end());
}

void dissectHttp(Dissection &d, const Part &part)
{
    const std::string_view text = textOf(part.bytes());
    const std::vector<HttpSecret> secrets = httpSecrets(text);
    for (const HttpSecret &found : secrets)
        d.maskSecret(partOf(part, found.secret.span));
    if (!looksLikeHttp(part))
        return summariseContinuation(d, QStringLiteral("HTTP"), "http", part);

    FieldNode layer = Dissection::node(Dissection::tr("Hypertext Transfer Protocol"), "http", part);
    TextLine line = lineAt(text, 0);
    QString info = d.text(partOf(part, line.text));
    addStartLine(d, layer, part, line.text, secrets);
    for (std::size_t count = 0; line.complete && count < maxHeaders; ++count) {
        line = lineAt(text, line.next);
        if (line.text.length == 0)
            break;
        addHeader(d, layer, part, line.text, secrets);
        info += mediaTypeText(d, part, line.text) + ntlmText(d, part, line.text);
    }
    const Part body = part.from(line.next);
    if (line.complete && line.text.length == 0 && body.wireSize() > 0) {
        FieldNode data = Dissection::node(
            Dissection::tr("Body: %n bytes in this packet", nullptr, static_cast<int>(body.wireSize())),
            "http.file_data", body);
        addSecrets(d, data, part, {line.next, text.size() - line.next}, secrets);
        d.add(layer, std::move(data));
    }
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("HTTP"), info);
}

} // namespace wirecase
