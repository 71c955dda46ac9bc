#include "ui/widgets/hextext.h"

#include <algorithm>

namespace wirecase {

namespace {

constexpr QChar maskDot = u'\u00b7';

uchar byteAt(const QByteArray &bytes, qsizetype at)
{
    return static_cast<uchar>(bytes.at(at));
}

} // namespace

int hexOffsetDigits(qsizetype bytes)
{
    int digits = 4;
    for (qsizetype limit = 0x10000; bytes > limit && digits < 16; limit *= 16)
        ++digits;
    return digits;
}

QString hexOffsetText(qsizetype offset, int digits)
{
    return QStringLiteral("%1").arg(offset, digits, 16, QChar(u'0'));
}

QString hexByteText(const QByteArray &bytes, const MaskedSpans &masked, qsizetype at)
{
    if (masked.covers(at))
        return QString(2, maskDot);
    return QStringLiteral("%1").arg(byteAt(bytes, at), 2, 16, QChar(u'0'));
}

QChar asciiChar(const QByteArray &bytes, const MaskedSpans &masked, qsizetype at)
{
    if (masked.covers(at))
        return maskDot;
    const uchar byte = byteAt(bytes, at);
    return byte >= 0x20 && byte < 0x7f ? QChar(char16_t(byte)) : QChar(u'.');
}

QString hexText(const QByteArray &bytes, const MaskedSpans &masked, qsizetype begin, qsizetype length)
{
    QString text;
    const qsizetype first = std::max(qsizetype(0), begin);
    const qsizetype end = std::min(bytes.size(), first + std::max(qsizetype(0), length));
    for (qsizetype at = first; at < end; ++at) {
        if (at > first)
            text += u' ';
        text += hexByteText(bytes, masked, at);
    }
    return text;
}

QString asciiText(const QByteArray &bytes, const MaskedSpans &masked, qsizetype begin, qsizetype length)
{
    QString text;
    const qsizetype first = std::max(qsizetype(0), begin);
    const qsizetype end = std::min(bytes.size(), first + std::max(qsizetype(0), length));
    for (qsizetype at = first; at < end; ++at)
        text += asciiChar(bytes, masked, at);
    return text;
}

QString hexRowText(const QByteArray &bytes, const MaskedSpans &masked, qsizetype row, int perRow)
{
    const qsizetype begin = row * perRow;
    return QStringLiteral("%1  %2  %3")
        .arg(hexOffsetText(begin, hexOffsetDigits(bytes.size())), hexText(bytes, masked, begin, perRow),
             asciiText(bytes, masked, begin, perRow));
}

} // namespace wirecase
