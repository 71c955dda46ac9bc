#pragma once

#include "models/base/timeformat.h"
#include "models/capture/streams/transcriptlines.h"
#include "ui/widgets/linesview.h"

namespace wirecase {

enum class StreamForm
{
    Ascii,
    Utf8,
    Hex,
};

/// What a stream pane shows: a transcript, broken into lines.
struct ShownStream
{
    std::shared_ptr<const Transcript> transcript;
    std::vector<TranscriptLine> lines;
    TranscriptLayout layout;
    StreamForm form = StreamForm::Ascii;
    std::vector<quint32> numbers; ///< of the packet that begins each turn, in its file
    quint16 longestLine = 0;      ///< in bytes
};

/// The lines of a stream as texts, with secrets masked.
class StreamLines final : public LineSource
{
public:
    StreamLines(std::shared_ptr<const ShownStream> stream, const TimeFormat &format)
        : m_stream(std::move(stream))
        , m_format(format)
    {
    }

    [[nodiscard]] int lineCount() const override { return static_cast<int>(m_stream->lines.size()); }
    [[nodiscard]] QString text(int line) const override;
    [[nodiscard]] LineLook look(int line) const override;
    [[nodiscard]] int mostCharacters() const override;

    /// The characters of a line that stand for these bytes of its turn, as far as they are in this line.
    [[nodiscard]] LineRun runOf(int line, const TurnSpan &span) const;

private:
    [[nodiscard]] QString headingOf(const TranscriptLine &line) const;
    [[nodiscard]] QString bytesText(quint32 turn, qsizetype begin, qsizetype length) const;
    [[nodiscard]] QString hexLine(const TranscriptLine &line) const;

    std::shared_ptr<const ShownStream> m_stream;
    TimeFormat m_format;
};

} // namespace wirecase
