#pragma once

#include "ui/theme/painting.h"

#include <QAbstractButton>

namespace wirecase {

/// A rounded chip. Plain: says something, takes no focus. Button: clicks or toggles (setCheckable). With a cross:
/// removable, by the cross, Delete or Backspace.
class ChipButton : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Kind
    {
        Plain,
        Button
    };

    explicit ChipButton(const QString &text, Kind kind = Kind::Button, QWidget *parent = nullptr);

    [[nodiscard]] Tone tone() const { return m_tone; }
    void setTone(Tone tone);
    void setStrong(bool strong); ///< semi-bold, for counts
    void setRemovable(bool removable);
    [[nodiscard]] bool isRemovable() const { return m_removable; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void removeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] QFont chipFont() const;
    [[nodiscard]] QRect crossBox() const;

    Kind m_kind;
    Tone m_tone = Tone::Neutral;
    bool m_strong = false;
    bool m_removable = false;
};

} // namespace wirecase
