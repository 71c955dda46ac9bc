#include "models/capture/dissection/application.h"
#include "models/capture/dissection/lineprotocol.h"

#include <array>

namespace wirecase {

namespace {

/// RFC 959, 2228, 2389, 2428, 2640, 3659 and what servers and clients are seen to say.
constexpr std::array<std::string_view, 54> commands{
    "ABOR", "ACCT", "ADAT", "ALLO", "APPE", "AUTH", "CCC",  "CDUP", "CLNT", "CONF", "CWD",  "DELE", "ENC",  "EPRT",
    "EPSV", "FEAT", "HELP", "HOST", "LANG", "LIST", "LPRT", "LPSV", "MDTM", "MFMT", "MIC",  "MKD",  "MLSD", "MLST",
    "MODE", "NLST", "NOOP", "OPTS", "PASS", "PASV", "PBSZ", "PORT", "PROT", "PWD",  "QUIT", "REIN", "REST", "RETR",
    "RMD",  "RNFR", "RNTO", "SITE", "SIZE", "SMNT", "STAT", "STOR", "STOU", "STRU", "SYST", "TYPE",
};
constexpr std::array<std::string_view, 6> moreCommands{"USER", "XCRC", "XCWD", "XMKD", "XPWD", "XRMD"};

LineKind kindOf(std::string_view line)
{
    if (replyCode(line) != 0)
        return LineKind::Response;
    const std::string verb = upperFolded(line.substr(0, line.find(' ')));
    const auto is = [&](std::string_view command) { return command == verb; };
    const bool known =
        std::any_of(commands.begin(), commands.end(), is) || std::any_of(moreCommands.begin(), moreCommands.end(), is);
    return known ? LineKind::Request : LineKind::Other;
}

/// ACCT takes a password too (RFC 959 4.1.1).
std::optional<LineSecret> secretOf(std::string_view text, const TextSpan &line)
{
    constexpr std::string_view account = "ACCT ";
    if (startsWithFolded(line.in(text), account))
        return LineSecret{{line.begin + account.size(), line.length - account.size()}, SecretCoding::Plain, {}};
    return passLineSecret(text, line);
}

constexpr LineProtocolSpec ftp{
    "FTP",
    QT_TRANSLATE_NOOP("wirecase::Dissection", "File Transfer Protocol"),
    "ftp",
    "Request: ",
    "Response: ",
    "ftp.request.command",
    "ftp.request.arg",
    "ftp.response",
    0,
    kindOf,
    secretOf,
};

} // namespace

void dissectFtp(Dissection &d, const Part &part)
{
    dissectLines(d, part, ftp);
}

} // namespace wirecase
