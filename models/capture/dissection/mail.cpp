#include "models/capture/dissection/application.h"
#include "models/capture/dissection/lineprotocol.h"

#include <array>

namespace wirecase {

namespace {

template <std::size_t Count>
bool isOneOf(const std::array<std::string_view, Count> &words, std::string_view word)
{
    return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return equalsFolded(w, word); });
}

std::string_view wordIn(std::string_view line, std::size_t index)
{
    const std::vector<TextSpan> words = wordsOf(line, {0, line.size()}, index + 2);
    return words.size() > index ? words[index].in(line) : std::string_view();
}

constexpr std::array<std::string_view, 14> smtpCommands{"AUTH", "BDAT", "DATA", "EHLO", "EXPN", "HELO",     "HELP",
                                                        "MAIL", "NOOP", "QUIT", "RCPT", "RSET", "STARTTLS", "VRFY"};
constexpr std::array<std::string_view, 15> pop3Commands{"APOP", "AUTH", "CAPA", "DELE", "LIST", "NOOP", "PASS", "QUIT",
                                                        "RETR", "RSET", "STAT", "STLS", "TOP",  "UIDL", "USER"};
constexpr std::array<std::string_view, 30> imapCommands{
    "APPEND", "AUTHENTICATE", "CAPABILITY", "CHECK", "CLOSE",        "COPY", "CREATE", "DELETE",
    "ENABLE", "EXAMINE",      "EXPUNGE",    "FETCH", "GETQUOTAROOT", "ID",   "IDLE",   "LIST",
    "LOGIN",  "LOGOUT",       "LSUB",       "MOVE",  "NAMESPACE",    "NOOP", "RENAME", "SEARCH",
    "SELECT", "STARTTLS",     "STATUS",     "STORE", "SUBSCRIBE",    "UID"};
constexpr std::array<std::string_view, 5> imapStates{"OK", "NO", "BAD", "PREAUTH", "BYE"};

LineKind smtpKind(std::string_view line)
{
    if (replyCode(line) != 0)
        return LineKind::Response;
    return isOneOf(smtpCommands, wordIn(line, 0)) ? LineKind::Request : LineKind::Other;
}

LineKind pop3Kind(std::string_view line)
{
    const std::string_view first = wordIn(line, 0);
    if (first == "+OK" || first == "-ERR")
        return LineKind::Response;
    return isOneOf(pop3Commands, first) ? LineKind::Request : LineKind::Other;
}

LineKind imapKind(std::string_view line)
{
    if (wordIn(line, 0) == "*" || isOneOf(imapStates, wordIn(line, 1)))
        return LineKind::Response;
    return isOneOf(imapCommands, wordIn(line, 1)) ? LineKind::Request : LineKind::Other;
}

std::optional<LineSecret> pop3Secret(std::string_view text, const TextSpan &line)
{
    const auto secret = passLineSecret(text, line);
    return secret ? secret : authLineSecret(text, line);
}

constexpr LineProtocolSpec smtp{
    "SMTP",
    QT_TRANSLATE_NOOP("wirecase::Dissection", "Simple Mail Transfer Protocol"),
    "smtp",
    "C: ",
    "S: ",
    "smtp.req.command",
    "smtp.req.parameter",
    "smtp.response",
    0,
    smtpKind,
    authLineSecret,
};
constexpr LineProtocolSpec pop3{
    "POP",
    QT_TRANSLATE_NOOP("wirecase::Dissection", "Post Office Protocol"),
    "pop",
    "C: ",
    "S: ",
    "pop.request.command",
    "pop.request.parameter",
    "pop.response",
    0,
    pop3Kind,
    pop3Secret,
};
constexpr LineProtocolSpec imap{
    "IMAP",
    QT_TRANSLATE_NOOP("wirecase::Dissection", "Internet Message Access Protocol"),
    "imap",
    "Request: ",
    "Response: ",
    "imap.request.command",
    "imap.request",
    "imap.response",
    1,
    imapKind,
    imapLineSecret,
};

} // namespace

void dissectSmtp(Dissection &d, const Part &part)
{
    dissectLines(d, part, smtp);
}

void dissectPop3(Dissection &d, const Part &part)
{
    dissectLines(d, part, pop3);
}

void dissectImap(Dissection &d, const Part &part)
{
    dissectLines(d, part, imap);
}

} // namespace wirecase
