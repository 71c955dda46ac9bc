#pragma once

#include "ui/theme/painting.h"

#include <QAbstractButton>

namespace wirecase {

/// A verb that leads somewhere, as text in accent. One that cannot lead anywhere stays focusable and says why in its
/// tooltip and accessible description; it emits nothing.
class LinkLabel : public QAbstractButton
{
    Q_OBJECT

public:
    explicit LinkLabel(const QString &text, QWidget *parent = nullptr);

    void setWhyNot(const QString &reason); ///< empty when the link can be followed
    [[nodiscard]] QString whyNot() const { return m_whyNot; }
    void setTone(Tone tone); ///< of a link that can be followed; accent unless said

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void linkActivated();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    QString m_whyNot;
    Tone m_tone = Tone::Accent;
};

} // namespace wirecase
