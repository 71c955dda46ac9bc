#pragma once

#include "tests/bench/gapwatch.h"

#include <functional>

class QString;

namespace wirecase {

class DataTable;
class Workbench;

namespace bench {

/// Set to print where the window's thread was during each gap of more than 40 ms.
extern bool explains;

/// Runs the event loop until `done` or for `settleMs` when there is no condition. False when that took too long.
bool spin(const std::function<bool()> &done, int settleMs = 0);

/// One phase: what the analyst does, then the loop runs until the panes have answered. Prints the longest gap.
void phase(const char *what, const std::function<void()> &act);

void print(const char *what, double milliseconds, const char *note = "");
void print(const char *what, const GapWatch::Gap &gap);

/// The table of a pane, null while there is none.
[[nodiscard]] DataTable *tableOf(const Workbench &workbench, const char *pane);

} // namespace bench
} // namespace wirecase
