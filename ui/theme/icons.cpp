#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

#include <array>

// The resources of a static library are linked only when something asks for them; the macro must stand outside of
// namespaces.
static void initThemeIcons()
{
    Q_INIT_RESOURCE(themeicons);
}

namespace wirecase {

namespace {

constexpr std::array<const char *, static_cast<std::size_t>(IconName::Count)> fileNames{
    "triage", "traffic", "exposure", "rules",   "evidence", "report", "add",    "back",    "forward",
    "pin",    "check",   "close",    "warning", "filter",   "export", "search", "copy",    "undo",
    "redo",   "sun",     "moon",     "columns", "link",     "unlink", "folder", "keyboard"};

QByteArray drawingOf(IconName name, const QColor &color)
{
    initThemeIcons();
    QFile file(
        QStringLiteral(":/wirecase/theme/icons/%1.svg").arg(QLatin1String(fileNames[static_cast<std::size_t>(name)])));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().replace("#000000", color.name().toLatin1());
}

/// Takes its colours from the palette at the time it paints, so that a change of theme needs no new icons.
class ThemedIconEngine : public QIconEngine
{
public:
    explicit ThemedIconEngine(IconName name)
        : m_name(name)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        QSvgRenderer(drawingOf(m_name, colorFor(mode, state))).render(painter, rect);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return iconPixmap(m_name, size, colorFor(mode, state));
    }

    [[nodiscard]] QIconEngine *clone() const override { return new ThemedIconEngine(m_name); }

private:
    static QColor colorFor(QIcon::Mode mode, QIcon::State state)
    {
        const Theme &theme = Theme::of(QGuiApplication::palette());
        const QColor muted = theme.color(ColorRole::Muted);
        if (mode == QIcon::Disabled)
            return mixed(theme.color(ColorRole::Pane), muted, 0.45);
        return state == QIcon::On || mode == QIcon::Selected ? theme.color(ColorRole::Accent) : muted;
    }

    IconName m_name;
};

} // namespace

QIcon icon(IconName name)
{
    return QIcon(new ThemedIconEngine(name));
}

QPixmap iconPixmap(IconName name, const QSize &size, const QColor &color, qreal ratio)
{
    QPixmap pixmap(size * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(drawingOf(name, color)).render(&painter, QRectF(QPointF(), QSizeF(size)));
    return pixmap;
}

} // namespace wirecase
