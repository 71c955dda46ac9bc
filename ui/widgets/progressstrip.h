#pragma once

#include <QWidget>

namespace wirecase {

/// A thin bar across a pane: done of total.
class ProgressStrip : public QWidget
{
    Q_OBJECT

public:
    explicit ProgressStrip(QWidget *parent = nullptr);

    void setProgress(qint64 done, qint64 total); ///< total 0: unknown, drawn as an empty track
    [[nodiscard]] qreal fraction() const;
    void setAccented(bool accented); ///< in accent instead of good
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    qint64 m_done = 0;
    qint64 m_total = 0;
    bool m_accented = false;
};

} // namespace wirecase
