#pragma once

#include "models/base/job.h"

#include <QByteArray>
#include <QString>

namespace wirecase {

/// How Wireshark's dissector is run: a child that reads what strangers sent gets no more than it needs.
struct SharkdLimits
{
    int timeMs = 10'000;
    quint64 memoryBytes = 2ULL << 30U;
    qint64 answerBytes = 32LL << 20U;
};

/// Where sharkd is installed; empty when it is not.
[[nodiscard]] QString sharkdProgram();

/// What sharkd says of a frame (from 1) of a capture file: its answer to the request "frame", as JSON. It is run with
/// settings of its own in `folder`, which is also where `file` should be, so that no preference of the user's makes it
/// open a connection. Blocks; work for a Job, which may be cancelled.
[[nodiscard]] Result<QByteArray> askSharkd(const QString &program, const QString &folder, const QString &file,
                                           quint32 frame, const SharkdLimits &limits, JobState &job);

} // namespace wirecase
