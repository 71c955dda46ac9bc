#include "models/capture/dissection/application.h"
#include "models/capture/dissection/dnsrecord.h"

#include <array>

namespace wirecase {

namespace {

constexpr std::size_t headerLength = 12;

constexpr std::array counts{
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Questions"), "dns.count.queries", 4, 2, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Answer RRs"), "dns.count.answers", 6, 2, FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Authority RRs"), "dns.count.auth_rr", 8, 2,
              FieldFormat::Decimal},
    FieldSpec{QT_TRANSLATE_NOOP("wirecase::Dissection", "Additional RRs"), "dns.count.add_rr", 10, 2,
              FieldFormat::Decimal},
};
constexpr std::array flagBits{
    BitSpec{0x8000, QT_TRANSLATE_NOOP("wirecase::Dissection", "Response"), "dns.flags.response"},
    BitSpec{0x0400, QT_TRANSLATE_NOOP("wirecase::Dissection", "Authoritative"), "dns.flags.authoritative"},
    BitSpec{0x0200, QT_TRANSLATE_NOOP("wirecase::Dissection", "Truncated"), "dns.flags.truncated"},
    BitSpec{0x0100, QT_TRANSLATE_NOOP("wirecase::Dissection", "Recursion desired"), "dns.flags.recdesired"},
    BitSpec{0x0080, QT_TRANSLATE_NOOP("wirecase::Dissection", "Recursion available"), "dns.flags.recavail"},
};
constexpr std::array operations{
    NameSpec{0, "Standard query"},           NameSpec{1, "Inverse query"},  NameSpec{2, "Server status request"},
    NameSpec{4, "Zone change notification"}, NameSpec{5, "Dynamic update"},
};
constexpr std::array replyCodes{
    NameSpec{1, "Format error"},    NameSpec{2, "Server failure"}, NameSpec{3, "No such name"},
    NameSpec{4, "Not implemented"}, NameSpec{5, "Refused"},
};
struct Section
{
    std::size_t countAt;
    const char *title;
    const char *filterName;
};
constexpr std::array sections{
    Section{6, QT_TRANSLATE_NOOP("wirecase::Dissection", "Answers"), "dns.answers"},
    Section{8, QT_TRANSLATE_NOOP("wirecase::Dissection", "Authoritative nameservers"), "dns.authority"},
    Section{10, QT_TRANSLATE_NOOP("wirecase::Dissection", "Additional records"), "dns.additional"},
};

QString protocolOf(const Dissection &d)
{
    constexpr quint16 mdns = 5353;
    constexpr quint16 llmnr = 5355;
    if (d.usesPort(mdns))
        return QStringLiteral("MDNS");
    return d.usesPort(llmnr) ? QStringLiteral("LLMNR") : QStringLiteral("DNS");
}

void addFlags(Dissection &d, FieldNode &layer, const Part &message)
{
    const std::uint16_t flags = message.wordOr0(2);
    FieldNode field = Dissection::node(Dissection::tr("Flags: 0x%1").arg(flags, 4, 16, QLatin1Char('0')), "dns.flags",
                                       message.sub(2, 2));
    d.addBits(field, message.sub(2, 2), flags, 16, flagBits);
    d.add(field, Dissection::tr("Reply code: %1").arg(QLatin1String(nameOf(replyCodes, flags & 0xfU, "No error"))),
          "dns.flags.rcode", message.sub(3, 1));
    d.add(layer, std::move(field));
}

/// Records end at the message's end, whatever count the header states.
void addRecords(Dissection &d, FieldNode &layer, const Part &message, std::size_t &at, QString &info)
{
    for (const Section &section : sections) {
        const std::uint16_t count = message.wordOr0(section.countAt);
        FieldNode list = Dissection::node(Dissection::tr(section.title), section.filterName, message.from(at));
        const std::size_t first = at;
        for (std::uint16_t i = 0; i < count && at < message.size(); ++i) {
            const DnsRecord record = dnsRecordAt(d, message, at);
            if (record.length == 0)
                break;
            at += record.length;
            if (section.countAt == 6 && i < 16)
                info += QLatin1Char(' ') + record.info;
            d.add(list, record.node);
        }
        list.length = static_cast<quint32>(message.sub(first, at - first).size());
        if (!list.children.empty())
            d.add(layer, std::move(list));
    }
}

void addQuestions(Dissection &d, FieldNode &layer, const Part &message, std::size_t &at, QString &info)
{
    const std::uint16_t count = message.wordOr0(4);
    FieldNode list = Dissection::node(Dissection::tr("Queries"), "dns.queries", message.from(at));
    const std::size_t first = at;
    for (std::uint16_t i = 0; i < count && at < message.size(); ++i) {
        const DnsRecord question = dnsQuestionAt(d, message, at);
        if (question.length == 0)
            break;
        at += question.length;
        if (i < 16)
            info += QLatin1Char(' ') + question.info;
        d.add(list, question.node);
    }
    list.length = static_cast<quint32>(message.sub(first, at - first).size());
    if (!list.children.empty())
        d.add(layer, std::move(list));
}

} // namespace

void dissectDns(Dissection &d, const Part &message)
{
    if (message.size() < headerLength)
        return summariseContinuation(d, protocolOf(d), "dns", message);
    const std::uint16_t flags = message.wordOr0(2);
    const bool response = (flags & 0x8000U) != 0;
    const QString operation = QLatin1String(nameOf(operations, (flags >> 11U) & 0xfU, "Unknown operation"));
    QString info = QStringLiteral("%1%2 %3").arg(operation, response ? QStringLiteral(" response") : QString(),
                                                 d.value(message.sub(0, 2), FieldFormat::Hex));
    if (response && (flags & 0xfU) != 0)
        info += QLatin1Char(' ') + QLatin1String(nameOf(replyCodes, flags & 0xfU, "Error"));
    FieldNode layer = Dissection::node(response ? Dissection::tr("Domain Name System (response)")
                                                : Dissection::tr("Domain Name System (query)"),
                                       "dns", message);
    d.add(layer, Dissection::tr("Transaction ID: %1").arg(d.value(message.sub(0, 2), FieldFormat::Hex)), "dns.id",
          message.sub(0, 2));
    addFlags(d, layer, message);
    d.addFields(layer, message, counts);
    std::size_t at = headerLength;
    addQuestions(d, layer, message, at, info);
    addRecords(d, layer, message, at, info);
    d.addLayer(std::move(layer));
    d.summarise(protocolOf(d), info);
}

void dissectDnsOverTcp(Dissection &d, const Part &part)
{
    // RFC 1035 4.2.2: two bytes of length first. What does not fit that is the rest of a longer message.
    const auto length = part.word(0);
    if (!length || *length < headerLength || part.size() < 2 + headerLength)
        return summariseContinuation(d, QStringLiteral("DNS"), "dns", part);
    dissectDns(d, part.sub(2, *length));
}

} // namespace wirecase
