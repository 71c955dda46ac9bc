#include "models/capture/dissection/application.h"
#include "models/capture/dissection/sqltext.h"
#include "models/capture/dissection/textlines.h"

#include <QStringList>

#include <array>

namespace wirecase {

namespace {

constexpr quint16 port = 5432;
constexpr std::uint32_t versionThree = 0x00030000;
constexpr std::uint32_t cancelRequest = 80877102;
constexpr std::uint32_t sslRequest = 80877103;
constexpr std::uint32_t gssRequest = 80877104;
constexpr std::size_t mostMessages = 64;

constexpr std::array fromClient{
    NameSpec{'B', "Bind"},
    NameSpec{'C', "Close"},
    NameSpec{'d', "Copy data"},
    NameSpec{'c', "Copy done"},
    NameSpec{'f', "Copy fail"},
    NameSpec{'D', "Describe"},
    NameSpec{'E', "Execute"},
    NameSpec{'H', "Flush"},
    NameSpec{'F', "Function call"},
    NameSpec{'P', "Parse"},
    NameSpec{'p', "Password message"},
    NameSpec{'Q', "Query"},
    NameSpec{'S', "Sync"},
    NameSpec{'X', "Termination"},
};

constexpr std::array fromServer{
    NameSpec{'R', "Authentication request"},
    NameSpec{'K', "Backend key data"},
    NameSpec{'2', "Bind completion"},
    NameSpec{'3', "Close completion"},
    NameSpec{'C', "Command completion"},
    NameSpec{'d', "Copy data"},
    NameSpec{'c', "Copy completion"},
    NameSpec{'G', "Copy in response"},
    NameSpec{'H', "Copy out response"},
    NameSpec{'D', "Data row"},
    NameSpec{'I', "Empty query"},
    NameSpec{'E', "Error"},
    NameSpec{'V', "Function call response"},
    NameSpec{'n', "No data"},
    NameSpec{'N', "Notice"},
    NameSpec{'A', "Notification"},
    NameSpec{'t', "Parameter description"},
    NameSpec{'S', "Parameter status"},
    NameSpec{'1', "Parse completion"},
    NameSpec{'s', "Portal suspended"},
    NameSpec{'Z', "Ready for query"},
    NameSpec{'T', "Row description"},
};

constexpr std::array authentications{
    NameSpec{0, "success"},      NameSpec{2, "Kerberos V5"},    NameSpec{3, "cleartext password"},
    NameSpec{5, "MD5 password"}, NameSpec{7, "GSSAPI"},         NameSpec{9, "SSPI"},
    NameSpec{10, "SASL"},        NameSpec{11, "SASL continue"}, NameSpec{12, "SASL complete"},
};

/// The start: pairs of texts, "user" and who, "database" and which.
QString addStartup(Dissection &d, FieldNode &layer, const Part &pairs)
{
    QStringList infos{QStringLiteral("Startup message")};
    std::size_t at = 0;
    for (std::size_t count = 0; count < mostMessages && pairs.byteOr0(at) != 0; ++count) {
        const Part name = zeroEnded(pairs, at);
        const Part value = zeroEnded(pairs, at + name.size() + 1);
        const QString pair = QStringLiteral("%1=%2").arg(d.text(name), d.text(value));
        d.add(layer, pair, "pgsql.parameter_value", value);
        if (d.text(name) == QLatin1String("user") || d.text(name) == QLatin1String("database"))
            infos += pair;
        at += name.size() + value.size() + 2;
    }
    return infos.join(u' ');
}

/// The fields of an error: a letter each and a text; M is what happened, S how bad it is.
QString errorText(const Dissection &d, const Part &body)
{
    QStringList texts;
    std::size_t at = 0;
    for (std::size_t count = 0; count < mostMessages && body.byteOr0(at) != 0; ++count) {
        const Part text = zeroEnded(body, at + 1);
        if (body.byteOr0(at) == 'S' || body.byteOr0(at) == 'M')
            texts += d.text(text);
        at += text.size() + 2;
    }
    return texts.join(QLatin1String(": "));
}

QString addClientMessage(Dissection &d, FieldNode &node, std::uint8_t type, const Part &body)
{
    const QString name = QLatin1String(nameOf(fromClient, type));
    if (type == 'p' && !body.isEmpty()) {
        const Part text = zeroEnded(body, 0); // a password ends in zero; what SASL and GSSAPI send does not
        const Part secret = text.size() + 1 >= body.size() ? text : body;
        d.add(node, d.secretNode(Dissection::tr("Password: "), "pgsql.password", secret, copyOf(secret.bytes())));
    }
    if (type != 'Q' && type != 'P')
        return name;
    const Part statement = type == 'Q' ? zeroEnded(body, 0) : zeroEnded(body, zeroEnded(body, 0).size() + 1);
    maskSqlSecrets(d, statement);
    d.add(node, Dissection::tr("Statement: %1").arg(d.text(statement)), "pgsql.query", statement);
    return name + QStringLiteral(": ") + d.text(statement.sub(0, shownStatement));
}

QString addServerMessage(Dissection &d, FieldNode &node, std::uint8_t type, const Part &body)
{
    const QString name = QLatin1String(nameOf(fromServer, type));
    QString said;
    if (type == 'R')
        said = QLatin1String(nameOf(authentications, body.quadOr0(0), "other"));
    else if (type == 'E' || type == 'N')
        said = errorText(d, body);
    else if (type == 'C')
        said = d.text(zeroEnded(body, 0));
    if (said.isEmpty())
        return name;
    d.add(node, said, "pgsql.text", body);
    return QStringLiteral("%1: %2").arg(name, said);
}

/// A message is a letter, a length that counts itself, and a body.
std::size_t messageLength(const Part &part, std::size_t at, bool serves)
{
    const std::uint8_t type = part.byteOr0(at);
    const bool known = *(serves ? nameOf(fromServer, type) : nameOf(fromClient, type)) != '\0';
    const std::uint32_t length = part.quadOr0(at + 1);
    // Servers accept more; but four letters of text, such as the rest of a password, are no length.
    constexpr std::uint32_t longest = 1U << 24U;
    return known && length >= 4 && length < longest ? std::size_t{length} + 1 : 0;
}

QStringList addMessages(Dissection &d, FieldNode &layer, const Part &part, bool serves)
{
    QStringList infos;
    std::size_t at = 0;
    for (std::size_t count = 0; count < mostMessages && at < part.size(); ++count) {
        const std::size_t length = messageLength(part, at, serves);
        if (length == 0)
            break;
        const Part body = part.sub(at + 5, length - 5);
        FieldNode node = Dissection::node({}, "pgsql.type", part.sub(at, length));
        const std::uint8_t type = part.byteOr0(at);
        node.text = serves ? addServerMessage(d, node, type, body) : addClientMessage(d, node, type, body);
        if (infos.isEmpty() || infos.back() != node.text)
            infos += node.text;
        d.add(layer, std::move(node));
        at += length;
    }
    return infos;
}

QString unnamedInfo(Dissection &d, FieldNode &layer, const Part &part)
{
    switch (part.quadOr0(4)) {
    case cancelRequest:
        return QStringLiteral("Cancel request");
    case sslRequest:
        return QStringLiteral("SSL request");
    case gssRequest:
        return QStringLiteral("GSSAPI encryption request");
    case versionThree:
        return addStartup(d, layer, part.sub(8, part.quadOr0(0) - 8));
    default:
        return {};
    }
}

} // namespace

bool looksLikePostgresql(const Part &part)
{
    const std::uint32_t code = part.quadOr0(4);
    const bool isRequest = code == sslRequest || code == gssRequest;
    return part.quadOr0(0) == part.wireSize()
           && ((isRequest && part.wireSize() == 8) || (code == versionThree && part.wireSize() > 8));
}

void dissectPostgresql(Dissection &d, const Part &part)
{
    const bool serves = d.isFromServer(port);
    FieldNode layer = Dissection::node(QStringLiteral("PostgreSQL"), "pgsql", part);
    QString info = !serves && part.byteOr0(0) == 0 && part.quadOr0(0) >= 8 ? unnamedInfo(d, layer, part) : QString();
    if (serves && part.wireSize() == 1 && (part.byteOr0(0) == 'S' || part.byteOr0(0) == 'N'))
        info = part.byteOr0(0) == 'S' ? QStringLiteral("SSL accepted") : QStringLiteral("SSL refused");
    if (info.isEmpty())
        info = addMessages(d, layer, part, serves).mid(0, 12).join(QLatin1String(", "));
    if (info.isEmpty())
        return summariseContinuation(d, QStringLiteral("PGSQL"), "pgsql", part);
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("PGSQL"), info);
}

} // namespace wirecase
