#pragma once

#include "models/capture/dissection/dissection.h"

namespace wirecase {

/// A domain name in a DNS message, with its compression followed.
struct DnsName
{
    QString text;           ///< without the final dot; "<Root>" for the root
    std::size_t length = 0; ///< bytes it takes where it stands
    bool valid = false;
};

/// The name at `offset` of `message`. A pointer must lead further back than every one before, so that loops end at
/// once.
[[nodiscard]] DnsName dnsNameAt(const Dissection &d, const Part &message, std::size_t offset);

} // namespace wirecase
