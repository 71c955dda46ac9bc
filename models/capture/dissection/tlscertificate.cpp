#include "models/capture/dissection/tlscertificate.h"

#include "models/capture/dissection/berelement.h"

#include <QStringList>

#include <array>

namespace wirecase {

namespace {

constexpr std::uint8_t sequence = 0x30;
constexpr std::uint8_t versionTag = 0xa0;
constexpr std::size_t mostNames = 16;

// 2.5.4.n of X.520, by n.
constexpr std::array attributes{
    NameSpec{3, "CN"}, NameSpec{6, "C"}, NameSpec{7, "L"}, NameSpec{8, "ST"}, NameSpec{10, "O"}, NameSpec{11, "OU"},
};

struct DistinguishedName
{
    QString whole;   ///< "C=DE, O=Example, CN=www.example.org"
    QString subject; ///< the common name, else the organisation
};

/// A set within a sequence for each attribute; each holds a sequence of an object identifier and a text.
DistinguishedName nameIn(const Dissection &d, const Part &sets)
{
    DistinguishedName name;
    QStringList parts;
    std::size_t at = 0;
    while (parts.size() < static_cast<qsizetype>(mostNames)) {
        const auto set = berElementAt(sets, at);
        const auto pair = set ? berElementAt(set->content, 0) : std::nullopt;
        const auto object = pair ? berElementAt(pair->content, 0) : std::nullopt;
        const auto value = object ? berElementAt(pair->content, object->length()) : std::nullopt;
        if (!value)
            break;
        constexpr std::uint16_t nameAttributes = 0x5504;
        const bool known = object->content.size() == 3 && object->content.wordOr0(0) == nameAttributes;
        const QString label = known ? QLatin1String(nameOf(attributes, object->content.byteOr0(2))) : QString();
        const QString text = d.text(value->content);
        if (!label.isEmpty())
            parts += QStringLiteral("%1=%2").arg(label, text);
        if (label == QLatin1String("CN") || (label == QLatin1String("O") && name.subject.isEmpty()))
            name.subject = text;
        at += set->headerLength + set->statedLength;
    }
    name.whole = parts.join(QLatin1String(", "));
    return name;
}

/// The element after `steps` others from `at` on (RFC 5280 4.1).
std::optional<BerElement> stepped(const Part &part, std::size_t at, int steps)
{
    auto element = berElementAt(part, at);
    for (int i = 0; i < steps && element; ++i) {
        at += element->headerLength + element->statedLength;
        element = berElementAt(part, at);
    }
    return element;
}

} // namespace

QString addTlsCertificate(Dissection &d, FieldNode &node, const Part &body)
{
    // A list of three bytes of length, then each certificate with its own; TLS 1.3 sends none in clear.
    const Part certificate = body.sub(6, body.quadOr0(3) >> 8U);
    const auto outer = berElementAt(certificate, 0);
    const auto toBeSigned = outer && outer->tag == sequence ? berElementAt(outer->content, 0) : std::nullopt;
    if (!toBeSigned || toBeSigned->tag != sequence)
        return {};
    const auto version = berElementAt(toBeSigned->content, 0);
    const bool hasVersion = version && version->tag == versionTag;
    const int issuerAt = hasVersion ? 3 : 2; // serial number and algorithm come before
    const auto issuer = stepped(toBeSigned->content, 0, issuerAt);
    const auto subject = stepped(toBeSigned->content, 0, issuerAt + 2); // the time of validity comes before
    if (!subject || subject->tag != sequence)
        return {};
    const DistinguishedName name = nameIn(d, subject->content);
    d.add(node, Dissection::tr("Subject: %1").arg(name.whole), "x509sat.printableString", subject->content);
    if (issuer)
        d.add(node, Dissection::tr("Issuer: %1").arg(nameIn(d, issuer->content).whole), "x509sat.printableString",
              issuer->content);
    return name.subject;
}

} // namespace wirecase
