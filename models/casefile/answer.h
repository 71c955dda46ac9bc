#pragma once

#include <QString>

#include <array>
#include <optional>

namespace wirecase {

/// What the analyst concludes about an alert.
enum class Verdict
{
    None,
    TruePositive,
    BenignAuthorised,
    BenignAutomated,
    Undetermined
};

/// What the analyst concludes about one step of the guide.
enum class Answer
{
    None,
    Benign,
    Suspicious,
    Unclear,
    NotApplicable
};

inline constexpr std::array allVerdicts{Verdict::None, Verdict::TruePositive, Verdict::BenignAuthorised,
                                        Verdict::BenignAutomated, Verdict::Undetermined};
inline constexpr std::array allAnswers{Answer::None, Answer::Benign, Answer::Suspicious, Answer::Unclear,
                                       Answer::NotApplicable};

[[nodiscard]] QString verdictText(Verdict verdict); ///< "True positive": translated, for people
[[nodiscard]] QString verdictKey(Verdict verdict);  ///< "true_positive": stable, for programs
[[nodiscard]] std::optional<Verdict> verdictOfKey(const QString &key);
[[nodiscard]] QString answerText(Answer answer); ///< "Suspicious": translated, for people
/// As above, in the words of a section of the guide (findings.h): a response is done, a false positive applies.
[[nodiscard]] QString answerText(Answer answer, const QString &section);
[[nodiscard]] QString answerKey(Answer answer); ///< "suspicious": stable, for programs
[[nodiscard]] std::optional<Answer> answerOfKey(const QString &key);

} // namespace wirecase
