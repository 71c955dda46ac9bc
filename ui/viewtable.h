#pragma once

#include "models/context/pivot.h"
#include "ui/theme/icons.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace wirecase {

/// One place in a view: panes that share it as tabs, and its share of the row's width.
struct ViewCell
{
    QStringList panes; ///< ids of the pane table
    int weight = 1;
};

struct ViewRow
{
    std::vector<ViewCell> cells;
    int weight = 1; ///< share of the height
};

/// A view: a name on the rail and the layout of panes it starts with. The analyst may rearrange it, and reset.
struct ViewSpec
{
    View view = View::Triage;
    const char *title;
    IconName icon = IconName::Triage;
    std::vector<ViewRow> rows;
};

} // namespace wirecase
