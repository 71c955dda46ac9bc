#include "models/report/reporttext.h"

#include "models/base/numbertext.h"

#include <QStringList>

namespace wirecase {

namespace {

// The joiner U+200D stays: emoji and several scripts need it.
bool isDeceptive(char32_t code)
{
    const auto category = QChar::category(code);
    if (category == QChar::Other_Control)
        return true;
    if (category == QChar::Other_Format)
        return code != 0x200d && code != 0x200c;
    return category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
}

QString spelt(char32_t code)
{
    return QStringLiteral("\\u{%1}").arg(QString::number(static_cast<uint>(code), 16).toUpper());
}

} // namespace

QString visibleText(const QString &text)
{
    QString shown;
    shown.reserve(text.size());
    for (const char32_t code : text.toUcs4()) {
        if (code == U'\n')
            shown.append(u'\n');
        else if (code == U'\t')
            shown.append(u' ');
        else if (code == U'\r')
            continue;
        else if (QChar::isSurrogate(code))
            shown.append(QChar(QChar::ReplacementCharacter));
        else if (isDeceptive(code))
            shown.append(spelt(code));
        else
            shown.append(QString::fromUcs4(&code, 1));
    }
    return shown;
}

QString brokenAtSlashes(const QString &path, const std::function<bool(const QString &)> &fits)
{
    QStringList lines;
    QString line;
    for (qsizetype begin = 0; begin < path.size();) {
        const qsizetype slash = path.indexOf(u'/', begin);
        const qsizetype end = slash < 0 ? path.size() : slash + 1;
        const QString part = path.mid(begin, end - begin);
        if (!line.isEmpty() && !fits(line + part)) {
            lines.append(line);
            line.clear();
        }
        line += part;
        begin = end;
    }
    lines.append(line);
    return lines.join(u'\n');
}

QString reportCount(qint64 count)
{
    QString digits = QString::number(count);
    for (qsizetype place = digits.size() - 3; place > (count < 0 ? 1 : 0); place -= 3)
        digits.insert(place, QChar(QChar::Nbsp));
    return digits;
}

QString reportSize(quint64 bytes)
{
    return bytesText(bytes, QLocale::c()).replace(u' ', QChar(QChar::Nbsp));
}

} // namespace wirecase
