#pragma once

#include <QString>

#include <string_view>

namespace wirecase {

/// A parameter of a header's value (RFC 2045 5.1): "a.txt" for `filename` of `attachment; filename="a.txt"`.
/// Understands the form with a character set, filename*=UTF-8''a%20b.txt (RFC 2231, RFC 8187), which is preferred, and
/// its numbered pieces. Empty when there is none.
[[nodiscard]] QString headerParameter(std::string_view value, std::string_view name);

/// The value in front of the parameters, in lower case: "multipart/mixed".
[[nodiscard]] QString headerToken(std::string_view value);

/// Text with its encoded words read: =?utf-8?B?...?= (RFC 2047). What cannot be decoded stays as it is.
[[nodiscard]] QString decodedWords(std::string_view text);

/// Bytes written as quoted-printable (RFC 2045 6.7); what is no such writing stays as it is.
[[nodiscard]] QByteArray fromQuotedPrintable(const QByteArray &text);

} // namespace wirecase
