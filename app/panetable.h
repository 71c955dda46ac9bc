#pragma once

#include "ui/panespec.h"
#include "ui/viewtable.h"

namespace wirecase {

/// Every pane, a row each: adding a pane costs one row here and nothing elsewhere.
[[nodiscard]] std::vector<PaneSpec> paneTable();
/// Every view with the layout it starts with.
[[nodiscard]] std::vector<ViewSpec> viewTable();

} // namespace wirecase
