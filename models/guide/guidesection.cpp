#include "models/guide/guidesection.h"

#include <QRegularExpression>

#include <array>

namespace wirecase {

namespace {

struct HeadingSpec
{
    QLatin1String pattern; ///< for the folded heading
    GuideSectionKind kind;
};

// The wordings of published guides (elastic.md 4), the first that fits counts.
constexpr std::array<HeadingSpec, 6> headings{{
    {QLatin1String("^investigating |^investigation guide|^triage and analysis$|^overview$"),
     GuideSectionKind::Introduction},
    {QLatin1String("false positive|benign|known good"), GuideSectionKind::FalsePositives},
    {QLatin1String(
         "^(possible |suggested |recommended |initial )?investigat(ion|ive) (steps|actions)|^investigat(ion|e)$"
         "|^triage( (checklist|steps|actions)| and investigation)?$|^steps( to investigate)?$"
         "|^(analysis|next|triage and analysis) steps|^(investigation )?check ?list|^what to (check|look)"),
     GuideSectionKind::Steps},
    {QLatin1String("^respon(se|d)|remediation|^(immediate|containment) actions?|mitigation|^containment"),
     GuideSectionKind::Responses},
    {QLatin1String("^set ?up|^config(uration)?$|^requirements$"), GuideSectionKind::Setup},
    {QLatin1String("^related rules|^additional information|^references|^key alert fields"), GuideSectionKind::Other},
}};

QString folded(const QString &heading)
{
    static const QRegularExpression number(QStringLiteral("^\\d+[.)]\\s*"));
    QString text = heading.toLower().simplified();
    text.remove(number);
    text.replace(QLatin1String(" & "), QLatin1String(" and "));
    while (text.endsWith(u':') || text.endsWith(u'.'))
        text.chop(1);
    return text;
}

} // namespace

std::optional<GuideSectionKind> guideSectionKind(const QString &heading)
{
    const QString text = folded(heading);
    for (const HeadingSpec &spec : headings) {
        if (QRegularExpression(spec.pattern).match(text).hasMatch())
            return spec.kind;
    }
    return std::nullopt;
}

QString guideTitle(const QString &heading)
{
    static const QRegularExpression prefix(QStringLiteral("^(?:investigating\\s+|investigation guide:\\s*)(.+)$"),
                                           QRegularExpression::CaseInsensitiveOption);
    return prefix.match(heading.simplified()).captured(1);
}

} // namespace wirecase
