#pragma once

#include "models/capture/dissection/linesecret.h"

namespace wirecase {

/// A secret in an HTTP message and the name it goes by: "Credentials", or the parameter's own name.
struct HttpSecret
{
    LineSecret secret;
    TextSpan name;
};

/// Every secret in `text`, which is a message or a part of one that begins anywhere: authorization headers, headers
/// that carry keys, passwords in URLs, parameters of URLs and forms. In the order of the text.
[[nodiscard]] std::vector<HttpSecret> httpSecrets(std::string_view text);

} // namespace wirecase
