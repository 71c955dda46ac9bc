#include "models/investigation/investigation.h"

#include "models/casefile/casefile.h"
#include "models/evidence/hashing.h"
#include "models/investigation/findingswriter.h"
#include "models/investigation/pipeline.h"

#include <QStandardPaths>

#include <algorithm>

namespace wirecase {

/// Where the reading worker leaves its newest snapshot for the GUI thread to fetch.
struct Investigation::Mailbox
{
    std::mutex lock;
    SnapshotPtr newest;

    void put(const SnapshotPtr &snapshot)
    {
        const std::lock_guard guard(lock);
        newest = snapshot;
    }
    SnapshotPtr take()
    {
        const std::lock_guard guard(lock);
        return std::exchange(newest, nullptr);
    }
};

Investigation::Investigation(CaseFile &caseFile, JobBoard *board, QObject *parent)
    : QObject(parent)
    , m_case(caseFile)
    , m_snapshot(emptySnapshot())
    , m_facts(std::make_shared<const FactBook>())
    , m_planJob(this)
    , m_readJob(this, board, tr("Reading evidence"))
    , m_factsJob(this, board, tr("Deriving facts"))
    , m_hashJob(this, board, tr("Hashing evidence"))
{
    m_poll.setInterval(50);
    connect(&m_poll, &QTimer::timeout, this, &Investigation::takePublished);
}

Investigation::~Investigation() = default;

bool Investigation::isSettled() const
{
    return !m_planJob.isRunning() && !m_readJob.isRunning() && !m_factsJob.isRunning() && !m_hashJob.isRunning();
}

void Investigation::setRules(std::vector<Rule> rules)
{
    m_rules = std::move(rules);
}

void Investigation::setMode(DetectionMode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    if (!m_evidence.isEmpty())
        read();
}

void Investigation::setTimeFormat(const TimeFormat &format)
{
    if (format == m_timeFormat)
        return;
    m_timeFormat = format;
    if (m_snapshot->complete && !m_evidence.isEmpty())
        derive();
}

void Investigation::add(const EvidencePlan &plan)
{
    for (const PlannedFile &planned : plan) {
        if (planned.willRead())
            addFile(planned);
    }
    emit evidenceChanged();
    read();
}

void Investigation::addFile(const PlannedFile &planned)
{
    EvidenceFile file;
    file.path = planned.path;
    file.name = planned.name;
    file.size = planned.size;
    file.mtimeNs = planned.mtimeNs;
    file.kind = planned.kind;
    file.compressed = planned.compression != Compression::None;

    for (EvidenceFile &known : m_evidence.files()) {
        if (known.path == file.path) {
            file.id = known.id;
            known = file;
            return;
        }
    }
    file.id = m_case.registerEvidence({file.path, file.name, file.size, file.mtimeNs, {}, evidenceKindKey(file.kind)});
    // A file that was missing where the case last saw it, and is added from elsewhere.
    if (EvidenceFile *missing = m_evidence.find(file.id))
        *missing = file;
    else
        m_evidence.add(std::move(file));
}

void Investigation::reopen()
{
    m_planJob.start(
        [known = m_case.state().evidence](JobState &job) {
            EvidencePlan plan;
            for (const CaseEvidence &evidence : known) {
                for (PlannedFile &file : planEvidence({evidence.path}, job)) {
                    file.name = evidence.name;
                    plan.push_back(std::move(file));
                }
            }
            return plan;
        },
        [this, known = m_case.state().evidence](const EvidencePlan &plan) {
            for (const CaseEvidence &evidence : known) {
                EvidenceFile file;
                file.id = evidence.id;
                file.path = evidence.path;
                file.name = evidence.name;
                file.size = evidence.size;
                file.kind = evidenceKindOfKey(evidence.kind);
                m_evidence.add(std::move(file));
            }
            add(plan);
        });
}

void Investigation::stopReading()
{
    if (const auto state = m_readJob.state())
        state->cancelled = true;
}

std::optional<EvidenceRef> Investigation::present(EvidenceRef ref) const
{
    ref.file = m_case.presentEvidence(ref.file);
    return m_evidence.find(ref.file) ? std::optional(ref) : std::nullopt;
}

PipelineInput Investigation::input() const
{
    PipelineInput input;
    input.evidence = m_evidence;
    for (EvidenceFile &file : input.evidence.files()) {
        file.state = EvidenceFile::State::Waiting;
        file.report = {};
        file.time = {};
    }
    input.rules = m_rules;
    if (auto builtIn = readRuleToml(builtInRuleToml(), builtInRuleName()))
        input.rules.push_back(*std::move(builtIn));
    input.mode = m_mode;
    input.salt = m_case.state().head.salt;
    input.unpackFolder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + QStringLiteral("/unpacked");
    return input;
}

void Investigation::read()
{
    m_factsJob.cancel();
    m_mailbox = std::make_shared<Mailbox>();
    m_poll.start();
    m_readJob.start(
        [input = input(), mailbox = m_mailbox](JobState &job) {
            return runPipeline(input, job, [&mailbox](const SnapshotPtr &snapshot) { mailbox->put(snapshot); });
        },
        [this](const SnapshotPtr &snapshot) { finishReading(snapshot); });
}

void Investigation::takePublished()
{
    if (const SnapshotPtr newest = m_mailbox->take())
        takeSnapshot(newest);
}

void Investigation::takeSnapshot(const SnapshotPtr &snapshot)
{
    // Hashes arrive beside the reading: the newest register keeps those that are known.
    const EvidenceRegister before = std::exchange(m_evidence, snapshot->evidence);
    for (EvidenceFile &file : m_evidence.files()) {
        if (const EvidenceFile *known = before.find(file.id)) {
            file.sha256 = known->sha256;
            file.changed = known->changed;
        }
    }
    m_snapshot = snapshot;
    emit evidenceChanged();
    emit snapshotChanged();
}

void Investigation::finishReading(const SnapshotPtr &snapshot)
{
    m_poll.stop();
    takeSnapshot(snapshot);
    derive();
    hashNext();
    checkSettled();
}

void Investigation::derive()
{
    m_factsJob.start(
        [snapshot = m_snapshot, format = m_timeFormat](JobState &job) -> std::pair<FactBookPtr, Findings> {
            FactBookPtr facts = deriveFacts(*snapshot, format, job);
            Findings findings = findingsOf(*snapshot, *facts);
            return {std::move(facts), std::move(findings)};
        },
        [this](const std::pair<FactBookPtr, Findings> &derived) {
            m_facts = derived.first;
            for (const EvidenceFile &file : m_evidence.files())
                m_case.setEvidenceOutcome(evidenceOutcome(file));
            m_case.setFindings(derived.second);
            emit factsChanged();
            checkSettled();
        });
}

void Investigation::hashNext()
{
    const auto &files = m_evidence.files();
    const auto next = std::find_if(files.begin(), files.end(), [this](const EvidenceFile &file) {
        return file.sha256.isEmpty() && !m_hashFailed.contains(file.id);
    });
    if (next == files.end() || m_hashJob.isRunning())
        return;
    m_hashJob.start(
        [path = next->path](JobState &job) -> Result<QByteArray> {
            const auto source = openFile(path);
            if (!source)
                return source.error();
            job.total = static_cast<qint64>((*source)->size());
            return sha256Of(**source, job);
        },
        [this, id = next->id](const Result<QByteArray> &hash) { storeHash(id, hash); });
}

void Investigation::storeHash(EvidenceId id, const Result<QByteArray> &hash)
{
    EvidenceFile *file = m_evidence.find(id);
    if (file && hash) {
        file->sha256 = *hash;
        m_case.setEvidenceHash(id, *hash);
        if (const CaseEvidence *known = m_case.state().evidenceOf(id); known && known->changed)
            file->changed = tr("The file no longer holds the bytes that were added to the case.");
    } else if (file) {
        m_hashFailed.insert(id);
        if (hash.error().code != Error::Code::Cancelled)
            file->report.add({hash.error().code, hash.error().message, file->name, hash.error().offset});
    }
    emit evidenceChanged();
    hashNext();
    checkSettled();
}

void Investigation::checkSettled()
{
    if (isSettled())
        emit settled();
}

} // namespace wirecase
