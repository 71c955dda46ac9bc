#include "models/casefile/answer.h"

#include "models/casefile/findings.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirecase {

namespace {

template <typename Value, std::size_t Count>
std::optional<Value> valueOfKey(const std::array<Value, Count> &values, QString (*keyOf)(Value), const QString &key)
{
    const auto found = std::ranges::find_if(values, [&](Value value) { return keyOf(value) == key; });
    return found == values.end() ? std::nullopt : std::optional(*found);
}

} // namespace

QString verdictText(Verdict verdict)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("wirecase::Verdict", text); };
    switch (verdict) {
    case Verdict::None:
        return tr(QT_TRANSLATE_NOOP("wirecase::Verdict", "Open"));
    case Verdict::TruePositive:
        return tr(QT_TRANSLATE_NOOP("wirecase::Verdict", "True positive"));
    case Verdict::BenignAuthorised:
        return tr(QT_TRANSLATE_NOOP("wirecase::Verdict", "Benign, authorised"));
    case Verdict::BenignAutomated:
        return tr(QT_TRANSLATE_NOOP("wirecase::Verdict", "Benign, automated"));
    case Verdict::Undetermined:
        return tr(QT_TRANSLATE_NOOP("wirecase::Verdict", "Undetermined"));
    }
    return {};
}

QString verdictKey(Verdict verdict)
{
    switch (verdict) {
    case Verdict::None:
        return QStringLiteral("open");
    case Verdict::TruePositive:
        return QStringLiteral("true_positive");
    case Verdict::BenignAuthorised:
        return QStringLiteral("benign_authorised");
    case Verdict::BenignAutomated:
        return QStringLiteral("benign_automated");
    case Verdict::Undetermined:
        return QStringLiteral("undetermined");
    }
    return {};
}

std::optional<Verdict> verdictOfKey(const QString &key)
{
    return valueOfKey(allVerdicts, verdictKey, key);
}

QString answerText(Answer answer)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("wirecase::Answer", text); };
    switch (answer) {
    case Answer::None:
        return tr(QT_TRANSLATE_NOOP("wirecase::Answer", "Not answered"));
    case Answer::Benign:
        return tr(QT_TRANSLATE_NOOP("wirecase::Answer", "Benign"));
    case Answer::Suspicious:
        return tr(QT_TRANSLATE_NOOP("wirecase::Answer", "Suspicious"));
    case Answer::Unclear:
        return tr(QT_TRANSLATE_NOOP("wirecase::Answer", "Unclear"));
    case Answer::NotApplicable:
        return tr(QT_TRANSLATE_NOOP("wirecase::Answer", "Not applicable"));
    }
    return {};
}

QString answerText(Answer answer, const QString &section)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("wirecase::Answer", text); };
    if (section == QLatin1String(sectionResponses) && answer == Answer::Benign)
        return tr(QT_TRANSLATE_NOOP("wirecase::Answer", "Done"));
    if (section == QLatin1String(sectionResponses) && answer == Answer::NotApplicable)
        return tr(QT_TRANSLATE_NOOP("wirecase::Answer", "Not needed"));
    if (section == QLatin1String(sectionFalsePositives) && answer == Answer::Benign)
        return tr(QT_TRANSLATE_NOOP("wirecase::Answer", "Applies"));
    if (section == QLatin1String(sectionFalsePositives) && answer == Answer::Suspicious)
        return tr(QT_TRANSLATE_NOOP("wirecase::Answer", "Ruled out"));
    return answerText(answer);
}

QString answerKey(Answer answer)
{
    switch (answer) {
    case Answer::None:
        return QStringLiteral("none");
    case Answer::Benign:
        return QStringLiteral("benign");
    case Answer::Suspicious:
        return QStringLiteral("suspicious");
    case Answer::Unclear:
        return QStringLiteral("unclear");
    case Answer::NotApplicable:
        return QStringLiteral("not_applicable");
    }
    return {};
}

std::optional<Answer> answerOfKey(const QString &key)
{
    return valueOfKey(allAnswers, answerKey, key);
}

} // namespace wirecase
