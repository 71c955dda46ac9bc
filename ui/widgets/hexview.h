#pragma once

#include "models/base/maskedspans.h"

#include <QAbstractScrollArea>

namespace wirecase {

/// A run of bytes in file order.
struct ByteSpan
{
    qsizetype begin = 0;
    qsizetype length = 0;

    [[nodiscard]] bool contains(qsizetype position) const { return position >= begin && position - begin < length; }
    bool operator==(const ByteSpan &) const = default;
};

/// Offset, sixteen bytes, text. Masked bytes are neither shown nor copied. Drag or Shift+arrows select, Ctrl+C copies
/// the bytes as hex, Ctrl+Shift+C as text.
class HexView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    static constexpr int bytesPerRow = 16;

    explicit HexView(QWidget *parent = nullptr);

    void setBytes(const QByteArray &bytes, const MaskedSpans &masked = {});
    void clear();
    [[nodiscard]] qsizetype byteCount() const { return m_bytes.size(); }

    /// Highlights and scrolls to the bytes of a field chosen elsewhere; length 0 takes it away. Emits nothing.
    void setHighlight(qsizetype begin, qsizetype length);
    [[nodiscard]] ByteSpan highlight() const { return m_highlight; }
    /// Grounds the bytes of the field under the mouse; length 0 takes it away. Emits and scrolls nothing.
    void setHovered(qsizetype begin, qsizetype length);
    [[nodiscard]] ByteSpan hovered() const { return m_hoveredSpan; }
    [[nodiscard]] ByteSpan selection() const;
    void setSelection(qsizetype begin, qsizetype length);
    /// Selects these bytes and scrolls to them.
    void revealSelection(qsizetype begin, qsizetype length);

    [[nodiscard]] QString rowText(qsizetype row) const; ///< as it is shown
    [[nodiscard]] QString selectionHex() const;         ///< as it is copied
    [[nodiscard]] QString selectionAscii() const;

    [[nodiscard]] QSize sizeHint() const override;

public slots:
    void copyHex();
    void copyAscii();

signals:
    void byteHovered(qsizetype position);   ///< -1 when over none
    void byteActivated(qsizetype position); ///< clicked, or reached by key
    void selectionChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Cells; // where columns stand, from the font

    [[nodiscard]] Cells cells() const;
    [[nodiscard]] qsizetype rowCount() const;
    [[nodiscard]] qsizetype byteAt(const QPoint &position) const;
    [[nodiscard]] ByteSpan copiedSpan() const;
    void paintRow(QPainter &painter, const Cells &cells, qsizetype row, int y) const;
    void moveCursor(qsizetype to, bool extend);
    void scrollTo(qsizetype position);
    void updateScrollBars();

    QByteArray m_bytes;
    MaskedSpans m_masked;
    ByteSpan m_highlight;
    ByteSpan m_hoveredSpan;
    qsizetype m_cursor = -1;
    qsizetype m_anchor = -1;
    qsizetype m_hovered = -1;
};

} // namespace wirecase
