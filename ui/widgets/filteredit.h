#pragma once

#include <QLineEdit>

class QToolButton;

namespace wirecase {

/// A line edit that underlines a part of its text: where a query goes wrong. A note may stand at its right end.
class FilterEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterEdit(QWidget *parent = nullptr);

    void setMark(qsizetype offset, qsizetype length); ///< offset -1 marks nothing
    [[nodiscard]] qsizetype markedFrom() const { return m_markedFrom; }
    [[nodiscard]] qsizetype markedLength() const { return m_markedLength; }
    /// "empty", "valid", "partial" or "invalid": what the style sheet shows as colour, and the glyph at the right as
    /// shape.
    void setQueryState(const QString &state);
    /// A few words behind the text; a note that offers something can be clicked.
    void setNote(const QString &note, const QString &tip, bool offers);
    [[nodiscard]] QToolButton *note() const { return m_note; }

    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int xOfPosition(qsizetype position) const; ///< in pixels of this widget

signals:
    void noteClicked();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void placeNote();
    void paintMark(QPainter &painter, const QColor &color);

    qsizetype m_markedFrom = -1;
    qsizetype m_markedLength = 0;
    QToolButton *m_note;
    QString m_noteText; ///< the button may show less
};

} // namespace wirecase
