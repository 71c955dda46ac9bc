#include "models/report/reportfont.h"

#include <QStringList>

#include <algorithm>

namespace wirecase {

namespace {

QFont unshaped(const QStringList &families, qreal points)
{
    QFont font;
    font.setFamilies(families);
    font.setPointSizeF(points);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

// Latin, Greek, Cyrillic, punctuation and symbols stand beside each other; marks stand on the letter before them.
bool isSimple(QChar c)
{
    const bool joins = c.unicode() == 0x200c || c.unicode() == 0x200d;
    const bool simpleBlock = c.unicode() < 0x0530 || (c.unicode() >= 0x2000 && c.unicode() < 0x2c00);
    return simpleBlock && !joins && !c.isMark();
}

} // namespace

QFont reportFont(qreal points)
{
    return unshaped({QStringLiteral("Inter"), QStringLiteral("DejaVu Sans")}, points);
}

QFont reportFixedFont(qreal points)
{
    return unshaped({QStringLiteral("DejaVu Sans Mono")}, points);
}

QFont shapedFont(const QFont &font)
{
    QFont shaped = font;
    shaped.setStyleStrategy(QFont::PreferDefault);
    // DejaVu has no contextual forms for ASCII, which a shaped word may hold as well.
    if (font.families().contains(QStringLiteral("Inter")))
        shaped.setFamilies({QStringLiteral("DejaVu Sans")});
    return shaped;
}

bool needsShaping(QStringView text)
{
    return !std::all_of(text.begin(), text.end(), isSimple);
}

std::vector<FontStretch> fontStretches(const QString &text)
{
    std::vector<FontStretch> stretches;
    qsizetype begin = 0;
    while (begin < text.size()) {
        qsizetype end = begin;
        while (end < text.size() && !text.at(end).isSpace())
            ++end;
        while (end < text.size() && text.at(end).isSpace())
            ++end;
        const QString word = text.mid(begin, end - begin);
        const bool shaped = needsShaping(word);
        if (!stretches.empty() && stretches.back().shaped == shaped)
            stretches.back().text += word;
        else
            stretches.push_back({word, shaped});
        begin = end;
    }
    return stretches;
}

} // namespace wirecase
