#include "models/exposure/objects/mimeheader.h"

#include <QRegularExpression>
#include <QStringDecoder>
#include <QUrl>

#include <algorithm>
#include <cctype>
#include <map>

namespace wirecase {

namespace {

QString latin(std::string_view text)
{
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

/// Bytes in a named character set; where Qt does not know it, in UTF-8. What is not in that is shown as Latin-1.
QString inCharset(const QByteArray &bytes, const QString &charset)
{
    QStringDecoder decoder(charset.toLatin1().constData(), QStringDecoder::Flag::Stateless);
    if (!decoder.isValid())
        decoder = QStringDecoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    return decoder.hasError() ? QString::fromLatin1(bytes) : text;
}

/// UTF-8''a%20b: character set, language, bytes.
QString fromExtended(const QString &value)
{
    return inCharset(QByteArray::fromPercentEncoding(value.section(u'\'', 2).toLatin1()), value.section(u'\'', 0, 0));
}

} // namespace

QString headerParameter(std::string_view value, std::string_view name)
{
    static const QRegularExpression parameter(
        QStringLiteral(R"re(;\s*([^\s=;*]+)(?:\*(\d{1,3}))?(\*)?\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;\s]*)))re"));
    QString plain;
    QString extended;
    std::map<int, QString> pieces;
    bool piecesAreExtended = false;
    const QString text = latin(value);
    for (auto match = parameter.globalMatch(text); match.hasNext();) {
        const auto found = match.next();
        if (found.captured(1).compare(latin(name), Qt::CaseInsensitive) != 0)
            continue;
        const bool isQuoted = found.capturedStart(4) >= 0;
        static const QRegularExpression escaped(QStringLiteral("\\\\(.)"));
        const QString content =
            isQuoted ? found.captured(4).replace(escaped, QStringLiteral("\\1")) : found.captured(5);
        const bool isExtended = !found.captured(3).isEmpty();
        if (!found.captured(2).isEmpty()) {
            pieces[found.captured(2).toInt()] = content;
            piecesAreExtended = piecesAreExtended || isExtended;
        } else {
            (isExtended ? extended : plain) = content;
        }
    }
    if (!extended.isEmpty())
        return fromExtended(extended);
    if (!pieces.empty()) {
        QString whole;
        for (const auto &[number, piece] : pieces)
            whole += piece;
        return piecesAreExtended ? fromExtended(whole) : whole;
    }
    return decodedWords(plain.toLatin1().toStdString());
}

QString headerToken(std::string_view value)
{
    return latin(value.substr(0, value.find(';'))).trimmed().toLower();
}

QString decodedWords(std::string_view text)
{
    static const QRegularExpression word(
        QStringLiteral(R"re(=\?([\w-]+)(?:\*[\w-]*)?\?([BbQq])\?([^?\s]*)\?=(\s+(?==\?))?)re"));
    const QString raw = latin(text);
    QString decoded;
    qsizetype at = 0;
    for (auto match = word.globalMatch(raw); match.hasNext();) {
        const auto found = match.next();
        decoded += inCharset(raw.mid(at, found.capturedStart() - at).toLatin1(), QStringLiteral("utf-8"));
        QByteArray bytes = found.captured(3).toLatin1();
        const bool isBase64 = found.captured(2).compare(u'B', Qt::CaseInsensitive) == 0;
        bytes = isBase64 ? QByteArray::fromBase64(bytes) : fromQuotedPrintable(bytes.replace('_', ' '));
        decoded += inCharset(bytes, found.captured(1));
        at = found.capturedEnd();
    }
    return decoded + inCharset(raw.mid(at).toLatin1(), QStringLiteral("utf-8"));
}

QByteArray fromQuotedPrintable(const QByteArray &text)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '=') {
            bytes += text[i];
            continue;
        }
        const QByteArray hex = text.mid(i + 1, 2);
        const bool isHex = hex.size() == 2 && std::ranges::all_of(hex, [](char c) {
                               return std::isxdigit(static_cast<unsigned char>(c)) != 0;
                           });
        if (isHex) {
            bytes += QByteArray::fromHex(hex);
            i += 2;
        } else if (hex.startsWith("\r\n")) {
            i += 2; // a soft line break
        } else if (hex.startsWith('\n')) {
            i += 1;
        } else {
            bytes += '=';
        }
    }
    return bytes;
}

} // namespace wirecase
