#include "models/base/printable.h"

#include <algorithm>

namespace wirecase {

namespace {

bool isHarmless(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    case QChar::Other_Format:
        return c == QChar(0x200d) || c == QChar(0x00ad); // joiners and soft hyphens belong to words
    default:
        return true;
    }
}

} // namespace

QString printable(const QString &text)
{
    if (std::ranges::all_of(text, isHarmless))
        return text;
    QString shown;
    for (const QChar c : text) {
        if (isHarmless(c))
            shown += c;
        else
            shown += QStringLiteral("\\u%1").arg(ushort(c.unicode()), 4, 16, QLatin1Char('0'));
    }
    return shown;
}

} // namespace wirecase
