#pragma once

#include "ui/panes/guidepoint.h"
#include "ui/panes/paneservices.h"

#include <QWidget>

class QVBoxLayout;

namespace wirecase {

class StepEditor;
class StepHeader;
struct Error;

/// A step of the checklist: one line, or unfolded with everything that answers it.
class GuideStepView : public QWidget
{
    Q_OBJECT

public:
    GuideStepView(const PaneServices &services, const GuidePoint &point, int number, QWidget *parent = nullptr);

    [[nodiscard]] const GuidePoint &point() const { return m_point; }
    [[nodiscard]] StepHeader *header() const { return m_header; }
    [[nodiscard]] StepEditor *editor() const { return m_editor; } ///< null while folded
    [[nodiscard]] bool isExpanded() const { return m_editor != nullptr; }
    void setExpanded(bool expanded);
    [[nodiscard]] bool isAnswered() const;

    void showAnswer();
    void showFacts();

signals:
    void toggleRequested();
    void failed(const wirecase::Error &error);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showHeader();

    const PaneServices m_services;
    const GuidePoint m_point;
    QVBoxLayout *m_layout;
    StepHeader *m_header;
    StepEditor *m_editor = nullptr;
};

} // namespace wirecase
