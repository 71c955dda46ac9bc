#include "ui/theme/applytheme.h"
#include "ui/theme/theme.h"

#include <QColor>
#include <QPalette>
#include <QString>

#include <array>
#include <utility>

namespace wirecase {

namespace {

// `@name` stands for a colour of the theme. Heights come from fonts, never from here.
const char *const sheet =
    "QToolTip { background: @pane; color: @text; border: 1px solid @line; padding: 4px 6px; }"
    "QMenuBar { background: @pane; color: @text; }"
    "QMenuBar::item { padding: 4px 8px; background: transparent; }"
    "QMenuBar::item:selected { background: @accentGround; color: @accent; border-radius: 4px; }"
    "QMenu { background: @pane; color: @text; border: 1px solid @line; padding: 4px; }"
    "QMenu::item { padding: 4px 24px 4px 24px; border-radius: 4px; }"
    "QMenu::item:selected { background: @selection; }"
    "QMenu::item:disabled { color: @faint; }"
    "QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }"
    "QPushButton { background: @pane; color: @text; border: 1px solid @line; border-radius: 6px; padding: 4px 12px; }"
    "QPushButton:hover { background: @accentGround; }"
    "QPushButton:pressed { background: @selection; }"
    "QPushButton:focus { border: 2px solid @accent; padding: 3px 11px; }"
    "QPushButton:disabled { color: @faint; }"
    "QPushButton:default, QPushButton[primary=\"true\"] { background: @accent; color: @onAccent; border-color: "
    "@accent; }"
    "QPushButton:default:hover, QPushButton[primary=\"true\"]:hover { background: @accentHover; }"
    "QPushButton:default:focus, QPushButton[primary=\"true\"]:focus { border: 2px solid @text; padding: 3px 11px; }"
    "QPushButton:default:disabled, QPushButton[primary=\"true\"]:disabled"
    " { background: @chip; color: @faint; border-color: @line; }"
    "QToolButton { background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 2px; }"
    "QToolButton:hover, QToolButton:checked { background: @accentGround; }"
    "QToolButton:pressed { background: @selection; }"
    "QToolButton:focus { border-color: @accent; }"
    "QLineEdit, QPlainTextEdit, QTextEdit { background: @pane; color: @text; border: 1px solid @line; border-radius: "
    "6px;"
    " selection-background-color: @accent; selection-color: @onAccent; }"
    "QLineEdit { padding: 4px 7px; }"
    "QDateTimeEdit QLineEdit { background: transparent; border: none; padding: 4px 7px; }"
    "QPlainTextEdit, QTextEdit { padding: 2px 3px; }"
    "QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border-color: @accent; }"
    "QLineEdit[queryState] { background: @window; }"
    "QLineEdit[queryState=\"valid\"] { border-color: @good; }"
    "QLineEdit[queryState=\"partial\"] { border-color: @medium; }"
    "QLineEdit[queryState=\"invalid\"] { border-color: @high; background: @badGround; }"
    "QLabel[tone=\"bad\"] { color: @high; }"
    "QLabel[tone=\"warning\"] { color: @medium; }"
    "QLineEdit[queryState]:focus { background: @pane; }"
    "QLineEdit[queryState=\"invalid\"]:focus { border-color: @high; background: @badGround; }"
    "QLineEdit[queryState=\"valid\"]:focus { border-color: @good; }"
    "QLineEdit[queryState=\"partial\"]:focus { border-color: @medium; }"
    "QToolButton[queryNote=\"true\"] { color: @medium; background: @warnGround; border-width: 1px; border-radius: 4px;"
    " padding: 0px 3px; }"
    "QToolButton[queryNote=\"true\"]:hover { border-color: @medium; }"
    "QToolButton[queryNote=\"true\"]:disabled { color: @medium; border-color: transparent; }"
    "QToolButton[queryNote=\"true\"]:focus { border-color: @accent; }"
    "QLineEdit:disabled, QPlainTextEdit:disabled { color: @faint; background: @window; }"
    "QAbstractItemView { background: @pane; color: @text; border: none; selection-background-color: @selection;"
    " selection-color: @text; outline: none; }"
    "QListView::item { padding: 3px 6px; border: 0 solid transparent; }"
    "QListView::item:selected, QTreeView::item:selected { background: @selection; color: @text; }"
    "QComboBox QAbstractItemView, QAbstractItemView[popup=\"true\"] { border: 1px solid @line; padding: 2px; }"
    "QHeaderView { background: @pane; border: none; }"
    "QHeaderView::section { background: @pane; color: @muted; border: none; border-bottom: 1px solid @line;"
    " padding: 3px 8px; }"
    "QHeaderView::section:hover { color: @text; }"
    "QToolButton[inHeader=\"true\"] { color: @muted; border: none; border-bottom: 1px solid @line; border-radius: 0;"
    " padding: 0 6px; }"
    "QToolButton[inHeader=\"true\"]:hover { color: @text; }"
    "QTableCornerButton::section { background: @pane; border: none; }"
    "QScrollBar { background: transparent; border: none; }"
    "QScrollBar:vertical { width: 12px; margin: 0; }"
    "QScrollBar:horizontal { height: 12px; margin: 0; }"
    "QScrollBar::handle { background: @handle; border-radius: 4px; margin: 2px; }"
    "QScrollBar::handle:vertical { min-height: 28px; }"
    "QScrollBar::handle:horizontal { min-width: 28px; }"
    "QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @muted; }"
    "QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }"
    "QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }"
    "QAbstractScrollArea::corner { background: transparent; }"
    "QMainWindow::separator { width: 8px; height: 8px; background: transparent; }"
    "QTabBar::tab { background: transparent; color: @muted; padding: 5px 12px; border: none;"
    " border-bottom: 2px solid transparent; }"
    "QTabBar::tab:selected { color: @accent; border-bottom-color: @accent; }"
    "QTabBar[inHeader=\"true\"]::tab { height: 0; min-height: 0; max-height: 0; padding: 0; border: none; }"
    "QTabBar::tab:focus { color: @text; }"
    "QTabWidget::pane { border: none; border-top: 1px solid @line; }"
    "QProgressBar { background: @line; border: none; border-radius: 2px; }"
    "QProgressBar::chunk { background: @accent; border-radius: 2px; }"
    "QStatusBar { background: @pane; color: @muted; border-top: 1px solid @line; }"
    "QStatusBar::item { border: none; }";

} // namespace

QString styleSheetOf(const Theme &theme)
{
    const auto of = [&theme](ColorRole role) { return theme.color(role); };
    // Longer names first where one begins another.
    const std::array<std::pair<const char *, QColor>, 18> colors{{
        {"@badGround", of(ColorRole::BadGround)},
        {"@good", of(ColorRole::Good)},
        {"@accentGround", of(ColorRole::AccentGround)},
        {"@accentHover", mixed(of(ColorRole::Accent), of(ColorRole::Text), 0.12)},
        {"@accent", of(ColorRole::Accent)},
        {"@onAccent", of(ColorRole::OnAccent)},
        {"@chip", of(ColorRole::ChipGround)},
        {"@faint", theme.palette().color(QPalette::Disabled, QPalette::Text)},
        {"@handle", mixed(of(ColorRole::Pane), of(ColorRole::Muted), 0.4)},
        {"@line", of(ColorRole::Line)},
        {"@medium", of(ColorRole::Medium)},
        {"@muted", of(ColorRole::Muted)},
        {"@pane", of(ColorRole::Pane)},
        {"@selection", of(ColorRole::Selection)},
        {"@text", of(ColorRole::Text)},
        {"@warnGround", of(ColorRole::WarnGround)},
        {"@window", of(ColorRole::Window)},
        {"@high", of(ColorRole::High)},
    }};
    QString text = QLatin1String(sheet);
    for (const auto &[name, color] : colors)
        text.replace(QLatin1String(name), color.name());
    return text;
}

} // namespace wirecase
