#pragma once

#include <QString>

#include <optional>

namespace wirecase {

/// What the points below a heading of a guide are.
enum class GuideSectionKind
{
    Introduction,
    Steps,
    FalsePositives,
    Responses,
    Setup,
    Other
};

/// The kind that a heading announces, by the wordings in use; nothing when it is none of them.
[[nodiscard]] std::optional<GuideSectionKind> guideSectionKind(const QString &heading);
/// "Investigating X" and "Investigation Guide: X" give "X"; other headings nothing.
[[nodiscard]] QString guideTitle(const QString &heading);

} // namespace wirecase
