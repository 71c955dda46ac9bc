#include "models/capture/dissection/ldapmessage.h"

#include "models/capture/dissection/textlines.h"

namespace wirecase {

namespace {

constexpr std::uint8_t sequence = 0x30;
constexpr std::uint8_t integer = 0x02;
constexpr std::uint8_t octetString = 0x04;
constexpr std::uint8_t enumerated = 0x0a;
constexpr unsigned applicationClass = 0x40;
constexpr unsigned contextClass = 0x80;

} // namespace

std::optional<LdapMessage> ldapMessageAt(const Part &part, std::size_t offset)
{
    const auto envelope = berElementAt(part, offset);
    if (!envelope || envelope->tag != sequence)
        return std::nullopt;
    const auto id = berElementAt(envelope->content, 0);
    if (!id || id->tag != integer || !berInteger(*id))
        return std::nullopt;
    const auto body = berElementAt(envelope->content, id->length());
    if (!body || (body->tag & 0xc0U) != applicationClass)
        return std::nullopt;
    return LdapMessage{*berInteger(*id), static_cast<std::uint8_t>(body->tag & 0x1fU),
                       part.sub(offset, envelope->headerLength + envelope->statedLength), *body};
}

std::optional<LdapBind> ldapBindOf(const LdapMessage &message)
{
    if (message.operation != 0)
        return std::nullopt;
    const Part &content = message.body.content;
    const auto version = berElementAt(content, 0);
    if (!version || version->tag != integer)
        return std::nullopt;
    const auto name = berElementAt(content, version->length());
    if (!name || name->tag != octetString)
        return std::nullopt;
    const auto choice = berElementAt(content, version->length() + name->length());
    if (!choice || (choice->tag & 0xc0U) != contextClass)
        return std::nullopt;
    LdapBind bind{name->content, static_cast<std::uint8_t>(choice->tag & 0x1fU), {}, {}, false, false};
    if (bind.choice == 0 && choice->statedLength > 0) {
        bind.password = choice->content;
        bind.passwordIsWhole = choice->isWhole();
    }
    if (bind.choice != 3)
        return bind;
    const auto mechanism = berElementAt(choice->content, 0);
    if (!mechanism || mechanism->tag != octetString)
        return bind;
    bind.mechanism = mechanism->content;
    const auto credentials = berElementAt(choice->content, mechanism->length());
    if (credentials && equalsFolded(textOf(mechanism->content.bytes()), "PLAIN")) {
        bind.password = credentials->content;
        bind.passwordIsWhole = credentials->isWhole();
        bind.passwordIsSaslPlain = true;
    }
    return bind;
}

std::optional<std::uint32_t> ldapResultOf(const LdapMessage &message)
{
    const auto code = berElementAt(message.body.content, 0);
    return code && code->tag == enumerated ? berInteger(*code) : std::nullopt;
}

} // namespace wirecase
