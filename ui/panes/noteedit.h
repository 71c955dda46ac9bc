#pragma once

#include <QPlainTextEdit>

namespace wirecase {

/// A field for words of the analyst that grows with its text. Every change is told at once. Undo is left to the case,
/// which knows more than this field; Tab leaves it.
class NoteEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit NoteEdit(const QString &placeholder, QWidget *parent = nullptr);

    /// Shows `text` without telling; cursor and field are left alone when it is there already.
    void showText(const QString &text);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void edited(const QString &text); ///< by the user

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void grow();

    bool m_quiet = false;
    int m_lines = 1;
};

} // namespace wirecase
