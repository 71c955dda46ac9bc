#pragma once

#include <QString>

#include <string_view>
#include <vector>

namespace wirecase {

/// The words of a text in the order they stand, without case: what a text field is searched by.
[[nodiscard]] std::vector<QString> wordsOf(QStringView text);
[[nodiscard]] std::vector<QString> wordsOf(std::string_view utf8);

} // namespace wirecase
