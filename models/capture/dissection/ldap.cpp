#include "models/capture/dissection/application.h"
#include "models/capture/dissection/ldapmessage.h"
#include "models/capture/dissection/ntlm.h"

#include <QStringList>

#include <array>

namespace wirecase {

namespace {

constexpr std::size_t maxMessages = 64;

enum Operation : std::uint8_t
{
    BindRequest = 0,
    BindResponse = 1,
    SearchRequest = 3,
    SearchEntry = 4,
    SearchDone = 5
};

constexpr std::array operations{
    NameSpec{BindRequest, "bindRequest"},
    NameSpec{BindResponse, "bindResponse"},
    NameSpec{2, "unbindRequest"},
    NameSpec{SearchRequest, "searchRequest"},
    NameSpec{SearchEntry, "searchResEntry"},
    NameSpec{SearchDone, "searchResDone"},
    NameSpec{6, "modifyRequest"},
    NameSpec{7, "modifyResponse"},
    NameSpec{8, "addRequest"},
    NameSpec{9, "addResponse"},
    NameSpec{10, "delRequest"},
    NameSpec{11, "delResponse"},
    NameSpec{12, "modDNRequest"},
    NameSpec{13, "modDNResponse"},
    NameSpec{14, "compareRequest"},
    NameSpec{15, "compareResponse"},
    NameSpec{16, "abandonRequest"},
    NameSpec{19, "searchResRef"},
    NameSpec{23, "extendedReq"},
    NameSpec{24, "extendedResp"},
    NameSpec{25, "intermediateResponse"},
};
constexpr std::array results{
    NameSpec{0, "success"},
    NameSpec{1, "operationsError"},
    NameSpec{2, "protocolError"},
    NameSpec{3, "timeLimitExceeded"},
    NameSpec{4, "sizeLimitExceeded"},
    NameSpec{7, "authMethodNotSupported"},
    NameSpec{8, "strongerAuthRequired"},
    NameSpec{10, "referral"},
    NameSpec{14, "saslBindInProgress"},
    NameSpec{32, "noSuchObject"},
    NameSpec{49, "invalidCredentials"},
    NameSpec{50, "insufficientAccessRights"},
};
constexpr std::array scopes{NameSpec{0, "baseObject"}, NameSpec{1, "singleLevel"}, NameSpec{2, "wholeSubtree"}};

/// Adds what a bind says below `node`; answers it for the info line: "cn=web,dc=corp simple".
QString addBind(Dissection &d, FieldNode &node, const LdapBind &bind)
{
    QString info = d.text(bind.name);
    d.add(node, Dissection::tr("name: %1").arg(info), "ldap.name", bind.name);
    info = info.isEmpty() ? QStringLiteral("\"\"") : info;
    if (bind.mechanism) {
        const QString mechanism = d.text(*bind.mechanism);
        d.add(node, Dissection::tr("mechanism: %1").arg(mechanism), "ldap.mechanism", *bind.mechanism);
        info += QLatin1String(" sasl ") + mechanism;
    } else if (bind.choice == 0) {
        info += QLatin1String(" simple");
    }
    if (bind.password) {
        const QString label = bind.passwordIsSaslPlain ? Dissection::tr("credentials: ") : Dissection::tr("simple: ");
        d.add(node, d.secretNode(label, bind.passwordIsSaslPlain ? "ldap.credentials" : "ldap.simple", *bind.password,
                                 copyOf(bind.password->bytes())));
    }
    return info;
}

QString addSearch(Dissection &d, FieldNode &node, const LdapMessage &message)
{
    const auto base = berElementAt(message.body.content, 0);
    if (!base)
        return {};
    QString info = base->content.isEmpty() ? QStringLiteral("\"<ROOT>\"") : d.text(base->content);
    d.add(node, Dissection::tr("baseObject: %1").arg(d.text(base->content)), "ldap.baseObject", base->content);
    const auto scope = berElementAt(message.body.content, base->length());
    if (const auto value = scope ? berInteger(*scope) : std::nullopt) {
        const QString name = QLatin1String(nameOf(scopes, *value, "unknown scope"));
        d.add(node, Dissection::tr("scope: %1 (%2)").arg(name).arg(*value), "ldap.scope", scope->content);
        info += QLatin1Char(' ') + name;
    }
    return info;
}

QString addBody(Dissection &d, FieldNode &node, const LdapMessage &message)
{
    if (const auto bind = ldapBindOf(message)) {
        const QString said = addBind(d, node, *bind);
        const QString ntlm = bind->mechanism ? addNtlm(d, node, message.body.content) : QString();
        return ntlm.isEmpty() ? said : said + QStringLiteral(", ") + ntlm;
    }
    if (message.operation == SearchRequest)
        return addSearch(d, node, message);
    if (message.operation == SearchEntry) {
        const auto name = berElementAt(message.body.content, 0);
        if (!name)
            return {};
        d.add(node, Dissection::tr("objectName: %1").arg(d.text(name->content)), "ldap.objectName", name->content);
        return d.text(name->content);
    }
    if (const auto result = ldapResultOf(message)) {
        const QString name = QLatin1String(nameOf(results, *result, "other"));
        d.add(node, Dissection::tr("resultCode: %1 (%2)").arg(name).arg(*result), "ldap.resultCode",
              message.body.content.sub(0, 3));
        return name;
    }
    return {};
}

} // namespace

void dissectLdap(Dissection &d, const Part &part)
{
    std::vector<LdapMessage> messages;
    for (std::size_t at = 0; at < part.size() && messages.size() < maxMessages;) {
        const auto message = ldapMessageAt(part, at);
        if (!message)
            break;
        if (const auto bind = ldapBindOf(*message); bind && bind->password)
            d.maskSecret(*bind->password);
        messages.push_back(*message);
        at += message->envelope.wireSize();
    }
    if (messages.empty())
        return summariseContinuation(d, QStringLiteral("LDAP"), "ldap", part);

    FieldNode layer = Dissection::node(Dissection::tr("Lightweight Directory Access Protocol"), "ldap", part);
    QStringList infos;
    for (const LdapMessage &message : messages) {
        const QString name = QLatin1String(nameOf(operations, message.operation, "unknown"));
        const QString title = QStringLiteral("%1(%2)").arg(name).arg(message.id);
        FieldNode node = Dissection::node(title, "ldap.protocolOp", message.envelope);
        d.add(node, Dissection::tr("messageID: %1").arg(message.id), "ldap.messageID", message.envelope.sub(0, 5));
        infos += (title + QLatin1Char(' ') + addBody(d, node, message)).trimmed();
        d.add(layer, std::move(node));
    }
    d.addLayer(std::move(layer));
    d.summarise(QStringLiteral("LDAP"), infos.mid(0, 8).join(QLatin1String(" | ")));
}

} // namespace wirecase
