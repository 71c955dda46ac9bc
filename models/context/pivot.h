#pragma once

#include "models/context/focus.h"
#include "models/context/scope.h"

#include <QString>

namespace wirecase {

/// Views that a pivot can lead to; each is a named layout of panes.
enum class View
{
    Triage,
    Traffic,
    Rules,
    Evidence,
    Report
};
inline constexpr std::size_t viewCount = 5;

/// A way from one row to another place: what to look at there, and whether it can be gone at all.
struct Pivot
{
    QString text; ///< a verb: "Show traffic"
    View view = View::Triage;
    Scope scope;    ///< after the pivot
    Focus focus;    ///< after the pivot
    QString pane;   ///< id of the pane to bring to the front, where it may be behind another; may be empty
    QString whyNot; ///< empty when the pivot can be gone; else the reason, one sentence

    [[nodiscard]] bool isPossible() const { return whyNot.isEmpty(); }
};

} // namespace wirecase
