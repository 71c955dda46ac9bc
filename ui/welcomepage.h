#pragma once

#include <QScrollArea>
#include <QStringList>

class QAction;
class QLabel;
class QVBoxLayout;

namespace wirecase {

/// What stands in the window while a case has no evidence: what to do next.
class WelcomePage : public QScrollArea
{
    Q_OBJECT

public:
    /// Buttons for these actions, the first one as the main one; below them cases that may be gone on with.
    WelcomePage(const QList<QAction *> &actions, const QStringList &recentCases, QWidget *parent);

signals:
    void caseChosen(const QString &path);

protected:
    bool event(QEvent *event) override;

private:
    void addCases(QVBoxLayout &column, const QStringList &paths);

    QLabel *m_text;
};

} // namespace wirecase
