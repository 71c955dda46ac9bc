#include "models/evidence/utf16text.h"

#include <QCoreApplication>
#include <QStringConverter>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::Utf16Text)
};

constexpr std::size_t pieceBytes = 4U << 20U;
/// The whole of the text is held in memory.
constexpr quint64 longestText = 4ULL << 30U;

QStringDecoder decoderOf(ByteView head)
{
    const bool isBig = !head.empty() && std::to_integer<int>(head[0]) == 0xfe;
    return QStringDecoder(isBig ? QStringConverter::Utf16BE : QStringConverter::Utf16LE);
}

} // namespace

bool isUtf16(ByteView head)
{
    const std::string_view text = textOf(head).substr(0, 2);
    return text == "\xff\xfe" || text == "\xfe\xff";
}

QByteArray utf8FromUtf16(ByteView text)
{
    QStringDecoder decoder = decoderOf(text);
    const QString decoded = decoder(copyOf(text));
    return decoded.toUtf8();
}

Result<ByteSourcePtr> utf8FromUtf16(const ByteSource &source, JobState &job)
{
    if (source.size() > longestText)
        return Error{Error::Code::Limit, Text::tr("A UTF-16 text of more than 4 GiB is not read"), source.name(), -1};
    const auto head = source.bytesAt(0, 2);
    if (!head)
        return head.error();
    QStringDecoder decoder = decoderOf(bytesOf(*head));
    QByteArray text;
    for (quint64 offset = 0; offset < source.size(); offset += pieceBytes) {
        if (job.cancelled)
            return Error::cancelled();
        const auto piece = source.bytesAt(offset, pieceBytes);
        if (!piece)
            return piece.error();
        const QString decoded = decoder(*piece);
        text += decoded.toUtf8();
        if (piece->size() < static_cast<qsizetype>(pieceBytes))
            break;
    }
    return memorySource(text, source.name());
}

qint64 utf16Offset(ByteView utf8, qint64 offset)
{
    const ByteView before = slice(utf8, 0, static_cast<std::size_t>(std::max<qint64>(offset, 0)));
    const std::string_view text = textOf(before);
    return 2 + 2 * QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).size();
}

} // namespace wirecase
