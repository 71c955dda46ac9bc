#pragma once

#include "models/capture/streams/transcript.h"

#include <QStringList>

namespace wirecase {

struct SavedStream
{
    StreamFacts facts;
    quint64 bytes = 0; ///< written
    QByteArray sha256; ///< of them
};

/// Writes the payload of one side, or of both in their order, whatever its length; gaps leave no trace in the file, the
/// facts tell them. Whole or not at all, and never over `evidence` or anything that is no regular file.
[[nodiscard]] Result<SavedStream> saveStream(const CaptureSnapshot &capture, ConversationId conversation,
                                             StreamSides sides, const QString &path, const QStringList &evidence,
                                             JobState &job);

} // namespace wirecase
