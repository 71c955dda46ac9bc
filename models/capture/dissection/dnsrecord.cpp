#include "models/capture/dissection/dnsrecord.h"

#include <array>

namespace wirecase {

namespace {

enum Type : std::uint16_t
{
    A = 1,
    NameServer = 2,
    Alias = 5,
    Authority = 6,
    Pointer = 12,
    Exchange = 15,
    Text = 16,
    Aaaa = 28,
    Service = 33,
    Options = 41
};

constexpr std::array types{
    NameSpec{A, "A"},         NameSpec{NameServer, "NS"}, NameSpec{Alias, "CNAME"}, NameSpec{Authority, "SOA"},
    NameSpec{Pointer, "PTR"}, NameSpec{13, "HINFO"},      NameSpec{Exchange, "MX"}, NameSpec{Text, "TXT"},
    NameSpec{Aaaa, "AAAA"},   NameSpec{Service, "SRV"},   NameSpec{35, "NAPTR"},    NameSpec{Options, "OPT"},
    NameSpec{43, "DS"},       NameSpec{46, "RRSIG"},      NameSpec{47, "NSEC"},     NameSpec{48, "DNSKEY"},
    NameSpec{64, "SVCB"},     NameSpec{65, "HTTPS"},      NameSpec{251, "IXFR"},    NameSpec{252, "AXFR"},
    NameSpec{255, "ANY"},     NameSpec{257, "CAA"},
};

QString typeText(std::uint16_t type)
{
    const char *name = nameOf(types, type, nullptr);
    return name ? QString::fromLatin1(name) : QStringLiteral("TYPE%1").arg(type);
}

/// The record's data in words, and Wireshark's name of the field.
struct RecordValue
{
    QString text;
    const char *filterName = "dns.rdata";
};

RecordValue valueOf(const Dissection &d, const Part &message, std::uint16_t type, std::size_t at, std::size_t length)
{
    const Part data = message.sub(at, length);
    const auto name = [&](std::size_t skip) { return dnsNameAt(d, message, at + skip).text; };
    switch (type) {
    case A:
        return {data.size() == 4 ? d.value(data, FieldFormat::Ipv4) : d.hex(data), "dns.a"};
    case Aaaa:
        return {data.size() == 16 ? d.value(data, FieldFormat::Ipv6) : d.hex(data), "dns.aaaa"};
    case NameServer:
        return {name(0), "dns.ns"};
    case Alias:
        return {name(0), "dns.cname"};
    case Pointer:
        return {name(0), "dns.ptr.domain_name"};
    case Authority:
        return {name(0), "dns.soa.mname"};
    case Exchange:
        return {QStringLiteral("%1 %2").arg(data.wordOr0(0)).arg(name(2)), "dns.mx.mail_exchange"};
    case Service:
        return {
            QStringLiteral("%1 %2 %3 %4").arg(data.wordOr0(0)).arg(data.wordOr0(2)).arg(data.wordOr0(4)).arg(name(6)),
            "dns.srv.target"};
    case Text:
        return {d.text(data.sub(1, data.byteOr0(0))), "dns.txt"};
    default:
        return {data.isEmpty() ? QString() : d.hex(data), "dns.rdata"};
    }
}

} // namespace

DnsRecord dnsQuestionAt(Dissection &d, const Part &message, std::size_t offset)
{
    DnsRecord question;
    const DnsName name = dnsNameAt(d, message, offset);
    const auto type = message.word(offset + name.length);
    if (!name.valid || !type)
        return question;
    question.length = name.length + 4;
    question.info = QStringLiteral("%1 %2").arg(typeText(*type), name.text);
    const Part place = message.sub(offset, question.length);
    question.node = Dissection::node(Dissection::tr("%1: type %2").arg(name.text, typeText(*type)), "dns.qry", place);
    d.add(question.node, Dissection::tr("Name: %1").arg(name.text), "dns.qry.name", place.sub(0, name.length));
    d.add(question.node, Dissection::tr("Type: %1 (%2)").arg(typeText(*type)).arg(*type), "dns.qry.type",
          place.sub(name.length, 2));
    return question;
}

DnsRecord dnsRecordAt(Dissection &d, const Part &message, std::size_t offset)
{
    constexpr std::size_t fixedLength = 10; // type, class, TTL, data length
    DnsRecord record;
    const DnsName name = dnsNameAt(d, message, offset);
    const std::size_t fixed = offset + name.length;
    const auto type = message.word(fixed);
    const auto dataLength = message.word(fixed + 8);
    if (!name.valid || !type || !dataLength)
        return record;
    record.length = name.length + fixedLength + *dataLength;
    const RecordValue value = valueOf(d, message, *type, fixed + fixedLength, *dataLength);
    record.info = QStringLiteral("%1 %2").arg(typeText(*type), value.text);
    const Part place = message.sub(offset, record.length);
    record.node = Dissection::node(Dissection::tr("%1: type %2, %3").arg(name.text, typeText(*type), value.text),
                                   "dns.resp", place);
    d.add(record.node, Dissection::tr("Name: %1").arg(name.text), "dns.resp.name", place.sub(0, name.length));
    d.add(record.node, Dissection::tr("Type: %1 (%2)").arg(typeText(*type)).arg(*type), "dns.resp.type",
          place.sub(name.length, 2));
    if (*type != Options) // whose TTL field holds flags instead
        d.add(record.node, Dissection::tr("Time to live: %1 s").arg(place.quadOr0(name.length + 4)), "dns.resp.ttl",
              place.sub(name.length + 4, 4));
    d.add(record.node, Dissection::tr("Data: %1").arg(value.text), value.filterName,
          place.sub(name.length + fixedLength, *dataLength));
    return record;
}

} // namespace wirecase
