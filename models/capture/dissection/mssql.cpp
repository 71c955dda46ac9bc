#include "models/capture/dissection/application.h"
#include "models/capture/dissection/ntlm.h"
#include "models/capture/dissection/sqltext.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::size_t headerLength = 8; // [MS-TDS] 2.2.3.1

enum PacketType : std::uint8_t
{
    SqlBatch = 1,
    Response = 4,
    Login = 16,
    Sspi = 17,
    PreLogin = 18
};

constexpr std::array packetTypes{
    NameSpec{SqlBatch, "SQL batch"},
    NameSpec{2, "Pre-TDS7 login"},
    NameSpec{3, "Remote Procedure Call"},
    NameSpec{Response, "Response"},
    NameSpec{6, "Attention"},
    NameSpec{7, "Bulk load data"},
    NameSpec{8, "Federated authentication token"},
    NameSpec{14, "Transaction Manager Request"},
    NameSpec{Login, "TDS7 login"},
    NameSpec{Sspi, "SSPI message"},
    NameSpec{PreLogin, "TDS7 pre-login message"},
};

/// A text of the login: where it is, and how many letters of two bytes it has.
Part loginText(const Part &login, std::size_t at)
{
    return login.sub(login.littleWordOr0(at), std::size_t{login.littleWordOr0(at + 2)} * 2);
}

/// The password is only shuffled ([MS-TDS] 2.2.6.4): halves of each byte swapped, then some bits turned.
QByteArray loginPassword(const Part &place)
{
    constexpr unsigned turned = 0xa5;
    QString password;
    for (std::size_t at = 0; at + 2 <= place.size(); at += 2) {
        unsigned letter = 0;
        for (const std::size_t i : {at + 1, at}) {
            const unsigned byte = place.byteOr0(i) ^ turned;
            letter = letter << 8U | ((byte << 4U | byte >> 4U) & 0xffU);
        }
        password += QChar(static_cast<char16_t>(letter));
    }
    return password.toUtf8();
}

QString addLogin(Dissection &d, FieldNode &layer, const Part &login)
{
    struct TextSpec
    {
        std::size_t at;
        const char *label;
        const char *filterName;
        const char *inInfo; ///< null where the info line leaves it out
    };
    constexpr std::array texts{
        TextSpec{36, QT_TRANSLATE_NOOP("wirecase::Dissection", "Client name"), "tds.7login.client_name", " host="},
        TextSpec{40, QT_TRANSLATE_NOOP("wirecase::Dissection", "Username"), "tds.7login.username", " user="},
        TextSpec{48, QT_TRANSLATE_NOOP("wirecase::Dissection", "Application"), "tds.7login.app_name", nullptr},
        TextSpec{52, QT_TRANSLATE_NOOP("wirecase::Dissection", "Server name"), "tds.7login.server_name", nullptr},
        TextSpec{68, QT_TRANSLATE_NOOP("wirecase::Dissection", "Database"), "tds.7login.database_name", " database="},
    };
    const Part password = loginText(login, 44);
    if (!password.isEmpty())
        d.add(layer,
              d.secretNode(Dissection::tr("Password: "), "tds.7login.password", password, loginPassword(password)));
    QString info = QStringLiteral("TDS7 login");
    for (const TextSpec &spec : texts) {
        const Part place = loginText(login, spec.at);
        if (place.isEmpty())
            continue;
        const QString text = d.utf16(place);
        d.add(layer, QStringLiteral("%1: %2").arg(Dissection::tr(spec.label), text), spec.filterName, place);
        if (spec.inInfo)
            info += QLatin1String(spec.inInfo) + text;
    }
    const QString ntlm = addNtlm(d, layer, login);
    return ntlm.isEmpty() ? info : info + QStringLiteral(", ") + ntlm;
}

/// A statement in letters of two bytes; before it, newer versions have headers that tell their own length.
QString addBatch(Dissection &d, FieldNode &layer, const Part &body)
{
    const std::uint32_t headers = body.littleQuadOr0(0);
    constexpr std::uint32_t mostHeaders = 4096;
    const Part statement =
        body.from(headers >= 4 && headers < mostHeaders && body.byteOr0(1) == 0 && body.byteOr0(3) == 0 ? headers : 0);
    const QString whole = d.utf16(statement);
    if (mentionsSecret(whole.toStdString())) {
        // Which of its letters are the secret is not looked for in this coding.
        d.add(layer, d.secretNode(Dissection::tr("Statement: "), "tds.query", statement, whole.toUtf8()));
        return QStringLiteral("SQL batch: ") + secretMark();
    }
    d.add(layer, Dissection::tr("Statement: %1").arg(whole), "tds.query", statement);
    return QStringLiteral("SQL batch: ") + whole.left(static_cast<qsizetype>(shownStatement));
}

/// The errors and the welcome that a response may begin with.
QString responseText(const Dissection &d, const Part &body)
{
    constexpr std::uint8_t error = 0xaa;
    constexpr std::uint8_t loginAcknowledged = 0xad;
    if (body.byteOr0(0) == loginAcknowledged)
        return QStringLiteral("Response: login accepted");
    if (body.byteOr0(0) != error)
        return QStringLiteral("Response");
    const Part text = body.sub(11, std::size_t{body.littleWordOr0(9)} * 2);
    return QStringLiteral("Response: error %1, %2").arg(body.littleQuadOr0(3)).arg(d.utf16(text));
}

} // namespace

bool looksLikeMssql(const Part &part)
{
    const std::uint8_t type = part.byteOr0(0);
    if (part.byteOr0(1) > 1 || part.wordOr0(2) != part.wireSize() || part.byteOr0(7) != 0)
        return false;
    // A list of options, the version first; or a login that repeats the length it has.
    constexpr std::size_t longest = 4096;
    if (type == PreLogin)
        return part.byte(headerLength) == 0 && part.wordOr0(headerLength + 1) >= 6 && part.wireSize() < longest
               && part.wordOr0(headerLength + 3) == 6;
    return type == Login && part.littleQuadOr0(headerLength) + headerLength == part.wireSize();
}

void dissectMssql(Dissection &d, const Part &part)
{
    const std::uint8_t type = part.byteOr0(0);
    const std::size_t length = part.wordOr0(2);
    const QString name = QLatin1String(nameOf(packetTypes, type));
    if (name.isEmpty() || part.byteOr0(1) > 0x1f || length < headerLength)
        return summariseContinuation(d, QStringLiteral("TDS"), "tds", part);
    const Part body = part.sub(headerLength, length - headerLength);
    FieldNode layer = Dissection::node(Dissection::tr("Tabular Data Stream"), "tds", part);
    d.add(layer, Dissection::tr("Type: %1 (%2)").arg(name).arg(type), "tds.type", part.sub(0, 1));
    d.add(layer, Dissection::tr("Length: %1").arg(length), "tds.length", part.sub(2, 2));
    QString info = name;
    if (type == Login)
        info = addLogin(d, layer, body);
    else if (type == SqlBatch && part.byteOr0(6) <= 1) // a later packet may begin within a secret
        info = addBatch(d, layer, body);
    else if (type == Response)
        info = responseText(d, body);
    else if (type == Sspi)
        info += u' ' + addNtlm(d, layer, body);
    else if (type == PreLogin && looksLikeTls(body))
        info += QStringLiteral(" with TLS handshake");
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("TDS"), info.trimmed());
}

} // namespace wirecase
