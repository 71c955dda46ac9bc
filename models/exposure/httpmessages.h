#pragma once

#include "models/exposure/dialogue.h"

namespace wirecase {

/// The head of an HTTP/1 message in the text of one side.
struct HttpHead
{
    TextSpan startLine;            ///< empty when the capture began within the head
    std::vector<TextSpan> headers; ///< one line each
    int status = 0;                ///< of a response
};

/// The heads of all messages of one side; bodies are stepped over by their stated length, so that nothing in them is
/// taken for a head. After damage the reader goes on at the next line that starts a message.
[[nodiscard]] std::vector<HttpHead> httpHeads(const StreamSide &side, bool fromClient);

} // namespace wirecase
