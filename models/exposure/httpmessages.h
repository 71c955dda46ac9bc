#pragma once

#include "models/exposure/dialogue.h"

#include <optional>

namespace wirecase {

/// What follows the head of an HTTP/1 message, its coding for the transfer taken off.
struct HttpBody
{
    std::vector<StreamSide::Run> runs;
    quint64 length = 0;    ///< as stated, or as far as it goes
    bool isStated = false; ///< by a length or by chunks; else it ends where the next message or the stream does
};

/// The head of an HTTP/1 message in the text of one side.
struct HttpHead
{
    TextSpan startLine;            ///< empty when the capture began within the head
    std::vector<TextSpan> headers; ///< one line each
    int status = 0;                ///< of a response
    HttpBody body;

    /// The value of the first header of this name ("Content-Type:"), without blanks around it.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view text, std::string_view name) const;
};

/// The heads of all messages of one side; bodies are stepped over by their stated length, so that nothing in them is
/// taken for a head. After damage the reader goes on at the next line that starts a message.
[[nodiscard]] std::vector<HttpHead> httpHeads(const StreamSide &side, bool fromClient);

} // namespace wirecase
