#pragma once

#include "models/investigation/factbook.h"
#include "ui/panes/guidepoint.h"
#include "ui/panes/pane.h"

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace wirecase {

class Disclosure;
class GuideStepView;
class ProgressStrip;
class VerdictView;
struct Error;

/// The investigation guide of the alert in focus as a checklist: steps filled from the evidence, the analyst's answers,
/// what may be harmless, what to do, and the verdict.
class GuidePane : public Pane
{
    Q_OBJECT

public:
    GuidePane(const PaneServices &services, QWidget *parent = nullptr);

    [[nodiscard]] const std::vector<GuideStepView *> &steps() const { return m_steps; }
    [[nodiscard]] VerdictView *verdict() const { return m_verdict; }
    /// Unfolds the step with this key and folds the others of its section.
    void showStep(const QString &stepKey);
    /// The next step without an answer; after the last one, the verdict.
    void goToNextStep();

protected:
    void refresh() override;
    void revealFocus() override;

private:
    void rebuild();
    Disclosure *addSection(QVBoxLayout *layout, const char *section);
    void addStep(QVBoxLayout *layout, const GuidePoint &point, int number);
    void toggleStep(GuideStepView *view);
    void showAnswers();
    void showNothing(const QString &sentence);
    void showError(const Error &error);
    [[nodiscard]] std::pair<int, int> answered(const char *section) const; ///< of how many

    QLabel *m_counter;
    ProgressStrip *m_strip;
    QScrollArea *m_scroll;
    QAction *m_addEvidence;
    std::vector<GuidePoint> m_points;
    std::vector<GuideStepView *> m_steps; ///< of m_points
    Disclosure *m_falsePositives = nullptr;
    Disclosure *m_responses = nullptr;
    VerdictView *m_verdict = nullptr;
    FactBookPtr m_facts; ///< of what is shown
    QString m_alert;     ///< key of what is shown
};

} // namespace wirecase
