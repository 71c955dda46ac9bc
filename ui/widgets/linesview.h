#pragma once

#include "ui/theme/theme.h"

#include <QAbstractScrollArea>

#include <memory>
#include <optional>
#include <vector>

namespace wirecase {

/// A run of characters in a line.
struct LineRun
{
    int begin = 0;
    int length = 0;
};

/// How a line looks as a whole.
struct LineLook
{
    ColorRole ink = ColorRole::Text;
    std::optional<ColorRole> ground;
    std::optional<ColorRole> edge; ///< a bar at the left, so that lines of one kind are told apart without colour too
    bool small = false;
};

/// Texts that are made as they are shown, so that millions of them take no room. One answer for a line, always.
class LineSource
{
public:
    virtual ~LineSource() = default;

    [[nodiscard]] virtual int lineCount() const = 0;
    [[nodiscard]] virtual QString text(int line) const = 0;
    [[nodiscard]] virtual LineLook look(int line) const = 0;
    [[nodiscard]] virtual int mostCharacters() const = 0; ///< of any line

protected:
    LineSource() = default;
    LineSource(const LineSource &) = default;
    LineSource &operator=(const LineSource &) = default;
};

/// Shows a LineSource in the fixed font. Drag or Shift+arrows select, Ctrl+C copies; Return or a double click chooses a
/// line. Its own actions, which it is given by addAction(), are in its menu too.
class LinesView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    static constexpr qsizetype mostCopied = 2 << 20; ///< characters

    explicit LinesView(QWidget *parent = nullptr);

    void setSource(std::shared_ptr<const LineSource> source);
    [[nodiscard]] int currentLine() const { return m_cursor.line; } ///< -1 when there is none
    /// Scrolls to the line and makes it the current one.
    void goTo(int line, int column = 0);
    /// Highlights a run and scrolls to it; length 0 takes it away.
    void setFound(int line, const LineRun &run);
    [[nodiscard]] QString selectedText() const; ///< empty when it is too much for the clipboard

    [[nodiscard]] QSize sizeHint() const override;

public slots:
    void copy();
    void selectAll();

signals:
    void currentLineChanged(int line);
    void lineActivated(int line);
    void copyRefused();
    void findAgainRequested(bool backwards); ///< F3

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Place
    {
        int line = -1;
        int column = 0;
        auto operator<=>(const Place &) const = default;
    };
    struct Grid; // sizes, from the font

    [[nodiscard]] Grid grid() const;
    [[nodiscard]] int lineCount() const { return m_source ? m_source->lineCount() : 0; }
    [[nodiscard]] Place placeAt(const QPoint &position) const;
    [[nodiscard]] LineRun selectedIn(int line, int length) const;
    [[nodiscard]] bool hasSelection() const { return m_anchor.line >= 0 && m_anchor != m_cursor; }
    void paintLine(QPainter &painter, const Grid &grid, int line, int y) const;
    void moveTo(Place place, bool extend);
    void moveBy(int lines, int columns, bool extend);
    void reveal(const Place &place, int length = 0);
    void updateScrollBars();

    std::shared_ptr<const LineSource> m_source;
    Place m_cursor;
    Place m_anchor;
    int m_foundLine = -1;
    LineRun m_found;
};

} // namespace wirecase
