#pragma once

#include "models/capture/dissection/dnsname.h"

namespace wirecase {

/// A question or a resource record of a DNS message.
struct DnsRecord
{
    FieldNode node;
    QString info;           ///< "A example.com" for a question, "A 192.0.2.1" for an answer
    std::size_t length = 0; ///< bytes it takes; 0 when it is damaged
};

[[nodiscard]] DnsRecord dnsQuestionAt(Dissection &d, const Part &message, std::size_t offset);
[[nodiscard]] DnsRecord dnsRecordAt(Dissection &d, const Part &message, std::size_t offset);

} // namespace wirecase
