#pragma once

#include "models/capture/bytepattern.h"
#include "ui/theme/painting.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace wirecase {

/// Asks what to look for in the bytes of packets, and says what came of it. Return goes on, Shift+Return goes back, Esc
/// leaves.
class PacketFindBar : public QWidget
{
    Q_OBJECT

public:
    enum Kind
    {
        Text,
        Hex,
        Regex
    };

    explicit PacketFindBar(QWidget *parent = nullptr);

    void open();
    void ask(Kind kind, const QString &text, bool ignoreCase);
    [[nodiscard]] QString text() const;
    /// What is asked for; an Error has the place in the text.
    [[nodiscard]] Result<BytePattern> pattern() const;
    /// Equal as long as the same is asked for.
    [[nodiscard]] QString key() const;
    void say(const QString &note, Tone tone = Tone::Muted);
    [[nodiscard]] QString note() const;

signals:
    void findRequested(bool backwards);
    void left(); ///< Esc, or its button

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QToolButton *addButton(const QString &text, const QString &tip);
    void showHint();

    QComboBox *m_kind;
    QLineEdit *m_line;
    QCheckBox *m_ignoreCase;
    QLabel *m_note;
};

} // namespace wirecase
