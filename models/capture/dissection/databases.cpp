#include "models/capture/dissection/application.h"
#include "models/capture/dissection/binarymessages.h"
#include "models/capture/dissection/textlines.h"

#include <array>

namespace wirecase {

namespace {

/// "Client and server protocol" of MySQL: the first byte of a command.
constexpr std::array mysqlCommands{
    NameSpec{0x01, "Quit"},
    NameSpec{0x02, "Use Database"},
    NameSpec{0x03, "Query"},
    NameSpec{0x04, "Show Fields"},
    NameSpec{0x09, "Statistics"},
    NameSpec{0x0e, "Ping"},
    NameSpec{0x11, "Change User"},
    NameSpec{0x16, "Prepare Statement"},
    NameSpec{0x17, "Execute Statement"},
    NameSpec{0x19, "Close Statement"},
    NameSpec{0x1f, "Reset Connection"},
};

/// PostgreSQL's manual, chapter "Message Formats": messages of the client and of the server.
constexpr std::array postgresqlFromClient{
    NameSpec{'B', "Bind"},    NameSpec{'C', "Close"},       NameSpec{'D', "Describe"},
    NameSpec{'E', "Execute"}, NameSpec{'P', "Parse"},       NameSpec{'Q', "Simple query"},
    NameSpec{'S', "Sync"},    NameSpec{'X', "Termination"}, NameSpec{'p', "Password/SASL message"},
};
constexpr std::array postgresqlFromServer{
    NameSpec{'1', "Parse completion"},
    NameSpec{'2', "Bind completion"},
    NameSpec{'C', "Command completion"},
    NameSpec{'D', "Data row"},
    NameSpec{'E', "Error"},
    NameSpec{'K', "Backend key data"},
    NameSpec{'N', "Notice"},
    NameSpec{'R', "Authentication request"},
    NameSpec{'S', "Parameter status"},
    NameSpec{'T', "Row description"},
    NameSpec{'Z', "Ready for query"},
};

/// MS-TDS 2.2.3.1.1.
constexpr std::array tdsTypes{
    NameSpec{1, "SQL batch"},       NameSpec{3, "Remote Procedure Call"},
    NameSpec{4, "Response"},        NameSpec{6, "Attention"},
    NameSpec{7, "Bulk load"},       NameSpec{14, "Transaction manager request"},
    NameSpec{16, "TDS7 login"},     NameSpec{17, "SSPI message"},
    NameSpec{18, "TDS7 pre-login"},
};

constexpr quint16 mysqlPort = 3306;
constexpr quint16 postgresqlPort = 5432;

QString mysqlInfo(Dissection &d, const Part &part)
{
    constexpr std::size_t header = 4; // length and number of the packet
    constexpr std::uint8_t greeting = 0x0a;
    const std::uint8_t first = part.byteOr0(header);
    const bool isFirst = part.byteOr0(3) == 0;
    if (d.sourcePort == mysqlPort) {
        if (isFirst && first == greeting) {
            const std::string_view rest = textOf(part.from(header + 1).bytes());
            return Dissection::tr("Server Greeting version=%1")
                .arg(d.text(part.sub(header + 1, rest.substr(0, rest.find('\0')).size())));
        }
        return first == 0xff ? Dissection::tr("Response Error %1").arg(part.byteOr0(5) | part.byteOr0(6) << 8U)
                             : Dissection::tr("Response");
    }
    // A command begins a new count of packets; the login answers the greeting.
    if (!isFirst)
        return Dissection::tr("Login Request or its data");
    return Dissection::tr("Request %1").arg(QLatin1String(nameOf(mysqlCommands, first, "Command")));
}

QString postgresqlInfo(Dissection &d, const Part &part)
{
    constexpr std::uint32_t sslRequest = 80'877'103;
    constexpr std::uint32_t version3 = 0x0003'0000;
    const bool fromServer = d.sourcePort == postgresqlPort;
    if (!fromServer && part.quadOr0(0) == 8 && part.quadOr0(4) == sslRequest)
        return Dissection::tr(">SSL request");
    if (!fromServer && part.quadOr0(4) == version3)
        return Dissection::tr(">Startup message");
    QStringList names;
    for (std::size_t at = 0; at < part.size() && names.size() < 6;) {
        const std::uint8_t type = part.byteOr0(at);
        const char *name = fromServer ? nameOf(postgresqlFromServer, type) : nameOf(postgresqlFromClient, type);
        const std::uint32_t length = part.quadOr0(at + 1);
        if (*name == '\0' || length < 4)
            break;
        names.append(QLatin1String(name));
        if (!fromServer && type == 'p')
            d.maskSecret(part.sub(at + 5, length - 4));
        at += std::size_t{1} + length;
    }
    const QString side = fromServer ? QStringLiteral("<") : QStringLiteral(">");
    return names.isEmpty() ? Dissection::tr("Continuation") : side + names.join(QLatin1Char('/'));
}

/// AUTH, and HELLO, which may do the same on the way.
bool takesPassword(std::string_view redisCommand)
{
    return equalsFolded(redisCommand, "AUTH") || equalsFolded(redisCommand, "HELLO");
}

} // namespace

void dissectMysql(Dissection &d, const Part &part)
{
    summariseMessage(d, part, {QStringLiteral("MySQL"), Dissection::tr("MySQL Protocol"), "mysql", mysqlInfo(d, part)});
}

void dissectPostgresql(Dissection &d, const Part &part)
{
    summariseMessage(d, part,
                     {QStringLiteral("PGSQL"), Dissection::tr("PostgreSQL"), "pgsql", postgresqlInfo(d, part)});
}

void dissectMssql(Dissection &d, const Part &part)
{
    const QString type = QLatin1String(nameOf(tdsTypes, part.byteOr0(0), "Data"));
    summariseMessage(d, part, {QStringLiteral("TDS"), Dissection::tr("Tabular Data Stream"), "tds", type});
}

/// Only the verb of a command is told: its arguments may be what AUTH takes.
void dissectRedis(Dissection &d, const Part &part)
{
    const std::string_view text = textOf(part.bytes());
    QString info = Dissection::tr("Response");
    if (text.starts_with('*')) {
        const TextLine count = lineAt(text, 0);
        const TextLine length = lineAt(text, count.next);
        const TextLine verb = lineAt(text, length.next);
        const bool isVerb = length.text.in(text).starts_with('$') && verb.complete;
        if (isVerb && takesPassword(verb.text.in(text)))
            d.maskSecret(part.from(verb.next));
        info = isVerb ? Dissection::tr("Request: %1").arg(d.text(part.sub(verb.text.begin, verb.text.length)))
                      : Dissection::tr("Array");
    } else if (text.starts_with('-')) {
        info = Dissection::tr("Error");
    }
    summariseMessage(d, part, {QStringLiteral("RESP"), Dissection::tr("Redis Serialization Protocol"), "resp", info});
}

} // namespace wirecase
