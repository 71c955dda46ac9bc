#pragma once

#include "ui/panes/pane.h"

#include <functional>

namespace wirecase {

/// A row of the pane table: all that the window knows of a pane.
struct PaneSpec
{
    QString id;
    const char *title; ///< for the dock's title while panes are rearranged, and the View menu
    std::function<Pane *(const PaneServices &, QWidget *)> make;
};

} // namespace wirecase
