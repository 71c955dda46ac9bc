#include "models/capture/dissection/dnsname.h"

#include <QStringList>

namespace wirecase {

DnsName dnsNameAt(const Dissection &d, const Part &message, std::size_t offset)
{
    constexpr std::size_t maxNameBytes = 255; // RFC 1035 2.3.4
    constexpr unsigned pointer = 0xc0;
    DnsName name;
    QStringList labels;
    std::size_t at = offset;
    std::size_t earliest = offset; // where a pointer must lead before
    std::size_t total = 0;
    bool jumped = false;
    while (const auto length = message.byte(at)) {
        if (!jumped)
            name.length = at + 1 - offset;
        if ((*length & pointer) == pointer) {
            const auto target = message.word(at);
            if (!jumped)
                name.length = at + 2 - offset;
            if (!target || (*target & 0x3fffU) >= earliest)
                break;
            at = earliest = *target & 0x3fffU;
            jumped = true;
            continue;
        }
        total += *length + std::size_t{1};
        if ((*length & pointer) != 0 || total > maxNameBytes)
            break;
        if (*length == 0) {
            name.valid = true;
            break;
        }
        const Part label = message.sub(at + 1, *length);
        if (label.size() < *length)
            break;
        labels += d.text(label);
        at += *length + std::size_t{1};
        if (!jumped)
            name.length = at - offset;
    }
    name.text = labels.isEmpty() && name.valid ? QStringLiteral("<Root>") : labels.join(u'.');
    return name;
}

} // namespace wirecase
