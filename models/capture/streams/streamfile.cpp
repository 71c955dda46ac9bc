#include "models/capture/streams/streamfile.h"

#include "models/evidence/hashingdevice.h"
#include "models/evidence/outputpath.h"

#include <QSaveFile>

namespace wirecase {

namespace {

class FileSink final : public StreamSink
{
public:
    FileSink(QIODevice &out, StreamSides sides)
        : m_out(out)
        , m_sides(sides)
    {
    }

    [[nodiscard]] bool take(StreamChunk part, bool) override
    {
        if (isOfSides(m_sides, part.fromClient))
            m_isWritten = m_out.write(part.bytes) == part.bytes.size();
        return m_isWritten;
    }
    void noteConflict(bool) override {}

    [[nodiscard]] bool isWritten() const { return m_isWritten; }

private:
    QIODevice &m_out;
    StreamSides m_sides;
    bool m_isWritten = true;
};

} // namespace

Result<SavedStream> saveStream(const CaptureSnapshot &capture, ConversationId conversation, StreamSides sides,
                               const QString &path, const QStringList &evidence, JobState &job)
{
    if (const Status free = mayBeWritten(path, evidence); !free)
        return free.error();
    QSaveFile file(path);
    const auto failed = [&file, &path] { return Error{Error::Code::Io, file.errorString(), path, -1}; };
    if (!file.open(QIODevice::WriteOnly))
        return failed();
    HashingDevice hashing(file);
    FileSink sink(hashing, sides);
    const auto facts = streamTo(sink, capture, conversation, job);
    if (!facts)
        return facts.error();
    if (!sink.isWritten() || !file.commit())
        return failed();
    return SavedStream{*facts, hashing.bytesPassed(), hashing.sha256()};
}

} // namespace wirecase
