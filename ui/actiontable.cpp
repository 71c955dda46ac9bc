#include "ui/actiontable.h"

#include <QtGlobal>

namespace wirecase {

namespace {

constexpr char file[] = QT_TRANSLATE_NOOP("wirecase::ActionTable", "File");
constexpr char edit[] = QT_TRANSLATE_NOOP("wirecase::ActionTable", "Edit");
constexpr char go[] = QT_TRANSLATE_NOOP("wirecase::ActionTable", "Go");
constexpr char view[] = QT_TRANSLATE_NOOP("wirecase::ActionTable", "View");
constexpr char help[] = QT_TRANSLATE_NOOP("wirecase::ActionTable", "Help");

// clang-format off
constexpr std::array<ActionSpec, static_cast<std::size_t>(ActionId::Count)> table{{
    {ActionId::AddFolder, file, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Add evidence folder…"), "Ctrl+O", IconName::Folder},
    {ActionId::AddFiles, file, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Add evidence files…"), "Ctrl+Shift+O", IconName::Add},
    {ActionId::OpenCase, file, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Open case…"), "Ctrl+Alt+O", std::nullopt, true},
    {ActionId::OpenSample, file, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Open the sample case"), "", std::nullopt},
    {ActionId::SaveCaseAs, file, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Save case as…"), "Ctrl+Shift+S", std::nullopt},
    {ActionId::RenameCase, file, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Rename case…"), "", std::nullopt},
    {ActionId::ExportReport, file, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Export report…"), "Ctrl+E", IconName::Export, true},
    {ActionId::Quit, file, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Quit"), "Ctrl+Q", std::nullopt, true},
    {ActionId::Undo, edit, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Undo"), "Ctrl+Z", IconName::Undo},
    {ActionId::Redo, edit, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Redo"), "Ctrl+Shift+Z; Ctrl+Y", IconName::Redo},
    {ActionId::Back, go, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Back"), "Alt+Left", IconName::Back},
    {ActionId::Forward, go, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Forward"), "Alt+Right", IconName::Forward},
    {ActionId::ClearScope, go, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Clear the scope"), "Ctrl+Backspace", std::nullopt},
    {ActionId::FocusFilter, go, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Go to the filter line"), "Ctrl+L; Ctrl+/", IconName::Filter},
    {ActionId::ShowTriage, go, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Triage"), "Ctrl+1", IconName::Triage, true},
    {ActionId::ShowTraffic, go, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Traffic"), "Ctrl+2", IconName::Traffic},
    {ActionId::ShowRules, go, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Rules"), "Ctrl+3", IconName::Rules},
    {ActionId::ShowEvidence, go, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Evidence"), "Ctrl+4", IconName::Evidence},
    {ActionId::ShowReport, go, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Report"), "Ctrl+5", IconName::Report},
    {ActionId::RearrangePanes, view, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Rearrange panes"), "", std::nullopt},
    {ActionId::ResetLayout, view, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Reset the layout"), "", std::nullopt},
    {ActionId::ThemeSystem, view, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Theme of the desktop"), "", std::nullopt, true},
    {ActionId::ThemeLight, view, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Light theme"), "", IconName::Sun},
    {ActionId::ThemeDark, view, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Dark theme"), "", IconName::Moon},
    {ActionId::LargerText, view, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Larger text"), "Ctrl++; Ctrl+=", std::nullopt, true},
    {ActionId::SmallerText, view, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Smaller text"), "Ctrl+-", std::nullopt},
    {ActionId::StopReading, file, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Stop reading evidence"), "", std::nullopt},
    {ActionId::CommandPalette, help, QT_TRANSLATE_NOOP("wirecase::ActionTable", "All commands…"), "Ctrl+K", IconName::Search},
    {ActionId::KeySheet, help, QT_TRANSLATE_NOOP("wirecase::ActionTable", "Keys…"), "?", IconName::Keyboard},
    {ActionId::About, help, QT_TRANSLATE_NOOP("wirecase::ActionTable", "About Wirecase"), "", std::nullopt},
}};
// clang-format on

constexpr bool isInOrder()
{
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table.at(i).id) != i)
            return false;
    }
    return true;
}
static_assert(isInOrder(), "the table is read by position");

} // namespace

const std::array<ActionSpec, static_cast<std::size_t>(ActionId::Count)> &actionTable()
{
    return table;
}

} // namespace wirecase
