#include "models/capture/dissection/application.h"
#include "models/capture/dissection/sqltext.h"
#include "models/capture/dissection/textlines.h"

#include <array>

namespace wirecase {

namespace {

constexpr quint16 port = 3306;
constexpr std::size_t packetHeader = 4;

enum Command : std::uint8_t
{
    InitDatabase = 2,
    Query = 3,
    Prepare = 22
};

constexpr std::array commands{
    NameSpec{0, "Sleep"},
    NameSpec{1, "Quit"},
    NameSpec{InitDatabase, "Use Database"},
    NameSpec{Query, "Query"},
    NameSpec{4, "Show Fields"},
    NameSpec{5, "Create Database"},
    NameSpec{6, "Drop Database"},
    NameSpec{7, "Refresh"},
    NameSpec{8, "Shutdown"},
    NameSpec{9, "Statistics"},
    NameSpec{10, "Process List"},
    NameSpec{12, "Kill Server Thread"},
    NameSpec{14, "Ping"},
    NameSpec{17, "Change User"},
    NameSpec{18, "Binlog Dump"},
    NameSpec{Prepare, "Prepare Statement"},
    NameSpec{23, "Execute Statement"},
    NameSpec{25, "Close Statement"},
    NameSpec{26, "Reset Statement"},
    NameSpec{28, "Fetch Data"},
};

QString addGreeting(Dissection &d, FieldNode &layer, const Part &body)
{
    const Part version = zeroEnded(body, 1);
    d.add(layer, Dissection::tr("Version: %1").arg(d.text(version)), "mysql.version", version);
    return QStringLiteral("Server Greeting proto=%1 version=%2").arg(body.byteOr0(0)).arg(d.text(version));
}

/// What a client answers the greeting with: abilities, the most it takes, a character set, the user, the password's
/// hash, the database.
QString addLogin(Dissection &d, FieldNode &layer, const Part &body)
{
    constexpr std::uint32_t withDatabase = 0x8;
    constexpr std::uint32_t ssl = 0x800;
    constexpr std::size_t fixedPart = 32;
    const std::uint32_t abilities = body.littleQuadOr0(0);
    if ((abilities & ssl) != 0 && body.wireSize() == fixedPart)
        return QStringLiteral("SSL Request");
    const Part user = zeroEnded(body, fixedPart);
    d.add(layer, Dissection::tr("Username: %1").arg(d.text(user)), "mysql.user", user);
    QString info = QStringLiteral("Login Request user=%1").arg(d.text(user));
    const std::size_t answerAt = fixedPart + user.size() + 1;
    const Part answer = body.sub(answerAt + 1, body.byteOr0(answerAt));
    // A hash of 20 or 32 bytes answers a challenge; anything else may be the password itself.
    if (!answer.isEmpty() && answer.wireSize() != 20 && answer.wireSize() != 32)
        d.add(layer, d.secretNode(Dissection::tr("Password: "), "mysql.passwd", answer, copyOf(answer.bytes())));
    if ((abilities & withDatabase) == 0)
        return info;
    const Part database = zeroEnded(body, answerAt + 1 + answer.wireSize());
    if (!database.isEmpty()) {
        d.add(layer, Dissection::tr("Schema: %1").arg(d.text(database)), "mysql.schema", database);
        info += QStringLiteral(" db=%1").arg(d.text(database));
    }
    return info;
}

QString addCommand(Dissection &d, FieldNode &layer, const Part &body)
{
    const std::uint8_t command = body.byteOr0(0);
    const QString name = QLatin1String(nameOf(commands, command, "Command"));
    d.add(layer, Dissection::tr("Command: %1 (%2)").arg(name).arg(command), "mysql.command", body.sub(0, 1));
    const bool hasText = command == Query || command == Prepare || command == InitDatabase;
    const Part text = body.from(1);
    if (!hasText || text.isEmpty())
        return QStringLiteral("Request %1").arg(name);
    maskSqlSecrets(d, text);
    d.add(layer, Dissection::tr("Statement: %1").arg(d.text(text)), "mysql.query", text);
    return QStringLiteral("Request %1: %2").arg(name, d.text(text.sub(0, shownStatement)));
}

QString addResponse(Dissection &d, FieldNode &layer, const Part &body)
{
    constexpr std::uint8_t okay = 0;
    constexpr std::uint8_t error = 0xff;
    constexpr std::uint8_t endOfFile = 0xfe;
    switch (body.byteOr0(0)) {
    case okay:
        return QStringLiteral("Response OK");
    case endOfFile:
        return body.wireSize() > 5 ? QStringLiteral("Auth Switch Request") : QStringLiteral("Response EOF");
    case error: {
        const int code = body.littleWordOr0(1);
        const bool hasState = body.byteOr0(3) == '#';
        const Part text = body.from(hasState ? 9 : 3);
        d.add(layer, Dissection::tr("Error code: %1").arg(code), "mysql.error_code", body.sub(1, 2));
        d.add(layer, Dissection::tr("Error message: %1").arg(d.text(text)), "mysql.error.message", text);
        return QStringLiteral("Response Error %1: %2").arg(code).arg(d.text(text));
    }
    default:
        return QStringLiteral("Response");
    }
}

} // namespace

void dissectMysql(Dissection &d, const Part &part)
{
    // A length of three bytes, least significant first, and a number that every exchange counts from 0.
    const std::size_t length = part.littleQuadOr0(0) & 0xffffffU;
    const Part body = part.sub(packetHeader, length);
    const bool fromServer = d.isFromServer(port);
    const bool fits =
        part.size() > packetHeader && length > 0 && (fromServer || length + packetHeader <= part.wireSize());
    if (!fits)
        return summariseContinuation(d, QStringLiteral("MySQL"), "mysql", part);
    const int number = part.byteOr0(3);
    FieldNode layer = Dissection::node(Dissection::tr("MySQL Protocol"), "mysql", part);
    d.add(layer, Dissection::tr("Packet length: %1").arg(length), "mysql.packet_length", part.sub(0, 3));
    d.add(layer, Dissection::tr("Packet number: %1").arg(number), "mysql.packet_number", part.sub(3, 1));
    constexpr std::uint8_t greeting = 10;
    QString info;
    if (fromServer)
        info = number == 0 && body.byteOr0(0) == greeting ? addGreeting(d, layer, body) : addResponse(d, layer, body);
    else if (number == 0)
        info = addCommand(d, layer, body);
    else if (number == 1 && length >= 32)
        info = addLogin(d, layer, body);
    else
        info = Dissection::tr("Authentication data");
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("MySQL"), info);
}

} // namespace wirecase
