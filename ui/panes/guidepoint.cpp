#include "ui/panes/guidepoint.h"

#include "models/casefile/pingroups.h"
#include "models/guide/guide.h"

#include <QCoreApplication>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::GuidePoint)
};

void addPoints(const std::vector<GuideStep> &steps, const char *section, const QString &alertKey, int depth,
               std::vector<GuidePoint> &points)
{
    for (const GuideStep &step : steps) {
        const QString title = step.title.isEmpty() ? step.text : step.title;
        points.push_back({{alertKey, step.key, QLatin1String(section), title, step.text}, step.question, depth});
        addPoints(step.children, section, alertKey, depth + 1, points);
    }
}

} // namespace

std::vector<GuidePoint> guidePoints(const Guide &guide, const QString &alertKey)
{
    std::vector<GuidePoint> points;
    addPoints(guide.steps, sectionSteps, alertKey, 0, points);
    addPoints(guide.falsePositives, sectionFalsePositives, alertKey, 0, points);
    addPoints(guide.responses, sectionResponses, alertKey, 0, points);
    return points;
}

std::vector<AnswerChoice> answerChoices(const QString &section)
{
    if (section == QLatin1String(sectionResponses))
        return {{Answer::Benign, Text::tr("Done"), Text::tr("This was carried out")},
                {Answer::NotApplicable, Text::tr("Not needed"), Text::tr("This case does not call for it")}};
    const AnswerChoice unclear{Answer::Unclear, Text::tr("Unclear"),
                               Text::tr("The evidence does not decide it, or more is needed")};
    //: not applicable, on a small button
    const AnswerChoice none{Answer::NotApplicable, Text::tr("N/A"), Text::tr("The question does not arise here")};
    if (section == QLatin1String(sectionFalsePositives))
        return {{Answer::Benign, Text::tr("Applies"), Text::tr("This explains the alert")},
                {Answer::Suspicious, Text::tr("Ruled out"), Text::tr("This does not explain the alert")},
                unclear,
                none};
    return {{Answer::Benign, Text::tr("Benign"), Text::tr("What was found is as it should be")},
            {Answer::Suspicious, Text::tr("Suspicious"), Text::tr("What was found speaks against the caller")},
            unclear,
            none};
}

QString choiceText(const QString &section, Answer answer)
{
    for (const AnswerChoice &choice : answerChoices(section)) {
        if (choice.answer == answer && answer != Answer::NotApplicable)
            return choice.text.toLower();
    }
    return answer == Answer::None ? QString() : answerText(answer).toLower();
}

QString answerSummary(const StepAnswer &answer)
{
    QStringList parts;
    if (answer.answer != Answer::None)
        parts << choiceText(answer.section, answer.answer);
    if (!answer.pins.empty())
        parts << Text::tr("%n pin(s)", nullptr, static_cast<int>(pinGroups(answer.pins).size()));
    if (!answer.why.isEmpty())
        parts << Text::tr("reason given");
    if (!answer.note.isEmpty())
        parts << Text::tr("%n note(s)", nullptr, 1);
    return parts.join(QStringLiteral(" · "));
}

} // namespace wirecase
