#pragma once

#include "models/capture/captureindexbuilder.h"

namespace wirecase::test {

/// The index of one capture in memory; empty when it cannot be read.
inline CaptureSnapshot readCapture(const QByteArray &bytes)
{
    CaptureIndexBuilder builder;
    JobState job;
    const QString name = QStringLiteral("a.cap");
    return builder.add(memorySource(bytes, name), EvidenceId{7}, name, job) ? builder.snapshot() : CaptureSnapshot();
}

} // namespace wirecase::test
