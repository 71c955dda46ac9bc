#include "sampleevidence.h"

#include "models/activity/activityindexbuilder.h"
#include "models/capture/captureindexbuilder.h"
#include "models/detection/alert.h"
#include "models/evidence/decompression.h"
#include "models/flowlog/flowindexbuilder.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>

using namespace wirecase;

namespace {

/// Relative paths of all evidence files, sorted.
QStringList evidenceFiles(const QString &folder)
{
    QStringList files;
    QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        files.append(QDir(folder).relativeFilePath(it.next()));
    files.sort();
    return files;
}

/// Opens a file, unpacked when its name says that it is packed.
Result<ByteSourcePtr> openEvidence(const QString &path, const QString &scratch, JobState &job)
{
    const auto source = openFile(path);
    if (!source || !path.endsWith(QStringLiteral(".gz")))
        return source;
    Error damage;
    return unpack(**source, scratch, {}, job, &damage);
}

} // namespace

SampleEvidence readSample()
{
    SampleEvidence sample;
    const QString root = QStringLiteral(WIRECASE_SOURCE_DIR);
    QFile truth(root + QStringLiteral("/tests/lab/truth.json"));
    if (truth.open(QIODevice::ReadOnly))
        sample.truth = QJsonDocument::fromJson(truth.readAll()).object();
    const QString folder = root + QStringLiteral("/resources/sample/evidence");
    ActivityIndexBuilder events;
    FlowIndexBuilder flows;
    CaptureIndexBuilder packets;
    JobState job;
    const QTemporaryDir scratch;
    quint32 id = 0;
    sample.names = evidenceFiles(folder);
    for (const QString &name : std::as_const(sample.names)) {
        const auto source = openEvidence(folder + u'/' + name, scratch.path(), job);
        if (!source) {
            sample.problem = source.error().text();
            return sample;
        }
        const EvidenceId file{++id};
        if (name.startsWith(QStringLiteral("network-watcher-logs"))) {
            if (const Status added = packets.add(*source, file, name, job); !added)
                sample.problem = added.error().text();
        } else if (name.startsWith(QStringLiteral("insights-logs-"))) {
            if (flows.add(**source, file, job).problems > 0)
                sample.problem = name;
        } else {
            events.add(**source, file, job);
        }
    }
    sample.activity = events.build();
    sample.capture = packets.snapshot();
    sample.flows = flows.build();
    sample.traffic = *joinTraffic(sample.capture, sample.flows, nullptr, job);
    sample.correlation = *correlate(*sample.activity, {}, sample.capture, *sample.flows, *sample.traffic, job);
    return sample;
}
