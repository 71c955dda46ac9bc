#include "models/capture/dissection/application.h"
#include "models/capture/dissection/berelement.h"

#include <QStringList>

#include <array>

namespace wirecase {

namespace {

enum MessageType : std::uint8_t
{
    AsRequest = 10,
    AsReply = 11,
    TgsRequest = 12,
    TgsReply = 13,
    KerberosError = 30
};

constexpr std::array messageTypes{
    NameSpec{AsRequest, "AS-REQ"},   NameSpec{AsReply, "AS-REP"},
    NameSpec{TgsRequest, "TGS-REQ"}, NameSpec{TgsReply, "TGS-REP"},
    NameSpec{14, "AP-REQ"},          NameSpec{15, "AP-REP"},
    NameSpec{20, "KRB-SAFE"},        NameSpec{21, "KRB-PRIV"},
    NameSpec{22, "KRB-CRED"},        NameSpec{KerberosError, "KRB Error"},
};

// RFC 4120 7.5.9, those that an investigation meets.
constexpr std::array errors{
    NameSpec{3, "KRB5KDC_ERR_BAD_PVNO"},
    NameSpec{6, "KRB5KDC_ERR_C_PRINCIPAL_UNKNOWN"},
    NameSpec{7, "KRB5KDC_ERR_S_PRINCIPAL_UNKNOWN"},
    NameSpec{8, "KRB5KDC_ERR_PRINCIPAL_NOT_UNIQUE"},
    NameSpec{12, "KRB5KDC_ERR_POLICY"},
    NameSpec{13, "KRB5KDC_ERR_BADOPTION"},
    NameSpec{14, "KRB5KDC_ERR_ETYPE_NOSUPP"},
    NameSpec{18, "KRB5KDC_ERR_CLIENT_REVOKED"},
    NameSpec{23, "KRB5KDC_ERR_KEY_EXPIRED"},
    NameSpec{24, "KRB5KDC_ERR_PREAUTH_FAILED"},
    NameSpec{25, "KRB5KDC_ERR_PREAUTH_REQUIRED"},
    NameSpec{31, "KRB5KRB_AP_ERR_BAD_INTEGRITY"},
    NameSpec{32, "KRB5KRB_AP_ERR_TKT_EXPIRED"},
    NameSpec{34, "KRB5KRB_AP_ERR_REPEAT"},
    NameSpec{37, "KRB5KRB_AP_ERR_SKEW"},
    NameSpec{41, "KRB5KRB_AP_ERR_MODIFIED"},
    NameSpec{52, "KRB5KRB_ERR_RESPONSE_TOO_BIG"},
    NameSpec{60, "KRB5KRB_ERR_GENERIC"},
    NameSpec{68, "KRB5KDC_ERR_WRONG_REALM"},
};

constexpr std::array encryptions{
    NameSpec{1, "des-cbc-crc"},
    NameSpec{3, "des-cbc-md5"},
    NameSpec{17, "aes128-cts-hmac-sha1-96"},
    NameSpec{18, "aes256-cts-hmac-sha1-96"},
    NameSpec{19, "aes128-cts-hmac-sha256-128"},
    NameSpec{20, "aes256-cts-hmac-sha384-192"},
    NameSpec{23, "rc4-hmac"},
    NameSpec{24, "rc4-hmac-exp"},
};

/// Which field of a message, or of its body, holds what.
struct Layout
{
    int clientName = -1;
    int realm = -1;
    int serviceName = -1;
};

/// RFC 4120 5.2.2: a name type and the parts of the name.
QString principal(const Dissection &d, const Part &sequence, int field)
{
    const auto name = field < 0 ? std::nullopt : berField(sequence, static_cast<std::uint8_t>(field));
    const auto parts = name ? berField(name->content, 1) : std::nullopt;
    QStringList texts;
    constexpr int mostParts = 8;
    for (std::size_t at = 0; parts && texts.size() < mostParts;) {
        const auto part = berElementAt(parts->content, at);
        if (!part)
            break;
        texts += d.text(part->content);
        at += part->headerLength + part->statedLength;
    }
    return texts.join(u'/');
}

void addPrincipal(Dissection &d, FieldNode &node, const Part &sequence, int field, const QString &text,
                  const char *label)
{
    if (text.isEmpty())
        return;
    const auto place = berField(sequence, static_cast<std::uint8_t>(field));
    d.add(node, QStringLiteral("%1: %2").arg(Dissection::tr(label), text), "kerberos.CNameString",
          place ? place->content : sequence);
}

/// Adds who asks for what; answers it for the info line: "anna@CORP → krbtgt/CORP".
QString addNames(Dissection &d, FieldNode &node, const Part &sequence, const Layout &layout)
{
    const QString client = principal(d, sequence, layout.clientName);
    const QString service = principal(d, sequence, layout.serviceName);
    const auto realmField =
        layout.realm < 0 ? std::nullopt : berField(sequence, static_cast<std::uint8_t>(layout.realm));
    const QString realm = realmField ? d.text(realmField->content) : QString();
    addPrincipal(d, node, sequence, layout.clientName, client, QT_TRANSLATE_NOOP("wirecase::Dissection", "Client"));
    if (realmField)
        d.add(node, Dissection::tr("Realm: %1").arg(realm), "kerberos.realm", realmField->content);
    addPrincipal(d, node, sequence, layout.serviceName, service, QT_TRANSLATE_NOOP("wirecase::Dissection", "Service"));
    const QString inRealm = realm.isEmpty() ? QString() : u'@' + realm;
    if (service.isEmpty())
        return client.isEmpty() ? QString() : client + inRealm;
    if (client.isEmpty())
        return QStringLiteral("%1 %2").arg(QChar(0x2192)).arg(service + inRealm);
    return QStringLiteral("%1 %2 %3").arg(client + inRealm, QString(QChar(0x2192)), service);
}

QString addEncryption(Dissection &d, FieldNode &node, const Part &sequence)
{
    constexpr std::uint8_t encryptedPart = 6;
    const auto encrypted = berField(sequence, encryptedPart);
    const auto type = encrypted ? berField(encrypted->content, 0) : std::nullopt;
    const auto number = type ? berInteger(*type) : std::nullopt;
    if (!number)
        return {};
    const QString name = QLatin1String(nameOf(encryptions, *number, "unknown"));
    d.add(node, Dissection::tr("Encryption type: %1 (%2)").arg(name).arg(*number), "kerberos.etype", type->content);
    return QStringLiteral(" (%1)").arg(name);
}

QString addError(Dissection &d, FieldNode &node, const Part &sequence)
{
    constexpr std::uint8_t errorCode = 6;
    const auto field = berField(sequence, errorCode);
    const auto code = field ? berInteger(*field) : std::nullopt;
    if (!code)
        return QStringLiteral("KRB Error");
    const QString name = QLatin1String(nameOf(errors, *code, "other"));
    d.add(node, Dissection::tr("Error code: %1 (%2)").arg(name).arg(*code), "kerberos.error_code", field->content);
    return QStringLiteral("KRB Error: ") + (name == QLatin1String("other") ? QString::number(*code) : name);
}

QString addBody(Dissection &d, FieldNode &node, std::uint8_t type, const Part &sequence)
{
    switch (type) {
    case AsRequest:
    case TgsRequest: {
        constexpr std::uint8_t requestBody = 4;
        const auto body = berField(sequence, requestBody);
        return body ? u' ' + addNames(d, node, body->content, {1, 2, 3}) : QString();
    }
    case AsReply:
    case TgsReply: {
        const QString names = addNames(d, node, sequence, {4, 3, -1});
        return u' ' + names + addEncryption(d, node, sequence);
    }
    default:
        return {};
    }
}

} // namespace

bool looksLikeKerberos(const Part &message)
{
    const auto outer = berElementAt(message, 0);
    constexpr unsigned constructedApplication = 0x60;
    if (!outer || (outer->tag & 0xe0U) != constructedApplication || nameOf(messageTypes, outer->tag & 0x1fU)[0] == '\0')
        return false;
    // pvno 5 is [0], but [1] in the requests to a KDC.
    const auto sequence = berElementAt(outer->content, 0);
    const auto version = sequence ? berElementAt(sequence->content, 0) : std::nullopt;
    const auto number =
        version && (version->tag == 0xa0 || version->tag == 0xa1) ? berElementAt(version->content, 0) : std::nullopt;
    constexpr std::uint8_t integer = 2;
    return number && number->tag == integer && berInteger(*number) == 5U;
}

void dissectKerberos(Dissection &d, const Part &part)
{
    if (!looksLikeKerberos(part))
        return summariseContinuation(d, QStringLiteral("KRB5"), "kerberos", part);
    const BerElement message = *berElementAt(part, 0);
    const std::uint8_t type = message.tag & 0x1fU;
    const BerElement sequence = *berElementAt(message.content, 0);
    const QString name = QLatin1String(nameOf(messageTypes, type));
    FieldNode layer = Dissection::node(QStringLiteral("Kerberos"), "kerberos", part);
    FieldNode node = Dissection::node(name, "kerberos.msg_type", message.content);
    QString info = name;
    if (type == KerberosError) {
        info = addError(d, node, sequence.content);
        const QString names = addNames(d, node, sequence.content, {8, 9, 10});
        info += names.isEmpty() ? QString() : u' ' + names;
    } else {
        info += addBody(d, node, type, sequence.content);
    }
    d.add(layer, std::move(node));
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("KRB5"), info);
}

bool looksLikeKerberosOverTcp(const Part &part)
{
    return part.byteOr0(0) == 0 && part.quadOr0(0) > 0 && looksLikeKerberos(part.from(4));
}

void dissectKerberosOverTcp(Dissection &d, const Part &part)
{
    if (!looksLikeKerberosOverTcp(part))
        return summariseContinuation(d, QStringLiteral("KRB5"), "kerberos", part);
    dissectKerberos(d, part.from(4)); // RFC 4120 7.2.2: the length stands before
}

} // namespace wirecase
