#include "models/capture/dissection/ntlm.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::string_view signature{"NTLMSSP\0", 8};
constexpr std::array names{NameSpec{1, "NTLMSSP_NEGOTIATE"}, NameSpec{2, "NTLMSSP_CHALLENGE"},
                           NameSpec{3, "NTLMSSP_AUTH"}};
constexpr std::uint32_t authenticate = 3;
constexpr std::uint32_t challenge = 2;

/// A length, the room for it, and where from the beginning of the message its bytes stand.
QString field(const Dissection &d, const Part &message, std::size_t at, bool isUnicode)
{
    const Part place = message.sub(message.littleQuadOr0(at + 4), message.littleWordOr0(at));
    return isUnicode ? d.utf16(place) : d.text(place);
}

} // namespace

QString NtlmMessage::text() const
{
    QString said = QLatin1String(nameOf(names, type));
    if (!user.isEmpty())
        said += QStringLiteral(", User: ") + (domain.isEmpty() ? user : domain + u'\\' + user);
    else if (!domain.isEmpty())
        said += QStringLiteral(", Target: ") + domain;
    if (!workstation.isEmpty())
        said += QStringLiteral(", Host: ") + workstation;
    return said;
}

std::optional<NtlmMessage> ntlmMessageIn(const Dissection &d, const Part &part)
{
    const std::size_t at = textOf(part.bytes()).find(signature);
    if (at == std::string_view::npos)
        return std::nullopt;
    const Part message = part.from(at);
    NtlmMessage found{message, message.littleQuadOr0(signature.size()), {}, {}, {}};
    if (*nameOf(names, found.type) == '\0')
        return std::nullopt;
    const std::size_t flagsAt = found.type == authenticate ? 60 : 20;
    const bool isUnicode = (message.littleQuadOr0(flagsAt) & 1U) != 0;
    if (found.type == authenticate) {
        found.domain = field(d, message, 28, isUnicode);
        found.user = field(d, message, 36, isUnicode);
        found.workstation = field(d, message, 44, isUnicode);
    } else if (found.type == challenge) {
        found.domain = field(d, message, 12, isUnicode);
    }
    return found;
}

QString addNtlm(Dissection &d, FieldNode &node, const Part &part)
{
    const auto message = ntlmMessageIn(d, part);
    if (!message)
        return {};
    FieldNode layer =
        Dissection::node(Dissection::tr("NTLM: %1").arg(message->text()), "ntlmssp.messagetype", message->place);
    const auto add = [&](const char *label, const QString &text, const char *filterName, std::size_t at) {
        const Part place = message->place.sub(message->place.littleQuadOr0(at + 4), message->place.littleWordOr0(at));
        if (!text.isEmpty())
            d.add(layer, QStringLiteral("%1: %2").arg(Dissection::tr(label), text), filterName, place);
    };
    const bool asks = message->type == challenge;
    add(QT_TRANSLATE_NOOP("wirecase::Dissection", "Domain"), message->domain, "ntlmssp.auth.domain", asks ? 12 : 28);
    add(QT_TRANSLATE_NOOP("wirecase::Dissection", "User"), message->user, "ntlmssp.auth.username", 36);
    add(QT_TRANSLATE_NOOP("wirecase::Dissection", "Host"), message->workstation, "ntlmssp.auth.hostname", 44);
    d.add(node, std::move(layer));
    return message->text();
}

QString ntlmTextOf(const QByteArray &base64)
{
    const QByteArray decoded = QByteArray::fromBase64(base64);
    const Dissection unmasked(PacketContext{});
    const auto message = ntlmMessageIn(unmasked, Part(bytesOf(decoded), 0));
    return message ? message->text() : QString();
}

} // namespace wirecase
