#include "models/investigation/pipeline.h"

#include "models/activity/activityindexbuilder.h"
#include "models/base/sharedlarge.h"
#include "models/capture/captureindexbuilder.h"
#include "models/capture/captureremarks.h"
#include "models/capture/capturesequence.h"
#include "models/detection/rulefile.h"
#include "models/flowlog/flowindexbuilder.h"
#include "models/investigation/alerttargets.h"
#include "models/investigation/evidenceopener.h"
#include "models/investigation/keptcaptures.h"

#include <QDateTime>
#include <QElapsedTimer>

#include <algorithm>
#include <iterator>

namespace wirecase {

namespace {

const std::vector<EvidenceKind> captureKinds{EvidenceKind::Pcap, EvidenceKind::Pcapng};

void mergeReport(EvidenceFile &file, const ImportReport &report)
{
    file.report.records += report.records;
    file.report.lostBytes += report.lostBytes;
    file.report.problems += report.problems - report.places.size();
    for (const Error &place : report.places)
        file.report.add(place);
}

class Pipeline
{
public:
    Pipeline(const PipelineInput &input, JobState &job, const std::function<void(const SnapshotPtr &)> &publish)
        : m_input(input)
        , m_job(job)
        , m_publish(publish)
        , m_evidence(input.evidence)
        , m_rules(input.rules)
        , m_exceptions(input.exceptions)
    {
        for (const EvidenceFile &file : m_evidence.files())
            m_job.total += static_cast<qint64>(file.size);
    }

    SnapshotPtr run()
    {
        readKind({EvidenceKind::Rules},
                 [this](EvidenceFile &file, const ByteSourcePtr &bytes) { readRules(file, bytes); });
        readKind({EvidenceKind::ActivityLog},
                 [this](EvidenceFile &file, const ByteSourcePtr &bytes) { readActivity(file, bytes); });
        detect();
        publishNow();
        readKind({EvidenceKind::FlowLog},
                 [this](EvidenceFile &file, const ByteSourcePtr &bytes) { readFlows(file, bytes); });
        m_flows = m_flowBuilder.build();
        takeFlowTimes();
        publishNow();
        if (!takeKeptCaptures())
            readKind(captureKinds,
                     [this](EvidenceFile &file, const ByteSourcePtr &bytes) { readCapture(file, bytes); });
        remarkOnCaptures();
        publishNow();
        findExposure();
        return joined(!m_job.cancelled);
    }

private:
    using Read = std::function<void(EvidenceFile &, const ByteSourcePtr &)>;

    /// In the order in which they are read.
    [[nodiscard]] std::vector<EvidenceFile *> filesOf(const std::vector<EvidenceKind> &kinds)
    {
        std::vector<EvidenceFile *> files;
        for (EvidenceFile &file : m_evidence.files()) {
            if (std::ranges::find(kinds, file.kind) != kinds.end())
                files.push_back(&file);
        }
        return inReadingOrder(files);
    }

    void readKind(const std::vector<EvidenceKind> &kinds, const Read &read)
    {
        for (EvidenceFile *file : filesOf(kinds)) {
            if (m_job.cancelled)
                file->state = EvidenceFile::State::Stopped;
            else
                readFile(*file, read);
        }
    }

    void readFile(EvidenceFile &file, const Read &read)
    {
        file.state = EvidenceFile::State::Reading;
        const qint64 before = m_job.done;
        const auto bytes = openEvidence(file, m_input.unpackFolder, m_job);
        if (!bytes && bytes.error().code == Error::Code::Cancelled) {
            file.state = EvidenceFile::State::Stopped;
        } else if (!bytes) {
            file.report.add(bytes.error());
            file.state = EvidenceFile::State::Failed;
        } else {
            read(file, namedSource(*bytes, file.name));
            if (m_job.cancelled)
                file.state = EvidenceFile::State::Stopped;
            else if (file.report.records == 0 && file.report.problems > 0)
                file.state = EvidenceFile::State::Failed;
            else
                file.state = EvidenceFile::State::Read;
        }
        if (!m_job.cancelled)
            m_job.done = before + static_cast<qint64>(file.size);
    }

    void readRules(EvidenceFile &file, const ByteSourcePtr &bytes)
    {
        constexpr std::size_t largestExport = 64U << 20U;
        const auto text = bytes->bytesAt(0, largestExport);
        if (!text) {
            file.report.add(text.error());
            return;
        }
        RuleFile read = readRuleFile(*text, file.name);
        mergeReport(file, read.report);
        std::move(read.rules.begin(), read.rules.end(), std::back_inserter(m_rules));
        std::move(read.exceptions.begin(), read.exceptions.end(), std::back_inserter(m_exceptions));
    }

    void readActivity(EvidenceFile &file, const ByteSourcePtr &bytes)
    {
        mergeReport(file, m_activityBuilder.add(bytes, file.id, m_job));
    }

    void readFlows(EvidenceFile &file, const ByteSourcePtr &bytes)
    {
        mergeReport(file, m_flowBuilder.add(*bytes, file.id, m_job));
    }

    void readCapture(EvidenceFile &file, const ByteSourcePtr &bytes)
    {
        const Status status =
            m_captureBuilder.add(bytes, file.id, file.name, m_job, [this](const CaptureSnapshot &capture) {
                m_capture = capture;
                if (m_publish && m_sincePublished.hasExpired(m_nextPublishMs))
                    publishNow();
            });
        m_capture = m_captureBuilder.snapshot();
        if (!status && status.error().code != Error::Code::Cancelled)
            file.report.add(status.error());
        for (const CaptureFile &capture : m_capture.packets->files()) {
            if (capture.id != file.id)
                continue;
            mergeReport(file, capture.report);
            file.time = capture.time;
        }
    }

