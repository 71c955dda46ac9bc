#pragma once

#include <QTabBar>

namespace wirecase {

/// Titles of panes that share one place, in the header of the one that is shown. A choice is told and not taken: the
/// pane that is chosen comes with a header of its own.
class HeaderTabs : public QTabBar
{
    Q_OBJECT

public:
    explicit HeaderTabs(QWidget *parent = nullptr);

    void setTitles(const QStringList &titles, int own);

signals:
    void chosen(int index);

protected:
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    [[nodiscard]] QSize minimumTabSizeHint(int index) const override;
    void paintEvent(QPaintEvent *event) override;

private:
    int m_own = 0;
};

} // namespace wirecase
