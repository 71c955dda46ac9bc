#pragma once

#include "models/investigation/pipeline.h"

#include <QTemporaryDir>

namespace wirecase {

/// A folder of evidence made for one test, and the pipeline's input over it.
class EvidenceFolder
{
public:
    void write(const QString &name, const QByteArray &bytes);
    [[nodiscard]] QString path(const QString &name = {}) const;
    [[nodiscard]] PipelineInput input() const;

private:
    QTemporaryDir m_folder;
};

/// Everything ticked below `folder`, numbered from 1, with the built-in rule.
[[nodiscard]] PipelineInput inputOf(const QString &folder);

// Small pieces of evidence that belong together: a capture that runs for two hours, its file, its flow log.
[[nodiscard]] QByteArray activityLines();
[[nodiscard]] QByteArray flowLog();
/// A pcap with one FTP login from 10.9.0.5 to 10.9.0.4.
[[nodiscard]] QByteArray ftpCapture();

} // namespace wirecase
