#pragma once

#include "models/capture/dissection/dissection.h"

namespace wirecase {

/// Adds subject and issuer of the first certificate of a TLS Certificate message (without the four bytes of handshake
/// header), as far as they are in this packet; answers the subject's name: "www.example.org".
QString addTlsCertificate(Dissection &d, FieldNode &node, const Part &body);

} // namespace wirecase
