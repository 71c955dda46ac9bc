#pragma once

#include <QDialog>
#include <QPointer>

#include <optional>

class QAction;
class QLineEdit;
class QListWidget;

namespace wirecase {

/// How well `typed` names `text`, its letters in order but not side by side; nothing when it does not. More is better.
[[nodiscard]] std::optional<int> fuzzyScore(const QString &typed, const QString &text);

/// Every action by name (Ctrl+K). Disabled ones are listed last and cannot be run; their tooltip says why.
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    explicit CommandPalette(const QList<QAction *> &actions, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *edit() const { return m_edit; }
    [[nodiscard]] QStringList shownTexts() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void runCurrent();
    void moveCurrent(int step);

    QList<QPointer<QAction>> m_actions;
    QLineEdit *m_edit;
    QListWidget *m_list;
};

} // namespace wirecase
