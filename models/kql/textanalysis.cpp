#include "models/kql/textanalysis.h"

#include <QTextBoundaryFinder>

#include <algorithm>

namespace wirecase {

std::vector<QString> wordsOf(QStringView text)
{
    std::vector<QString> words;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text.data(), text.size());
    qsizetype begin = 0;
    while (true) {
        const qsizetype end = finder.toNextBoundary();
        if (end < 0)
            return words;
        const QStringView piece = text.mid(begin, end - begin);
        if (std::any_of(piece.begin(), piece.end(), [](QChar c) { return c.isLetterOrNumber() || c.isSurrogate(); }))
            words.push_back(piece.toString().toLower());
        begin = end;
    }
}

std::vector<QString> wordsOf(std::string_view utf8)
{
    return wordsOf(QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())));
}

} // namespace wirecase
