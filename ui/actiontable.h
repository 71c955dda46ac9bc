#pragma once

#include "ui/theme/icons.h"

#include <QKeySequence>

#include <array>
#include <optional>

namespace wirecase {

/// What the window can do. Menus, buttons, the command palette and the key sheet read the one table below.
enum class ActionId
{
    AddFolder,
    AddFiles,
    OpenCase,
    OpenSample,
    SaveCaseAs,
    RenameCase,
    ExportReport,
    Quit,
    Undo,
    Redo,
    Back,
    Forward,
    ClearScope,
    FocusFilter,
    ShowTriage,
    ShowTraffic,
    ShowRules,
    ShowEvidence,
    ShowReport,
    RearrangePanes,
    ResetLayout,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    LargerText,
    SmallerText,
    StopReading,
    CommandPalette,
    KeySheet,
    About,
    Count
};

struct ActionSpec
{
    ActionId id;
    const char *menu; ///< "File", "Edit", "Go", "View", "Help": also the group in the key sheet
    const char *text;
    const char *keys; ///< portable text of the key sequence, several by "; "
    std::optional<IconName> icon;
    bool startsGroup = false; ///< a separator stands before it in its menu
};

[[nodiscard]] const std::array<ActionSpec, static_cast<std::size_t>(ActionId::Count)> &actionTable();

} // namespace wirecase
