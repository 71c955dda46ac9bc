#pragma once

#include <QIcon>

namespace wirecase {

/// Line icons drawn for Wirecase, 24 x 24 with strokes of 1.75.
enum class IconName
{
    Triage,
    Traffic,
    Exposure,
    Rules,
    Evidence,
    Report,
    Add,
    Back,
    Forward,
    Pin,
    Check,
    Close,
    Warning,
    Filter,
    Export,
    Search,
    Copy,
    Undo,
    Redo,
    Sun,
    Moon,
    Columns,
    Link,
    Unlink,
    Folder,
    Keyboard,
    Count
};

/// The icon in the colours of the theme in use at the time it is painted: muted, accent when on or selected.
[[nodiscard]] QIcon icon(IconName name);
/// The icon in one colour.
[[nodiscard]] QPixmap iconPixmap(IconName name, const QSize &size, const QColor &color, qreal ratio = 1.0);

} // namespace wirecase
