#pragma once

#include "models/capture/dissection/dissection.h"
#include "models/capture/dissection/linesecret.h"

namespace wirecase {

enum class LineKind
{
    Request,
    Response,
    Other
};

/// A protocol of text lines: FTP, SMTP, POP3, IMAP.
struct LineProtocolSpec
{
    const char *protocol; ///< "FTP"
    const char *title;    ///< QT_TRANSLATE_NOOP("wirecase::Dissection", …)
    const char *filterName;
    const char *requestPrefix; ///< of the info line: "Request: "
    const char *responsePrefix;
    const char *commandField;
    const char *argumentField;
    const char *responseField;
    std::size_t wordsBeforeCommand; ///< IMAP has a tag there
    LineKind (*kindOf)(std::string_view line);
    std::optional<LineSecret> (*secretOf)(std::string_view text, const TextSpan &line);
};

/// Shows the lines that are commands or answers by their own first words. Any other line may be the rest of a secret,
/// or data: it is counted, not shown.
void dissectLines(Dissection &d, const Part &part, const LineProtocolSpec &spec);

/// Adds "Username" and the masked "Password" below `line`, as far as the written secret decodes.
void addCredential(Dissection &d, FieldNode &line, const Part &part, const LineSecret &secret, const char *filterName);

} // namespace wirecase
