#pragma once

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace wirecase {

/// Asks for the words of a comment on packets.
class PacketCommentDialog : public QDialog
{
    Q_OBJECT

public:
    static constexpr int mostCharacters = 10'000;

    /// `what` names the packets.
    PacketCommentDialog(const QString &what, const QString &text, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const;
    [[nodiscard]] QPlainTextEdit *field() const { return m_field; }

private:
    void check();

    QPlainTextEdit *m_field;
    QLabel *m_hint;
    QPushButton *m_keep = nullptr;
};

} // namespace wirecase