    bool takeKeptCaptures()
    {
        const auto kept = findKeptCaptures(m_evidence, m_input.indexFolder, m_job);
        if (!kept)
            return false;
        m_capture = *kept;
        for (const CaptureFile &capture : m_capture.packets->files()) {
            EvidenceFile &file = *m_evidence.find(capture.id);
            mergeReport(file, capture.report);
            file.time = capture.time;
            file.state = EvidenceFile::State::Read;
            m_job.done += static_cast<qint64>(file.size);
        }
        return true;
    }

    void remarkOnCaptures()
    {
        const std::vector<CaptureFile> &captures = m_capture.packets->files();
        const std::vector<QString> sequences = sequenceTexts(captures);
        for (std::size_t i = 0; i < captures.size(); ++i) {
            EvidenceFile *file = m_evidence.find(captures[i].id);
            if (file == nullptr)
                continue;
            file->remarks = captureRemarks(captures[i]);
            if (!sequences[i].isEmpty())
                file->remarks.prepend(sequences[i]);
        }
    }

    void detect()
    {
        m_activity = m_activityBuilder.build();
        std::map<EvidenceId, TimeRange> times;
        for (quint32 row = 0; row < m_activity->size(); ++row) {
            const qint64 time = m_activity->timeNs(EventId{row});
            if (time == noTime)
                continue;
            for (int i = 0; i < m_activity->representations(EventId{row}); ++i) {
                TimeRange &range = times[m_activity->source(EventId{row}, i).file];
                range = range.united({time, time + 1});
            }
        }
        for (const auto &[id, range] : times) {
            if (EvidenceFile *file = m_evidence.find(id))
                file->time = range;
        }
        JobState unhurried; // rules over what was read are part of keeping it
        const DetectionOptions options{m_input.mode, QDateTime::currentMSecsSinceEpoch() * nsPerMs};
        if (auto result = runRules(m_rules, m_exceptions, *m_activity, options, unhurried))
            m_detection = *std::move(result);
        for (const Rule *rule : newestRules(m_rules)) {
            Guide guide = parseGuide(rule->note, rule->id, rule->falsePositives, rule->setup);
            addTeamSteps(guide, m_input.teamSteps, rule->name);
            m_guides.try_emplace(rule->id, std::move(guide));
        }
    }

    void takeFlowTimes()
    {
        for (const FlowLogFile &log : m_flows->files()) {
            if (EvidenceFile *file = m_evidence.find(log.id))
                file->time = log.time;
        }
    }

    void findExposure()
    {
        if (m_job.cancelled)
            return;
        // The search counts conversations into the same progress: after the bytes, the bar stands full meanwhile.
        const qint64 bytesRead = m_job.done;
        if (auto secrets = findSecrets(m_capture, m_input.salt, m_job))
            m_secrets = *std::move(secrets);
        m_job.done = bytesRead;
    }

    SnapshotPtr joined(bool complete)
    {
        auto snapshot = sharedLarge(std::make_unique<Snapshot>());
        snapshot->evidence = m_evidence;
        snapshot->activity = m_activity;
        snapshot->capture = m_capture;
        snapshot->flows = m_flows;
        snapshot->secrets = m_secrets;
        snapshot->rules = m_rules;
        snapshot->exceptions = m_exceptions;
        snapshot->guides = m_guides;
        snapshot->mode = m_input.mode;
        snapshot->detection = m_detection;
        snapshot->complete = complete;
        JobState unhurried; // what was read is joined also after a cancel
        auto traffic = joinTraffic(m_capture, m_flows, m_secrets, unhurried);
        snapshot->traffic = traffic ? *std::move(traffic) : m_empty->traffic;
        auto correlation =
            correlate(*m_activity, m_detection.alerts, m_capture, *m_flows, *snapshot->traffic, unhurried);
        snapshot->correlation = correlation ? *std::move(correlation) : m_empty->correlation;
        snapshot->targets = alertTargets(*snapshot);
        return snapshot;
    }

    void publishNow()
    {
        if (!m_publish)
            return;
        QElapsedTimer cost;
        cost.start();
        m_publish(joined(false));
        // Joining grows with what was read: it may take a fifth of the time, never more.
        m_nextPublishMs = std::max<qint64>(250, 5 * cost.elapsed());
        m_sincePublished.restart();
    }

    const PipelineInput &m_input;
    JobState &m_job;
    const std::function<void(const SnapshotPtr &)> &m_publish;
    SnapshotPtr m_empty = emptySnapshot();
    EvidenceRegister m_evidence;
    std::vector<Rule> m_rules;
    std::vector<ExceptionItem> m_exceptions;
    std::map<QString, Guide> m_guides;
    ActivityIndexBuilder m_activityBuilder;
    FlowIndexBuilder m_flowBuilder;
    CaptureIndexBuilder m_captureBuilder;
    ActivityIndexPtr m_activity = m_empty->activity;
    FlowIndexPtr m_flows = m_empty->flows;
    CaptureSnapshot m_capture;
    SecretIndexPtr m_secrets = m_empty->secrets;
    DetectionResult m_detection;
    QElapsedTimer m_sincePublished;
    qint64 m_nextPublishMs = 0;
};

} // namespace

SnapshotPtr runPipeline(const PipelineInput &input, JobState &job,
                        const std::function<void(const SnapshotPtr &)> &publish)
{
    return Pipeline(input, job, publish).run();
}

} // namespace wirecase
