#pragma once

#include "models/casefile/answer.h"
#include "models/casefile/findings.h"

#include <vector>

namespace wirecase {

struct Guide;
struct StepAnswer;

/// One point of a guide as the checklist shows it for one alert.
struct GuidePoint
{
    CaseStep step;
    QString question;
    int depth = 0; ///< 1 for a point below another
    bool operator==(const GuidePoint &) const = default;
};

/// Every point of the guide in reading order: steps, false positives, responses.
[[nodiscard]] std::vector<GuidePoint> guidePoints(const Guide &guide, const QString &alertKey);

/// A choice that a section offers. False positives apply or are ruled out, responses are done or not needed; the case
/// keeps all of them as answers.
struct AnswerChoice
{
    Answer answer;
    QString text;
    QString tooltip;
};
[[nodiscard]] std::vector<AnswerChoice> answerChoices(const QString &section);
/// What the choice is called in a line: "suspicious", "ruled out"; empty for None.
[[nodiscard]] QString choiceText(const QString &section, Answer answer);
/// "suspicious · 2 pins · 1 note"; empty when nothing was said.
[[nodiscard]] QString answerSummary(const StepAnswer &answer);

} // namespace wirecase
