#pragma once

#include <QLineEdit>

namespace wirecase {

/// A line edit that underlines from a place on: where a query goes wrong.
class FilterEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit FilterEdit(QWidget *parent = nullptr);

    void setMarkedFrom(qsizetype offset); ///< -1 marks nothing
    [[nodiscard]] qsizetype markedFrom() const { return m_markedFrom; }
    /// "empty", "valid" or "invalid": what the style sheet shows as colour, and the glyph at the right as shape.
    void setQueryState(const QString &state);

    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int xOfPosition(qsizetype position) const; ///< in pixels of this widget

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    qsizetype m_markedFrom = -1;
};

} // namespace wirecase
