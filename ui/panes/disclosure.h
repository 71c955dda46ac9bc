#pragma once

#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace wirecase {

/// A heading under which something can be unfolded.
class Disclosure : public QWidget
{
    Q_OBJECT

public:
    explicit Disclosure(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    [[nodiscard]] QString title() const;
    /// Takes the widget.
    void setBody(QWidget *body);
    void setExpanded(bool expanded);
    [[nodiscard]] bool isExpanded() const;

signals:
    void expandedChanged(bool expanded);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *m_button;
    QVBoxLayout *m_layout;
    QWidget *m_body = nullptr;
};

} // namespace wirecase
