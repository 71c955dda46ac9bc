#include "ui/panes/streamlines.h"

#include "models/base/numbertext.h"
#include "ui/widgets/hextext.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirecase {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(wirecase::StreamLines)
};

constexpr int offsetDigits = 8;
constexpr int hexLeft = offsetDigits + 2;
constexpr int charactersPerByte = 3;

/// A dot for what has no shape of its own: a line must not move by what it holds.
QString shaped(QString text)
{
    for (QChar &character : text) {
        const bool isShown = character.isPrint() && character.category() != QChar::Other_Format;
        if (!isShown && !character.isSurrogate())
            character = character == u'\t' ? u' ' : u'.';
    }
    return text;
}

QString asciiOf(QByteArrayView bytes)
{
    QString text = QString::fromLatin1(bytes);
    for (QChar &character : text) {
        if (character.unicode() >= 0x7f)
            character = u'.';
    }
    return shaped(text);
}

} // namespace

QString StreamLines::text(int line) const
{
    const TranscriptLine &shown = m_stream->lines[static_cast<std::size_t>(line)];
    const StreamChunk &turn = m_stream->transcript->turns[shown.turn];
    switch (shown.kind) {
    case TranscriptLine::Kind::Heading:
        return headingOf(shown);
    case TranscriptLine::Kind::Gap:
        return Text::tr("%1 bytes are missing here: no packet holds them.")
            .arg(countText(static_cast<qint64>(turn.gapBefore)));
    case TranscriptLine::Kind::Bytes:
        break;
    }
    if (m_stream->form == StreamForm::Hex)
        return hexLine(shown);
    qsizetype length = shown.length;
    const auto endsWith = [&](char end) { return length > 0 && turn.bytes[shown.begin + length - 1] == end; };
    if (endsWith('\n'))
        --length;
    if (length < shown.length && endsWith('\r'))
        --length;
    return bytesText(shown.turn, shown.begin, length);
}

QString StreamLines::headingOf(const TranscriptLine &line) const
{
    const StreamChunk &turn = m_stream->transcript->turns[line.turn];
    QStringList parts{turn.fromClient ? Text::tr("Client") : Text::tr("Server"),
                      Text::tr("packet %1").arg(countText(m_stream->numbers[line.turn]))};
    if (turn.timeNs != noTime)
        parts << m_format.dateTime(turn.timeNs);
    parts << Text::tr("%1 bytes").arg(countText(turn.bytes.size()));
    if (turn.conflict)
        parts << Text::tr("a repeated packet said something else; what came first is shown");
    return parts.join(QStringLiteral(" · "));
}

QString StreamLines::bytesText(quint32 turn, qsizetype begin, qsizetype length) const
{
    const QByteArray &bytes = m_stream->transcript->turns[turn].bytes;
    const auto plain = [&](qsizetype from, qsizetype to) {
        const QByteArrayView run = QByteArrayView(bytes).sliced(from, to - from);
        return m_stream->form == StreamForm::Utf8 ? shaped(QString::fromUtf8(run)) : asciiOf(run);
    };
    QString text;
    qsizetype at = begin;
    for (const MaskedSpans::Span &span : m_stream->transcript->masks[turn].spans()) {
        const qsizetype from = std::max(at, span.begin);
        const qsizetype to = std::min(begin + length, span.begin + span.length);
        if (from >= to)
            continue;
        text += plain(at, from) + secretMark();
        at = to;
    }
    return text + plain(at, begin + length);
}

QString StreamLines::hexLine(const TranscriptLine &line) const
{
    const QByteArray &bytes = m_stream->transcript->turns[line.turn].bytes;
    const MaskedSpans &masks = m_stream->transcript->masks[line.turn];
    const QString hex = hexText(bytes, masks, line.begin, line.length);
    constexpr int hexWidth = TranscriptLayout::bytesPerRow * charactersPerByte;
    return hexOffsetText(line.begin, offsetDigits) + QStringLiteral("  ") + hex.leftJustified(hexWidth)
           + QStringLiteral(" ") + asciiText(bytes, masks, line.begin, line.length);
}

LineLook StreamLines::look(int line) const
{
    const TranscriptLine &shown = m_stream->lines[static_cast<std::size_t>(line)];
    const bool fromClient = m_stream->transcript->turns[shown.turn].fromClient;
    LineLook look;
    look.edge = fromClient ? ColorRole::Medium : ColorRole::Accent;
    if (shown.kind == TranscriptLine::Kind::Gap) {
        look.ink = ColorRole::High;
        look.ground = ColorRole::BadGround;
        look.edge = ColorRole::High;
    } else if (shown.kind == TranscriptLine::Kind::Heading) {
        look.ink = ColorRole::Muted;
        look.ground = fromClient ? ColorRole::WarnGround : ColorRole::AccentGround;
    }
    return look;
}

int StreamLines::mostCharacters() const
{
    constexpr int hexCharacters = hexLeft + TranscriptLayout::bytesPerRow * (charactersPerByte + 1) + 1;
    // A line of text may be a few characters longer than its bytes, where it hides a secret.
    constexpr int textCharacters = TranscriptLayout::longestLine + 8;
    if (m_stream->form == StreamForm::Hex)
        return hexCharacters;
    return m_stream->longestLine == 0 ? 0
                                      : std::min(textCharacters, std::max(m_stream->longestLine + 8, hexCharacters));
}

LineRun StreamLines::runOf(int line, const TurnSpan &span) const
{
    const TranscriptLine &shown = m_stream->lines[static_cast<std::size_t>(line)];
    if (shown.turn != span.turn || shown.kind != TranscriptLine::Kind::Bytes)
        return {};
    const quint32 from = std::max(span.begin, shown.begin);
    const quint32 to = std::min(span.begin + span.length, shown.begin + shown.length);
    if (from >= to)
        return {};
    if (m_stream->form == StreamForm::Hex) {
        const int first = static_cast<int>(from - shown.begin);
        const int count = static_cast<int>(to - from);
        return {hexLeft + first * charactersPerByte, count * charactersPerByte - 1};
    }
    const auto columns = [&](quint32 end) {
        return static_cast<int>(bytesText(shown.turn, shown.begin, end - shown.begin).size());
    };
    return {columns(from), columns(to) - columns(from)};
}

} // namespace wirecase
