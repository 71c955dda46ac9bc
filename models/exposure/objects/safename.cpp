#include "models/exposure/objects/safename.h"

#include <QRegularExpression>

namespace wirecase {

namespace {

constexpr qsizetype mostBytes = 120;

bool isHarmless(QChar c)
{
    constexpr QStringView forbidden = u"<>:\"/\\|?*%$`'&;";
    const bool isShown = c.isPrint() && c.category() != QChar::Other_Format && c.category() != QChar::Other_PrivateUse;
    return isShown && !c.isSurrogate() && !forbidden.contains(c);
}

bool isDevice(const QString &name)
{
    static const QRegularExpression device(QStringLiteral("^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\.|$)"),
                                           QRegularExpression::CaseInsensitiveOption);
    return device.match(name).hasMatch();
}

QString shortened(QString text, qsizetype bytes)
{
    while (text.toUtf8().size() > bytes)
        text.chop(text.back().isLowSurrogate() ? 2 : 1);
    return text;
}

} // namespace

QString safeName(const QString &given, quint32 number)
{
    QString name = given;
    name.replace(u'\\', u'/');
    name = name.section(u'/', -1, -1, QString::SectionSkipEmpty);
    for (qsizetype i = 0; i < name.size(); ++i) {
        const bool isPair = name[i].isHighSurrogate() && i + 1 < name.size() && name[i + 1].isLowSurrogate();
        if (isPair)
            ++i;
        else if (!isHarmless(name[i]))
            name[i] = u'_';
    }
    while (name.startsWith(u'.') || name.startsWith(u' ') || name.startsWith(u'-'))
        name.remove(0, 1);
    while (name.endsWith(u'.') || name.endsWith(u' '))
        name.chop(1);
    if (name.isEmpty())
        return QStringLiteral("object-%1").arg(number);
    if (isDevice(name))
        name.prepend(u'_');
    constexpr qsizetype mostExtension = 16;
    const qsizetype dot = name.lastIndexOf(u'.');
    const QString extension = dot > 0 && name.size() - dot <= mostExtension ? name.mid(dot) : QString();
    return shortened(name.left(name.size() - extension.size()), mostBytes - extension.toUtf8().size()) + extension;
}

FreeNames::FreeNames(const QStringList &taken)
{
    for (const QString &name : taken)
        m_taken.insert(name.toCaseFolded());
}

QString FreeNames::next(const QString &name)
{
    int &count = m_count[name.toCaseFolded()];
    const qsizetype dot = name.lastIndexOf(u'.') > 0 ? name.lastIndexOf(u'.') : name.size();
    QString free = name;
    while (++count > 1 || m_taken.contains(free.toCaseFolded())) {
        if (count > 1)
            free = name.left(dot) + u'-' + QString::number(count) + name.mid(dot);
        if (!m_taken.contains(free.toCaseFolded()))
            break;
    }
    m_taken.insert(free.toCaseFolded());
    return free;
}

} // namespace wirecase
