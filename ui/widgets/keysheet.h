#pragma once

#include <QDialog>

class QAction;
class QLineEdit;
class QTableWidget;

namespace wirecase {

/// A key that belongs to no action, for example inside the timeline.
struct KeyLine
{
    QString group;
    QString text;
    QString keys;
};

/// Every key with what it does, searchable (`?`). Actions are grouped by their QAction property "group" where set.
class KeySheet : public QDialog
{
    Q_OBJECT

public:
    KeySheet(const QList<QAction *> &actions, const QList<KeyLine> &more, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *edit() const { return m_edit; }
    [[nodiscard]] QStringList shownTexts() const;

private:
    void fill();

    QList<KeyLine> m_lines;
    QLineEdit *m_edit;
    QTableWidget *m_table;
};

} // namespace wirecase
